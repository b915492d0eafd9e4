"""What surrounds every call of the API: size, refusals as problems, no answer kept by anybody between."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from .problems import TYPE, problem_of_status

ROOT = "/api/v1/"


class ApiMiddleware:
    """Whatever refuses a call (address map, body, fault) says so as problem+json; pages are not touched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > settings.ATVSLD_API_BODY_LIMIT:
            return problem_of_status(request, 413, {})
        answer = self.get_response(request)
        if answer.status_code >= 400 and answer["Content-Type"] != TYPE:
            answer = problem_of_status(request, answer.status_code, answer.headers)
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(answer, ["Authorization", "Cookie"])
        return answer
