"""Sending what was seen, and deciding about what was sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ...base.errors import OutOfScope, Refused
from ...directives.reporting.differences import differences
from ...directives.reporting.parts import PARTS, WRITTEN_BY_PEOPLE
from ...directives.reporting.rules import MOST_REASON
from ...directives.reporting.services import preview, receive, send, send_back
from ...directives.reporting.written.whole import sections
from .common import Opened
from .shown import shown, shown_annexes
from .version_page import shown_version


@never_cache
def send_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be frozen; posted with the mark of what was seen, it is sent."""
    opened, errors = Opened.of(request, pk), []
    reason = request.POST.get("reason", "")[: 2 * MOST_REASON]
    try:
        if request.method == "POST":
            if request.POST.get("confirm") != "1":
                errors = [gettext("Hãy đánh dấu xác nhận: bản đã gửi thì không sửa, không xóa được.")]
            else:
                made = send(opened.held, pk, request.POST.get("seen", ""), reason)
                messages.success(request, gettext("Đã gửi bản {n}.").format(n=made.number))
                return redirect("report", pk)
        found = preview(opened.held, pk)
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        errors = [violation.message for violation in refused.violations]
        found = preview(opened.held, pk)
    links = opened.links(found.figures)
    context: dict[str, Any] = {
        "report": opened.row, "opened": opened, "preview": found, "errors": errors, "reason": reason,
        "sections": shown(sections(found.figures, found.texts), links), "most_reason": MOST_REASON,
        "annexes": shown_annexes(found.figures, links), "about": found.figures["about"],
        "unwritten": [PARTS[part] for part in WRITTEN_BY_PEOPLE if not found.texts.get(part)],
        "changed": differences(found.standing.whole["figures"], found.figures) if found.standing else [],
        "is_same": found.standing is not None and found.standing.figures_sha256 == found.seen,
    }  # fmt: skip
    return render(request, "reports/send.html", context, status=422 if errors else 200)


@never_cache
@require_POST
def decide_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Received, or sent back with a reason."""
    opened = Opened.of(request, pk)
    try:
        if request.POST.get("answer") == "receive":
            receive(opened.held, pk)
            messages.success(request, gettext("Đã tiếp nhận báo cáo."))
        else:
            send_back(opened.held, pk, request.POST.get("reason", "")[: 2 * MOST_REASON])
            messages.success(request, gettext("Đã trả lại báo cáo."))
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        if not opened.versions:
            raise PermissionDenied from None
        errors = [violation.message for violation in refused.violations]
        return shown_version(request, opened, opened.versions[0].number, errors)
    return redirect("report-version", pk, opened.versions[0].number)
