"""The leader's one screen: targets, what is overdue, what is missing, the map, this month beside five years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from ...base.errors import OutOfScope, Refused
from ...base.search import fold
from ..briefing import Briefing, as_docx, as_pdf
from ..overview.asked import MEASURES, Asked
from ..overview.printing import briefing_of
from ..overview.screen import Screen, screen_of
from ..scope import scope
from .figures import own_unit

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def overview_page(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    context: dict[str, Any] = {"asked": asked, "measures": MEASURES.values(), "errors": []}
    if asked.is_known:
        context |= {
            "screen": _screen(request, asked),
            "pdf_url": asked.url("overview-pdf"),
            "word_url": asked.url("overview-word"),
        }
    elif asked.unit:
        message = gettext("Không xác định được duy nhất một đơn vị cho «{text}». Hãy ghi mã hoặc tên đầy đủ.")
        context["errors"] = [message.format(text=asked.unit)]
    return render(request, "pages/overview.html", context)


def overview_pdf(request: HttpRequest) -> HttpResponse:
    try:
        return _printed(request, as_pdf, "pdf", PDF)
    except Refused as refused:
        context = {"asked": _asked(request), "measures": MEASURES.values(), "errors": _messages(refused)}
        return render(request, "pages/overview.html", context, status=503)


def overview_word(request: HttpRequest) -> HttpResponse:
    return _printed(request, as_docx, "docx", WORD)


def _printed(request: HttpRequest, make: Callable[[Briefing], bytes], ending: str, kind: str) -> HttpResponse:
    asked = _asked(request)
    if not asked.is_known:
        raise Http404
    content = make(briefing_of(_screen(request, asked), timezone.now()))
    name = f"tong-quan-{slugify(fold(asked.unit))}-{asked.year}.{ending}"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _messages(refused: Refused) -> list[str]:
    return [str(violation.message) for violation in refused.violations]


def _asked(request: HttpRequest) -> Asked:
    own = own_unit(scope(request), "unit") or ""
    return Asked.of(request.GET, own, timezone.localdate())


def _screen(request: HttpRequest, asked: Asked) -> Screen:
    try:
        return screen_of(scope(request), asked, timezone.localdate())
    except OutOfScope:
        raise PermissionDenied from None
