"""The lists behind the figures of a report: its tasks, and the bodies whose reports it gathers."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...directives.reporting.drawing.asked import Asked
from ...directives.reporting.drawing.children import children
from ...directives.reporting.drawing.tasks import SHOWN, rows_of
from ...directives.reporting.duties.owed import STATE_LABELS
from ...directives.reporting.models import RECEIVED, SENT
from ...directives.tasks.lists import narrowed
from ...directives.tasks.status import LABELS
from ..tasks.shown import BADGES as TASK_BADGES
from ..tasks.shown import shown_rows
from ..tasks.workbook import workbook
from .common import Opened
from .shown import BADGES

ROWS = 50


@never_cache
@require_GET
def tasks_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Of what is being written from the register; of a version as it was frozen."""
    opened = Opened.of(request, pk)
    status = request.GET.get("status", "")
    status = status if status in SHOWN else ""
    version = opened.asked_version(request)
    if version is not None:
        frozen = opened.version(version).whole["figures"]["tasks"]
        rows = [row for row in frozen["rows"] if _is_asked(request, row, status)]
        page: Any = Paginator(rows, ROWS).get_page(request.GET.get("page"))
        shown, day = [_frozen(row) for row in page.object_list], frozen["as_of"]
    else:
        asked = _asked(opened)
        page = Paginator(_rows(request, asked, status), ROWS).get_page(request.GET.get("page"))
        shown, day = shown_rows(list(page.object_list), asked.day, asked.today), asked.day.isoformat()
    context = {
        "report": opened.row, "page": page, "rows": shown, "status": status, "version": version, "day": day,
        "statuses": [(key, LABELS[key]) for key in SHOWN],
    }  # fmt: skip
    return render(request, "reports/tasks.html", context)


def _asked(opened: Opened) -> Asked:
    if not opened.sees_draft:
        raise Http404
    return Asked(opened.held, opened.row, timezone.localdate())


def _rows(request: HttpRequest, asked: Asked, status: str) -> Any:
    rows = narrowed(rows_of(asked), status, asked.day, asked.today)
    if cause := _number(request, "cause"):
        rows = rows.filter(charge__cause=cause)
    if year := _number(request, "year"):
        rows = rows.filter(due_on__year=year)
    return rows.select_related("charge__cause", "agency")


def _is_asked(request: HttpRequest, row: dict[str, Any], status: str) -> bool:
    cause, year = _number(request, "cause"), _number(request, "year")
    return (
        (not status or row["status"] == status) and (cause is None or row["cause"] == cause)
        and (year is None or (row["due_given"] or "").startswith(f"{year}-"))
    )  # fmt: skip


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a version as `tasks/_rows.html` shows it."""
    from datetime import date

    from django.urls import reverse

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return {
        "title": row["title"], "url": reverse("task", args=[row["task"]]), "agency": row["agency"],
        "due": day(row["due"]), "label": LABELS[row["status"]], "badge": TASK_BADGES.get(row["status"], "plain"),
        "done_on": day(row["done_on"]), "status": row["status"],
    }  # fmt: skip


@never_cache
@require_GET
def excel_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All tasks that the report counts now, up to twenty thousand."""
    opened = Opened.of(request, pk)
    asked = _asked(opened)
    found = _rows(request, asked, "")
    return workbook(
        f"nhiem-vu-bao-cao-{pk}", gettext("Nhiệm vụ"), opened.row.title, found, found.count(), asked.day, asked.today
    )


@never_cache
@require_GET
def children_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who owe or sent a report to this one; `?state=sent`: whoever sent it."""
    opened = Opened.of(request, pk)
    version = opened.asked_version(request)
    if version is not None:
        found = opened.version(version).whole["figures"].get("children")
    else:
        found = children(_asked(opened))
    state = request.GET.get("state", "")
    wanted = (SENT, RECEIVED) if state == SENT else (state,)
    rows = [row for row in (found or {}).get("rows", []) if not state or row["state"] in wanted]
    page: Any = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    shown = [{**row, "label": STATE_LABELS[row["state"]], "badge": BADGES[row["state"]]} for row in page.object_list]
    context = {"report": opened.row, "page": page, "rows": shown, "state": state, "version": version}
    return render(request, "reports/children.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else None
