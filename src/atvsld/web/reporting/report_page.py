"""One report: while it is written its figures with room to write in; for everybody else what was sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ...base.errors import OutOfScope, Refused
from ...directives.reporting.differences import differences
from ...directives.reporting.drawing.children import words_of
from ...directives.reporting.parts import MOST_LETTERS, PARTS
from ...directives.reporting.services import save_texts
from ...directives.reporting.written.whole import for_writing
from .common import Opened
from .shown import BADGES, shown, shown_annexes

# Parts in which the words of others are gathered.
GATHERED = ("problems", "proposals")


@never_cache
@require_GET
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    opened = Opened.of(request, pk)
    if not opened.sees_draft:
        if not opened.versions:
            raise Http404
        return redirect("report-version", pk, opened.versions[0].number)
    return page_of(request, opened, [])


def page_of(request: HttpRequest, opened: Opened, errors: list[str]) -> HttpResponse:
    figures, texts = opened.figures(), opened.row.parts
    links = opened.links(figures)
    standing = opened.version(opened.versions[0].number) if opened.versions else None
    context: dict[str, Any] = {
        "report": opened.row, "opened": opened, "badge": BADGES[opened.row.state], "errors": errors,
        "sections": shown(for_writing(figures, texts), links), "annexes": shown_annexes(figures, links),
        "about": figures["about"], "most": MOST_LETTERS, "words": _words(figures, opened),
        "standing": standing, "changed": differences(standing.whole["figures"], figures) if standing else [],
        "is_written_anew": bool(standing and standing.whole["texts"] != texts), "now": timezone.now(),
        "as_of": date.fromisoformat(figures["about"]["as_of"]),
    }  # fmt: skip
    return render(request, "reports/report.html", context, status=422 if errors else 200)


def _words(figures: dict[str, Any], opened: Opened) -> dict[str, list[tuple[str, str]]]:
    """What those that were gathered wrote, by part."""
    if opened.prepares is None:
        return {}
    return {part: found for part in GATHERED if (found := words_of(figures, part))}


@never_cache
@require_POST
def save_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written so far, sent by the page itself while one writes or by its button."""
    opened = Opened.of(request, pk)
    texts = {part: request.POST[part][: 2 * MOST_LETTERS] for part in PARTS if part in request.POST}
    errors: list[str] = []
    row = opened.row
    try:
        row = save_texts(opened.held, pk, texts, _version(request))
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        errors = [violation.message for violation in refused.violations]
    if request.headers.get("HX-Request"):
        # The old number stays after a refusal, so that nothing of the other writer is lost by saving again.
        kept = _version(request) if errors else row.row_version
        said = {"errors": errors, "row_version": kept, "now": timezone.now(), "is_saved": not errors}
        return render(request, "reports/_saved.html", said)
    if errors:
        return page_of(request, Opened.of(request, pk), errors)
    messages.success(request, gettext("Đã lưu lời văn của báo cáo."))
    return redirect("report", pk)


@never_cache
@require_POST
def gather_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one of those gathered, put behind what stands in the part already; nothing of it is replaced."""
    opened = Opened.of(request, pk)
    if opened.prepares is None:
        raise PermissionDenied
    part, whose = request.POST.get("part", ""), request.POST.get("whose", "")
    found = [said for name, said in words_of(opened.figures(), part) if name == whose] if part in GATHERED else []
    if not found:
        return page_of(request, opened, [gettext("Không còn bản đã gửi nào có ý kiến này.")])
    text = "\n".join(filter(None, [opened.row.parts.get(part, ""), *(f"{whose}: {said}" for said in found)]))
    try:
        save_texts(opened.held, pk, {part: text}, opened.row.row_version)
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        return page_of(request, opened, [violation.message for violation in refused.violations])
    return redirect("report", pk)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("row_version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0
