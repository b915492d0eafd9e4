"""The API of the registers, for those signed in: the same fields, rules, scope and audit as the pages."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern
from ninja import NinjaAPI, Router, Schema, Status
from ninja.security import django_auth

from ..base import lists
from ..base.audit.record import record_reading
from ..base.checking import clean
from ..base.codelists.reading import CodeLists
from ..base.errors import OutOfScope, Refused
from ..base.language import in_vietnamese
from ..base.references import ScopedRefs
from ..base.register import Register
from ..base.surfaces.api_schema import given, given_schema, sent_schema
from ..base.surfaces.filters import narrowed
from .pages.row import readable
from .scope import scope

PAGE, LARGEST_PAGE = 50, 200


class Problem(Schema):
    """A refusal: `errors` hold the field, the stable code and the Vietnamese sentence of the page."""

    title: str
    status: int
    errors: list[dict[str, str]] = []


def _problem(request: HttpRequest, status: int, title: str, errors: list[dict[str, str]]) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "errors": errors}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def build_api() -> NinjaAPI:
    api = NinjaAPI(
        title="ATVSLĐ", version="1", urls_namespace="api", auth=django_auth, docs_url=None,
        description="Các sổ đăng ký; cùng trường, quy tắc, phạm vi và nhật ký như trên trang.",
    )  # fmt: skip
    for register in lists.registers().values():
        api.add_router(f"/{register.name}", register_router(register), tags=[in_vietnamese(register.title)])

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        status = 403 if isinstance(error, OutOfScope) else 422
        return _problem(request, status, "Chưa nhận được", [v.as_dict() for v in error.violations])

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return _problem(request, 404, "Không có dòng này trong phạm vi của bạn", [])

    return api


def api_urls() -> tuple[list[Any], str, str]:
    """The addresses; calls without a session are answered 401 by the API itself, not sent to the sign-in page."""
    patterns, app, namespace = build_api().urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name not in ("openapi-json", "api-root"):
            login_not_required(pattern.callback)
    return patterns, app, namespace


def register_router(register: Register) -> Router:
    """List, read, create, change and void rows of one register."""
    router = Router()
    sent, row_schema = sent_schema(register), given_schema(register)
    page_schema = type(
        f"{register.name.title()}Page",
        (Schema,),
        {"__annotations__": {"count": int, "page": int, "results": list[row_schema]}},  # type: ignore[valid-type]
    )

    def found(request: HttpRequest, pk: int, verb: str = "view") -> Any:
        scope(request).require(register.name, verb)
        row = register.model.objects.visible_to(scope(request), verb).filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def told(request: HttpRequest, row: Any) -> dict[str, Any]:
        held = scope(request)
        allowed = frozenset(readable(register, held, row))
        for privacy in sorted(allowed):
            if any(getattr(row, f.column) for f in register.private if f.privacy is privacy):
                record_reading(held, "api", register.name, [row.pk], privacy)
        return given(register, row, CodeLists(), ScopedRefs(held), allowed)

    def cleaned(request: HttpRequest, body: Schema, only_sent: bool) -> dict[str, Any]:
        raw = body.dict(exclude_unset=only_sent)
        values, violations = clean(register, raw, ScopedRefs(scope(request)))
        violations = [v for v in violations if not only_sent or v.field in raw]
        if violations:
            raise Refused(violations)
        return {name: value for name, value in values.items() if not only_sent or name in raw}

    @router.get("", response=page_schema, operation_id=f"{register.name}_list", summary=in_vietnamese(register.title))
    def list_rows(request: HttpRequest, page: int = 1, page_size: int = PAGE) -> dict[str, Any]:
        """Rows visible to you, private values masked; takes the filters of the page's list."""
        held, codes = scope(request), CodeLists()
        held.require(register.name, "view")
        size, refs = min(max(page_size, 1), LARGEST_PAGE), ScopedRefs(held)
        _, rows = narrowed(register, held, request.GET, codes)
        start = (min(max(page, 1), 1_000_000) - 1) * size
        results = [given(register, row, codes, refs, frozenset()) for row in rows[start : start + size]]
        return {"count": rows.count(), "page": page, "results": results}

    @router.get("/{int:pk}", response={200: row_schema, 404: Problem}, operation_id=f"{register.name}_read")
    def read_row(request: HttpRequest, pk: int) -> dict[str, Any]:
        return told(request, found(request, pk))

    @router.post("", response={201: row_schema, 403: Problem, 422: Problem}, operation_id=f"{register.name}_create")
    def create_row(request: HttpRequest, body: sent) -> Any:  # type: ignore[valid-type]
        scope(request).require(register.name, "create")
        row = register.services.create(scope(request), cleaned(request, body, only_sent=False), via="api")
        row.refresh_from_db()
        return Status(201, told(request, row))

    @router.patch(
        "/{int:pk}", response={200: row_schema, 404: Problem, 422: Problem}, operation_id=f"{register.name}_change"
    )
    def change_row(request: HttpRequest, pk: int, body: sent, row_version: int | None = None) -> Any:  # type: ignore[valid-type]
        row = found(request, pk, "edit")
        values = cleaned(request, body, only_sent=True)
        row = register.services.update(scope(request), row, values, expected_version=row_version, via="api")
        row.refresh_from_db()
        return told(request, row)

    @router.post(
        "/{int:pk}/void", response={200: row_schema, 404: Problem, 422: Problem}, operation_id=f"{register.name}_void"
    )
    def void_row(request: HttpRequest, pk: int, reason: str = "") -> Any:
        row = register.services.void(scope(request), found(request, pk, "void"), reason, via="api")
        row.refresh_from_db()
        return told(request, row)

    return router
