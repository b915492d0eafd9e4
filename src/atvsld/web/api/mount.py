"""The API put together: routers, who may call, how each refusal is told, its addresses."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from ...base import lists
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.language import speaking
from .accidents import add_accident_routes
from .auth import CHALLENGE, SessionAuth, TokenAuth
from .problems import ApiRefusal, problem, problem_of_status
from .programmes import indicators, programmes
from .published import published
from .references import code_lists, places
from .registers import register_router
from .reminders import reminders
from .reports import reports
from .tasks import tasks
from .wrong_type import violations_of

# Somebody else wrote in between: 412 to who sent If-Match, 409 to who sent row_version.
STALE = "row.changed"


def build_api() -> NinjaAPI:
    """A new one each time: ninja lets a router belong to one API only."""
    api = NinjaAPI(
        title="ATVSLĐ", version="1", urls_namespace="api", auth=[TokenAuth(), SessionAuth()], docs_url=None,
        openapi_url=None,
    )  # fmt: skip
    for register in lists.registers().values():
        router = register_router(register)
        if register.name == "accidents":
            add_accident_routes(router)
        api.add_router(f"/{register.name}", router, tags=[str(register.title)])
    api.add_router("/code-lists", code_lists)
    api.add_router("/places", places)
    api.add_router("/published", published)
    api.add_router("/programmes", programmes)
    api.add_router("/indicators", indicators)
    api.add_router("/tasks", tasks)
    api.add_router("/reports", reports)
    api.add_router("/reminders", reminders)
    _add_refusals(api)
    return api


def api_urls() -> tuple[list[Any], str, str]:
    """The addresses; calls without a key or session are answered 401 by the API itself, not led to sign in."""
    patterns, app, namespace = API.urls
    kept = [p for p in patterns if isinstance(p, URLPattern) and p.name != "api-root"]
    for pattern in kept:
        login_not_required(pattern.callback)
    return kept, app, namespace


def _add_refusals(api: NinjaAPI) -> None:
    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        status = 403 if isinstance(error, OutOfScope) else 422
        if STALE in error.codes:
            status = 412 if "If-Match" in request.headers else 409
        return problem(status, error.violations)

    @api.exception_handler(ApiRefusal)
    def not_asked(request: HttpRequest, error: ApiRefusal) -> HttpResponse:
        return problem(error.status, [error.violation], error.headers)

    @api.exception_handler(ValidationError)
    def wrong_type(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(422, violations_of(error.errors))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_of_status(request, 404, {})

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem_of_status(request, 413, {})

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        if error.status_code == 400:
            message = _("Nội dung gửi không phải là JSON đúng. Hãy kiểm tra dấu ngoặc, dấu phẩy và bảng mã UTF-8.")
            return problem(400, [RuleViolation("body.json", message)])
        answer = problem_of_status(request, error.status_code, {})
        if error.status_code == 401:
            answer["WWW-Authenticate"] = CHALLENGE["WWW-Authenticate"]
        return answer


# Titles and explanations stand in the document as the source has them, whoever reads it.
with speaking("vi"):
    API = build_api()
