"""Importing from Excel: send a file, name its columns, look at what would become of it, confirm, see the result."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base import lists
from ...base.errors import Refused, RuleViolation
from ...base.import_sessions import models, services
from ...base.import_sessions.models import ImportSession
from ...base.register import Register
from ...base.surfaces.excel_reader import THE_ROW, fields_in_file
from ...base.surfaces.excel_template import template_workbook
from ..scope import scope

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_ERRORS = 20
STEPS = (
    (gettext_lazy("Gửi tệp"), ()),
    (gettext_lazy("Xem các cột"), (models.UPLOADED,)),
    (gettext_lazy("Kiểm tra"), (models.CHECKING,)),
    (gettext_lazy("Xác nhận"), (models.CHECKED, models.FAILED)),
    (gettext_lazy("Ghi vào sổ"), (models.QUEUED, models.LANDING)),
    (gettext_lazy("Kết quả"), (models.DONE,)),
)
OUTCOMES = {
    "created": gettext_lazy("tạo mới"), "updated": gettext_lazy("sửa"), "unchanged": gettext_lazy("giữ nguyên"),
    "merged": gettext_lazy("gộp"), "rejected": gettext_lazy("từ chối"), "withheld": gettext_lazy("chưa ghi"),
}  # fmt: skip


@never_cache
def sessions_page(request: HttpRequest) -> HttpResponse:
    """One's own files of the last days, and the registers that take files."""
    held = scope(request)
    kept = ImportSession.objects.filter(user=request.user.pk).order_by("-created_at")[:50]
    shown = [{"session": s, "register": lists.register(s.register)} for s in kept if _may(held, s.register)]
    registers = [r for r in lists.registers().values() if _may(held, r.name)]
    return render(request, "imports/list.html", {"sessions": shown, "registers": registers})


@never_cache
def upload_page(request: HttpRequest, name: str) -> HttpResponse:
    register = lists.register(name)
    errors: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise RuleViolation("file.missing", gettext_lazy("Hãy chọn một tệp Excel hoặc CSV."))
            if (file.size or 0) > services.MAX_BYTES:
                message = gettext_lazy("Tệp lớn hơn {limit} MB. Hãy tách thành nhiều tệp.")
                raise RuleViolation("file.too_large", message, limit=services.MAX_BYTES // 1024 // 1024)
            session = services.start(request.user, register, file.name or "", file.read())
        except RuleViolation as violation:
            errors = [violation.message]
        except Refused as refused:
            errors = [v.message for v in refused.violations]
        else:
            return redirect("import-session", session.token)
    context = {"register": register, "errors": errors, "limit": services.MAX_BYTES // 1024 // 1024}
    return render(request, "imports/upload.html", context, status=422 if errors else 200)


@require_GET
def template_page(request: HttpRequest, name: str) -> HttpResponse:
    register = lists.register(name)
    answer = HttpResponse(template_workbook(register), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="mau-{register.slug}.xlsx"'
    return answer


@never_cache
def session_page(request: HttpRequest, token: UUID) -> HttpResponse:
    """The page of one session in whatever state it is; what is sent to it is the next step."""
    session, register = _own(request, token)
    errors: list[str] = []
    if request.method == "POST":
        try:
            gone = _act(request, session, register)
        except Refused as refused:
            errors = [v.message for v in refused.violations]
        else:
            return redirect("imports") if gone else redirect("import-session", token)
    context = {**_context(request, session, register), "errors": errors}
    return render(request, "imports/session.html", context, status=422 if errors else 200)


@never_cache
@require_GET
def progress_page(request: HttpRequest, token: UUID) -> HttpResponse:
    """The bar alone, asked for again and again; the whole page when there is something new to see."""
    session, register = _own(request, token)
    if not session.is_busy:
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = reverse("import-session", args=[token])
        return answer
    return render(request, "imports/progress.html", {"session": session, "register": register})


@require_GET
def rejected_page(request: HttpRequest, token: UUID) -> HttpResponse:
    session, register = _own(request, token)
    content = services.content_of(session, "rejected")
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="bi-tu-choi-{register.slug}.xlsx"'
    return answer


def _own(request: HttpRequest, token: UUID) -> tuple[ImportSession, Register]:
    """A session of this person, as long as they may write the register; any other does not exist."""
    session = ImportSession.objects.filter(token=token, user=request.user.pk).first()
    if session is None or not _may(scope(request), session.register):
        raise Http404
    return session, lists.register(session.register)


def _may(held: Any, register: str) -> bool:
    return held.may(register, "create") or held.may(register, "edit")


def _act(request: HttpRequest, session: ImportSession, register: Register) -> bool:
    """Do what was asked; True when the session is gone. Raises Refused."""
    asked = request.POST.get("do", "")
    if asked == "columns":
        sent = {i: request.POST.get(f"column-{i}", "") for i in range(len(session.headings))}
        services.name_columns(session, register, {i: name for i, name in sent.items() if name})
    elif asked in ("confirm", "confirm-valid"):
        services.confirm(session, accept_valid=asked == "confirm-valid")
    elif asked == "forget":
        services.forget(session)
        messages.success(request, _("Đã xóa tệp «{name}».").format(name=session.file_name))
        return True
    return False


def _context(request: HttpRequest, session: ImportSession, register: Register) -> dict[str, Any]:
    report = json.loads(session.report) if session.report else {}
    fields = {name: str(f.label) for name, f in fields_in_file(register).items()}
    if register.called_by:
        fields[THE_ROW] = str(register.called_by[0])
    code, field = request.GET.get("code", ""), request.GET.get("field", "")
    errors = [
        e for e in report.get("errors", ()) if code in ("", e["code"]) and field in ("", e["field"])
    ]  # fmt: skip
    said = {e["code"]: e["message"] for e in report.get("errors", ())}
    named = {int(i): name for i, name in session.mapping.items()}
    return {
        "session": session,
        "register": register,
        "steps": _steps(session),
        "columns": [(i, h, named.get(i, "")) for i, h in enumerate(session.headings) if h or i in named],
        "ignored": [h for i, h in enumerate(session.headings) if h and i not in named],
        "choices": fields.items(),
        "missing": [f.label for f in register.entered if f.required and f.name not in named.values()],
        "counts": [(key, OUTCOMES[key], session.counts.get(key, 0)) for key in OUTCOMES],
        "records": [
            (lists.register(name).one, kept["created"], kept["updated"])
            for name, kept in session.counts.get("records", {}).items()
        ],
        "heads": [fields.get(named[i], "") for i in sorted(named)],
        "rows": [{**row, "said": OUTCOMES.get(row["outcome"], "")} for row in report.get("rows", ())],
        "kinds": [
            {**kind, "label": fields.get(kind["field"]) or said.get(kind["code"], "")}
            for kind in report.get("codes", ())
        ],
        "error_rows": [{**e, "label": fields.get(e["field"], "")} for e in errors[:SHOWN_ERRORS]],
        "error_count": report.get("error_count", len(errors)),
        "notes": report.get("notes", ()),
        "code": code,
        "field": field,
        "has_rejected": session.files.filter(kind="rejected").exists(),
        "rejected": session.counts.get("rejected", 0),
        "good": sum(session.counts.get(key, 0) for key in ("created", "updated")),
    }


def _steps(session: ImportSession) -> list[dict[str, Any]]:
    at = next(i for i, (_label, states) in enumerate(STEPS) if session.state in states)
    is_done = session.state == models.DONE
    return [
        {"label": label, "state": "done" if i < at or is_done else "current" if i == at else "todo"}
        for i, (label, _states) in enumerate(STEPS)
    ]
