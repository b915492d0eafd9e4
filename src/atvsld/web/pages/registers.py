"""The generic pages of a register: list, detail with history, create, edit, void, export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base import lists
from ...base.codelists.reading import CodeLists
from ...base.errors import OutOfScope, Refused
from ...base.register import Register
from ...base.scope import Scope
from ...base.surfaces.excel_export import export_workbook
from ...base.surfaces.filters import listed, narrowed, not_offered
from ...base.surfaces.forms import form_class
from ...base.surfaces.tables import table_class
from ..scope import needs, scope
from . import imports
from .row import PRIVATE, children, definitions, history, readable, record_unmasked

PAGE = 50
# Where a new row of a register is begun, when that is not its form.
FIRST_STEPS = {"accidents": ("declare", _("Khai báo tai nạn"))}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register_routes(register: Register, detail: Any = None) -> list[URLPattern]:
    """The addresses of one register; `detail` replaces the generic page of a row."""
    kept = {"name": register.name}
    start = f"{register.slug}/"
    pages = [
        ("", needs(register.name, "view")(list_page), "list"),
        ("xuat-excel/", needs(register.name, "export")(export_page), "export"),
        ("moi/", needs(register.name, "create")(create_page), "create"),
        ("nhap-excel/", needs(register.name, "create", "edit")(imports.upload_page), "import"),
        ("tep-mau/", needs(register.name, "create", "edit")(imports.template_page), "template"),
        ("<int:pk>/", needs(register.name, "view")(detail or detail_page), "detail"),
        ("<int:pk>/sua/", needs(register.name, "edit")(edit_page), "edit"),
        ("<int:pk>/huy/", needs(register.name, "void")(void_page), "void"),
    ]
    return [path(start + tail, view, kept, name=f"{register.name}-{what}") for tail, view, what in pages]


def row_or_404(register: Register, held: Scope, pk: int, verb: str = "view") -> Any:
    """The row, if the scope covers it; a row that one may not see does not exist."""
    rows = register.model.objects.visible_to(held, verb).select_related(*register.select_related)
    row = rows.filter(pk=pk).first()
    if row is None:
        if verb != "view" and register.model.objects.visible_to(held).filter(pk=pk).exists():
            raise PermissionDenied
        raise Http404
    return row


def list_page(request: HttpRequest, name: str) -> HttpResponse:
    register, held, codes = lists.register(name), scope(request), CodeLists()
    bound, rows = listed(register, held, request.GET, codes)
    route, label = FIRST_STEPS.get(name, (f"{name}-create", gettext("Thêm")))
    table = table_class(register, held, codes)(rows)
    table.order_by = [key for key in request.GET.get("sort", "").split(",") if key.lstrip("-") in table.columns.names()]
    try:
        table.paginate(page=_page_number(request), per_page=PAGE)
    except EmptyPage:
        table.paginate(page=table.paginator.num_pages, per_page=PAGE)
    return render(
        request,
        "registers/list.html",
        {
            "register": register,
            "table": table,
            "filter_form": bound.form,
            "not_offered": [violation.message for violation in not_offered(register, held, request.GET)],
            "create_url": reverse(route) if held.may(name, "create") else "",
            "create_label": label,
            "import_url": reverse(f"{name}-import") if held.may(name, "create") or held.may(name, "edit") else "",
            "export_url": reverse(f"{name}-export") if held.may(name, "export") else "",
        },
    )


def _page_number(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return int(given) if given.isdecimal() and len(given) < 9 else 1


def export_page(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of the list as a workbook, in the same filters; unmasked only when asked for and allowed."""
    register, held = lists.register(name), scope(request)
    _, rows = narrowed(register, held, request.GET, CodeLists())
    content = export_workbook(register, held, rows, unmasked=request.GET.get("day-du") == "1")
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{register.slug}-{timezone.localdate():%Y%m%d}.xlsx"'
    return answer


def detail_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    row = row_or_404(register, held, pk)
    return render(request, "registers/detail.html", detail_context(register, held, row))


def detail_context(register: Register, held: Scope, row: Any) -> dict[str, Any]:
    """What the page of any row shows: values in words, rows under it, history, and what may be done."""
    return {
        "register": register,
        "row": row,
        "definitions": definitions(register, held, row),
        "children": children(register, held, row),
        "history": history(register, held, row),
        "may_edit": row.voided_at is None and _covered(register, held, row, "edit"),
        "may_void": row.voided_at is None and _covered(register, held, row, "void"),
        "actions": [a for a in register.extra_actions if a.offered(row) and _covered(register, held, row, a.verb)],
    }


def _covered(register: Register, held: Scope, row: Any, verb: str) -> bool:
    return held.may(register.name, verb) and register.model.objects.visible_to(held, verb).filter(pk=row.pk).exists()


def create_page(request: HttpRequest, name: str) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    start = _start_values(register, held, request)
    form = form_class(register)(request.POST or None, scope=held, start=start)
    if request.method == "POST" and form.is_valid():
        try:
            row = register.services.create(held, form.cleaned_data)
        except Refused as refused:
            _show(form, refused)
        else:
            messages.success(request, gettext("Đã ghi {one}.").format(one=register.one))
            return _saved(request, _after(register, row))
    return _form_page(request, form, {"register": register, "form": form})


def edit_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    row = row_or_404(register, held, pk, "edit")
    allowed = readable(register, held, row)
    form = form_class(register)(request.POST or None, scope=held, row=row, hidden=set(PRIVATE) - allowed)
    if request.method == "GET":
        record_unmasked(register, held, row, allowed)
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("row_version", "")
        try:
            expected = int(version) if version.isdecimal() else None
            row = register.services.update(held, row, form.cleaned_data, expected_version=expected)
        except Refused as refused:
            _show(form, refused)
        else:
            messages.success(request, gettext("Đã lưu thay đổi."))
            return _saved(request, _after(register, row))
    return _form_page(request, form, {"register": register, "form": form, "row": row})


def void_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    row = row_or_404(register, held, pk, "void")
    violations: tuple[Any, ...] = ()
    if request.method == "POST":
        try:
            register.services.void(held, row, request.POST.get("reason", ""))
        except Refused as refused:
            violations = refused.violations
        else:
            messages.success(
                request, gettext("Đã hủy {one}; dòng vẫn được lưu và có trong nhật ký.").format(one=register.one)
            )
            return redirect(f"{name}-detail", pk)
    context = {"register": register, "row": row, "errors": [v.message for v in violations]}
    return render(request, "registers/void.html", context, status=_status(request))


def _start_values(register: Register, held: Scope, request: HttpRequest) -> dict[str, Any]:
    """A new row under another starts with it: /nguoi-bi-nan/moi/?accident=12."""
    given = request.GET.get(register.parent, "") if register.parent else ""
    if not given.isdecimal():
        return {}
    target = register.field(register.parent).target  # type: ignore[attr-defined]
    parent = next((r for r in lists.registers().values() if r.one_target == target), None)
    row = parent.model.objects.visible_to(held).filter(pk=int(given)).first() if parent else None
    return {register.parent: row.pk} if row else {}


def _after(register: Register, row: Any) -> str:
    """Where to go after a write: to the row above, if there is one."""
    if register.parent:
        target = register.field(register.parent).target  # type: ignore[attr-defined]
        parent = next((r for r in lists.registers().values() if r.one_target == target), None)
        if parent:
            return reverse(f"{parent.name}-detail", args=[getattr(row, f"{register.parent}_id")])
    return reverse(f"{register.name}-detail", args=[row.pk])


def _saved(request: HttpRequest, url: str) -> HttpResponse:
    """Where to go next: as a redirect, or in words for the script that keeps the draft until it is acknowledged."""
    return JsonResponse({"receipt": "", "url": url}, status=201) if _is_sent_by_script(request) else redirect(url)


def _form_page(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and _is_sent_by_script(request):
        return JsonResponse({"errors": [v.as_dict() for v in form.violations]}, status=422)
    return render(request, "registers/form.html", context, status=_status(request))


def _is_sent_by_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _show(form: Any, refused: Refused) -> None:
    if isinstance(refused, OutOfScope) and not refused.violations:
        raise PermissionDenied
    for violation in refused.violations:
        form.add_violation(violation)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
