"""The start page: for each role the next step, what waits, and how the unit stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ...accidents.models import Accident
from ...base.codelists.models import CodeListVersion
from ...base.scope import Scope
from ...org.establishments.models import Establishment
from ..scope import scope
from ..worklist.cases import ACCEPT, COMPLETE
from ..worklist.counting import WorkCount, own_counts

MAIN_STEPS = {
    "ministry": ("figures", "", _("Xem biểu thống kê"), "table"),
    "labour": ("accidents-list", "?state=declared", _("Tiếp nhận hồ sơ"), "checklist"),
    "health": ("figures", "", _("Xem biểu thống kê"), "table"),
    "zone": ("accidents-list", "", _("Xem tai nạn trong khu"), "ambulance"),
    "commune": ("declare", "", _("Khai báo tai nạn"), "plus"),
    "employer": ("declare", "", _("Khai báo tai nạn"), "plus"),
    "inspector": ("accidents-list", "", _("Xem hồ sơ được giao"), "ambulance"),
    "leader": ("overview", "", _("Xem tổng quan"), "chart-bar"),
    "department": ("tasks", "", _("Xem việc được giao"), "list-details"),
    "provider": ("establishments-list", "", _("Xem cơ sở"), "building-factory-2"),
    "invited": ("accidents-list", "", _("Xem hồ sơ được giao"), "ambulance"),
    "admin": ("users", "", _("Quản lý người dùng"), "users"),
    "auditor": ("audit", "", _("Xem nhật ký"), "history"),
}
MOST_TASKS = 5


@dataclass(frozen=True)
class Tile:
    """A figure that opens."""

    label: str
    value: int
    unit: str
    url: str
    note: str = ""
    tone: str = ""


def start_page(request: HttpRequest) -> HttpResponse:
    held, today = scope(request), timezone.localdate()
    work = own_counts(held, today)
    context: dict[str, Any] = {
        "tiles": list(_tiles(held, today, work)),
        "tasks": work[:MOST_TASKS],
        "more_tasks": max(0, len(work) - MOST_TASKS),
        "main": _main_step(held),
    }
    context["latest"] = []
    if held.may("accidents", "view"):
        rows = Accident.objects.visible_to(held).standing().select_related("event_commune", "event_province")
        context["latest"] = rows.order_by("-received_at")[:6]
    return render(request, "pages/start.html", context)


def _main_step(held: Scope) -> dict[str, str] | None:
    """The one primary action of the role; of somebody with two roles, that of the first one given."""
    if not held.parts:
        return None
    route, query, label, icon = MAIN_STEPS[held.parts[0].role]
    return {"url": reverse(route) + query, "label": str(label), "icon": icon}


def _tiles(held: Scope, today: date, work: Sequence[WorkCount]) -> list[Tile]:
    tiles: list[Tile] = []
    if held.may("accidents", "view"):
        rows = Accident.objects.visible_to(held).standing()
        start = date(today.year, 1, 1)
        this_year = rows.filter(occurred_on__gte=start)
        here = f"{reverse('accidents-list')}?year={today.year}"
        tiles += [
            Tile(gettext("Vụ tai nạn năm {year}").format(year=today.year), this_year.count(), gettext("vụ"), here),
            Tile(
                gettext("Vụ chết người"),
                this_year.filter(severity="fatal").count(),
                gettext("vụ"),
                f"{here}&severity=fatal",
            ),
        ]
        for kind, label, verb in (
            (ACCEPT, gettext("Chờ tiếp nhận"), "accept"),
            (COMPLETE, gettext("Chưa khai đủ"), "edit"),
        ):
            if held.may("accidents", verb):
                waiting = sum(one.count for one in work if one.id == kind.id)
                url = reverse("work-kind", args=[kind.id])
                tone = "overdue" if waiting and verb == "accept" else ""
                tiles.append(Tile(label, waiting, gettext("hồ sơ"), url, tone=tone))
                break
    if held.may("establishments", "view"):
        count = Establishment.objects.visible_to(held).standing().count()
        tiles.append(Tile(pgettext("nhiều", "Cơ sở"), count, gettext("cơ sở"), reverse("establishments-list")))
    if held.may("lists", "edit"):
        provisional = CodeListVersion.objects.exclude(status__in=("verified", "historic")).count()
        tiles.append(Tile(gettext("Danh mục còn tạm"), provisional, gettext("phiên bản"), reverse("lists")))
    return tiles
