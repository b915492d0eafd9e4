"""Refuses addresses that no form of the house makes, before any page reads them."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class CleanQueryMiddleware:
    """A NUL in an address is never typed, and PostgreSQL takes no text with it: 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        values = (value for values in request.GET.lists() for value in values[1])
        if "\x00" in request.path or any("\x00" in value for value in values):
            raise SuspiciousOperation("NUL in the address")
        return self.get_response(request)
