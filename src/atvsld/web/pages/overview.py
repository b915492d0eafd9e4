"""The leader's one screen: targets, what is overdue, what is missing, the map, this month beside five years."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from ...base.errors import OutOfScope
from ..overview.asked import MEASURES, Asked
from ..overview.screen import Screen, screen_of
from ..scope import scope
from .figures import own_unit


def overview_page(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    context: dict[str, Any] = {"asked": asked, "measures": MEASURES.values(), "errors": []}
    if asked.is_known:
        context["screen"] = _screen(request, asked)
    elif asked.unit:
        message = gettext("Không xác định được duy nhất một đơn vị cho «{text}». Hãy ghi mã hoặc tên đầy đủ.")
        context["errors"] = [message.format(text=asked.unit)]
    return render(request, "pages/overview.html", context)


def _asked(request: HttpRequest) -> Asked:
    own = own_unit(scope(request), "unit") or ""
    return Asked.of(request.GET, own, timezone.localdate())


def _screen(request: HttpRequest, asked: Asked) -> Screen:
    try:
        return screen_of(scope(request), asked, timezone.localdate())
    except OutOfScope:
        raise PermissionDenied from None
