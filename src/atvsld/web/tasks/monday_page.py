"""The page a leader opens each Monday, of a unit and of any day."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...directives.tasks.acting import givers
from ...directives.tasks.monday import Line, monday
from ...directives.tasks.status import (
    DONE_IN_TIME,
    DONE_LATE,
    IN_TIME,
    LABELS,
    NO_DUE,
    NOT_ACCEPTED,
    NOT_OPEN,
    OVERDUE,
    SENT_BACK,
)  # fmt: skip
from ..scope import scope
from .asked import Asked
from .shown import shown_rows

# The columns of leaders, in their order.
COLUMNS = (IN_TIME, OVERDUE, DONE_LATE, NOT_ACCEPTED, DONE_IN_TIME)
BESIDE = (NO_DUE, SENT_BACK, NOT_OPEN)
TONES = {OVERDUE: "overdue", DONE_IN_TIME: "good"}
EVENTS = {
    "handed": _("giao mới"), "accepted": _("nhận việc"), "done": _("báo xong"), "evidence": _("gửi minh chứng"),
    "extension_asked": _("xin gia hạn"), "extension_decided": _("quyết định gia hạn"), "sent_back": _("trả lại"),
    "split": _("giao tiếp xuống"), "reopened": _("mở lại"), "withdrawn": _("rút"),
    "evidence_struck": _("hủy minh chứng"), "noted": _("phối hợp"),
    "reminded": _("đôn đốc"),
}  # fmt: skip


@never_cache
@require_GET
def monday_page(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    found = monday(asked.ground, asked.day, asked.today)
    total = found.total
    context: dict[str, Any] = {
        "asked": asked, "found": found, "may_hand_out": _may_hand_out(request),
        "stats": [_stat(asked, total, key) for key in COLUMNS],
        "beside": [_stat(asked, total, key) for key in BESIDE if total[key]],
        "heads": [LABELS[key] for key in COLUMNS],
        "causes": [_line(asked, line, "cause") for line in found.causes],
        "groups": [_line(asked, line, found.by) for line in found.groups],
        "worst": [_line(asked, line, found.by) for line in found.worst],
        "longest": shown_rows(found.longest, asked.day, asked.today),
        "changed": [{"label": EVENTS[kind], "n": found.changed[kind]} for kind in EVENTS if found.changed[kind]],
    }  # fmt: skip
    return render(request, "tasks/monday.html", context)


def _may_hand_out(request: HttpRequest) -> bool:
    held = scope(request)
    return held.may("tasks", "hand_out") and givers(held).exists()


def _stat(asked: Asked, total: Counter[str], key: str) -> dict[str, Any]:
    n = total[key]
    return {
        "label": LABELS[key], "value": n, "url": asked.url(status=key) if n else "",
        "tone": TONES.get(key, "") if n else "",
    }  # fmt: skip


def _line(asked: Asked, line: Line, by: str) -> dict[str, Any]:
    """A row of a table: its name opens it, each of its numbers exactly its tasks."""
    if by == "province":
        narrow: dict[str, Any] = {"central": 1} if line.pk is None else {"unit": line.pk}
    else:
        narrow = {by: line.pk}
    return {
        "pk": line.pk, "name": line.name, "total": line.total,
        "url": asked.url_of_unit(line.pk) if by == "province" else asked.url(**narrow),
        "url_total": asked.url(**narrow),
        "cells": [
            {"label": LABELS[key], "n": line.counts[key], "key": key,
             "url": asked.url(**narrow, status=key) if line.counts[key] else ""}
            for key in COLUMNS
        ],
    }  # fmt: skip
