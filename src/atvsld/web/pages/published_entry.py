"""A new notice by its file: look at what was read and what does not follow, then enter; and strike one out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.statute_words import period_label
from ...figures.published.book import Book
from ...figures.published.reading import MAX_BYTES, FileRead, read_file
from ...figures.published.services import LONGEST_REASON, Change, Planned, differences, enter, plan, void
from ...figures.published.standing import standing_book
from ...figures.published.verify import verify
from ..scope import scope
from .published import versions_at
from .published_parts import left_out, shown_differences

CHANGES = {Change.NEW: _("mới"), Change.CORRECTION: _("sửa bản đã có"), Change.SAME: _("đã có, không đổi")}
BADGES = {Change.NEW: "done", Change.CORRECTION: "provisional", Change.SAME: "waiting"}


@never_cache
def enter_page(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {"limit": MAX_BYTES // 1024 // 1024, "longest": LONGEST_REASON}
    if request.method == "POST":
        try:
            text = _sent(request)
            read = read_file(text.encode())
            if request.POST.get("do") == "confirm":
                context["reason"] = request.POST.get("reason", "")[: LONGEST_REASON + 1]
                done = enter(scope(request), read.notices, reason=context["reason"], via="page")
                _say_done(request, done)
                return redirect("published")
            context |= _preview(read, text)
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            context["errors"] = [v.as_dict() for v in refused.violations]
            # A reason that is missing costs nobody the file.
            if set(refused.codes) <= {"published.reason", "published.raced"}:
                context |= _preview(read_file(_sent(request).encode()), _sent(request))
    return render(request, "pages/published_enter.html", context, status=422 if context.get("errors") else 200)


def _sent(request: HttpRequest) -> str:
    """The text of a new file, or as the page of the check sent it back. Raises Refused."""
    file = request.FILES.get("file")
    if file is None:
        text = request.POST.get("content", "")
        if not text:
            raise Refused([RuleViolation("published.missing", _("Hãy chọn một tệp JSON."), "file")])
        return text
    # One byte more than allowed is enough to be refused by its reader.
    content = file.read(MAX_BYTES + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        read_file(content)
        raise


def _preview(read: FileRead, text: str) -> dict[str, Any]:
    planned = plan(read.notices)
    book = standing_book().with_these(read.notices)
    return {
        "text": text, "planned": [_shown(p, book) for p in planned], "passed_over": read.passed_over,
        "needs_reason": any(p.change == Change.CORRECTION for p in planned),
        "has_work": any(p.change != Change.SAME for p in planned),
    }  # fmt: skip


def _shown(planned: Planned, book: Book) -> dict[str, Any]:
    notice, changed = planned.notice, differences(planned)
    return {
        "notice": notice, "period": period_label(notice.period), "change": CHANGES[planned.change],
        "badge": BADGES[planned.change], "version": planned.version, "is_same": planned.change == Change.SAME,
        "figures": len(notice.figures), "findings": [v.as_dict() for v in book.findings(notice)],
        "percentages": sum(verify(f).exact is not None and f.change_pct is not None for f in notice.figures),
        "differences": shown_differences(changed), "left_out": left_out(changed),
    }  # fmt: skip


def _say_done(request: HttpRequest, done: list[Planned]) -> None:
    count = sum(p.change != Change.SAME for p in done)
    messages.success(request, ngettext("Đã ghi {n} thông báo.", "Đã ghi {n} thông báo.", count).format(n=count))


@never_cache
def void_page(request: HttpRequest, period: str) -> HttpResponse:
    """Strikes the standing version out."""
    row = next((one for one in versions_at(period) if one.voided_at is None), None)
    if row is None:
        messages.info(request, gettext("Thông báo này đã bị hủy."))
        return redirect("published")
    context: dict[str, Any] = {"row": row, "period": period_label(row.period), "address": period}
    if request.method == "POST":
        try:
            void(scope(request), row, request.POST.get("reason", ""), via="page")
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            context["errors"] = [v.as_dict() for v in refused.violations]
        else:
            messages.success(request, gettext("Đã hủy bản {version}.").format(version=row.version))
            return redirect("published-notice", period)
    return render(request, "pages/published_void.html", context, status=422 if context.get("errors") else 200)
