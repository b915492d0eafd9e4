"""The start page: for each role the next step, what waits, and how the unit stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ...accidents.models import Accident, NoAccidentPeriod
from ...base.scope import Scope
from ...org.establishments.models import Establishment
from ...statutes.period import Period
from ..scope import scope


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
    context: dict[str, Any] = {
        "tiles": list(_tiles(held, today)),
        "tasks": _tasks(held, today),
        "main": _main_step(held),
    }
    context["latest"] = []
    if held.may("accidents", "view"):
        rows = Accident.objects.visible_to(held).standing().select_related("event_commune", "event_province")
        context["latest"] = rows.order_by("-received_at")[:6]
    return render(request, "pages/start.html", context)


def _main_step(held: Scope) -> dict[str, str] | None:
    """The one primary action of the role."""
    steps: list[tuple[str, str, str, str, str]] = [
        ("accidents", "create", "declare", "Khai báo tai nạn", "plus"),
        ("figures", "view", "figures", "Xem biểu thống kê", "table"),
        ("users", "view", "users", "Quản lý người dùng", "users"),
        ("audit", "view", "audit", "Xem nhật ký", "history"),
        ("accidents", "view", "accidents-list", "Xem hồ sơ được giao", "ambulance"),
        ("establishments", "view", "establishments-list", "Xem cơ sở", "building-factory-2"),
    ]
    for register, verb, route, label, icon in steps:
        if held.may(register, verb):
            return {"url": reverse(route), "label": label, "icon": icon}
    return None


def _tiles(held: Scope, today: date) -> list[Tile]:
    tiles: list[Tile] = []
    if held.may("accidents", "view"):
        rows = Accident.objects.visible_to(held).standing()
        start = date(today.year, 1, 1)
        this_year = rows.filter(occurred_on__gte=start)
        here = f"{reverse('accidents-list')}?year={today.year}"
        tiles += [
            Tile(f"Vụ tai nạn năm {today.year}", this_year.count(), "vụ", here),
            Tile("Vụ chết người", this_year.filter(severity="fatal").count(), "vụ", f"{here}&severity=fatal"),
        ]
        if held.may("accidents", "accept"):
            waiting = rows.filter(state="declared").count()
            url = f"{reverse('accidents-list')}?state=declared"
            tiles.append(Tile("Chờ tiếp nhận", waiting, "hồ sơ", url, tone="overdue" if waiting else ""))
        elif held.may("accidents", "edit"):
            open_rows = rows.filter(state="notified").count()
            tiles.append(Tile("Chưa khai đủ", open_rows, "hồ sơ", f"{reverse('accidents-list')}?state=notified"))
    if held.may("establishments", "view"):
        count = Establishment.objects.visible_to(held).standing().count()
        tiles.append(Tile("Cơ sở", count, "cơ sở", reverse("establishments-list")))
    return tiles


def _tasks(held: Scope, today: date) -> list[dict[str, str]]:
    """What the person owes now, in words, with where to do it."""
    makers: list[Callable[[Scope, date], list[dict[str, str]]]] = [_unfinished, _unreported]
    return [task for make in makers for task in make(held, today)]


def _unfinished(held: Scope, today: date) -> list[dict[str, str]]:
    if not held.may("accidents", "edit"):
        return []
    verb = "edit"
    rows = Accident.objects.visible_to(held, verb).standing().filter(state="notified").order_by("occurred_at")[:5]
    return [
        {"text": f"Khai đủ vụ {a} ngày {a.occurred_on:%d/%m/%Y}", "url": reverse("accidents-detail", args=[a.pk])}
        for a in rows
    ]


def _unreported(held: Scope, today: date) -> list[dict[str, str]]:
    """Establishments of an employer that have neither an accident nor a confirmation in the period that ended last."""
    ids = {i for part in held.parts_for("no_accident_periods", "create") for i in part.establishment_ids}
    if not ids:
        return []
    period = Period.half_of(today).preceding()
    told = set(
        NoAccidentPeriod.objects.standing()
        .filter(establishment_id__in=ids, year=period.year, half__in=(0, period.half or 0))
        .values_list("establishment_id", flat=True)
    ) | set(
        Accident.objects.standing()
        .filter(reporting_office_id__in=ids, occurred_on__range=(period.start_on, period.end_on))
        .values_list("reporting_office_id", flat=True)
    )
    owing = Establishment.objects.filter(pk__in=ids - told, head_office__isnull=True)
    return [
        {
            "text": f"{e.name}: {period.label_vi.lower()} chưa có khai báo; nếu không có tai nạn, hãy xác nhận",
            "url": reverse("establishments-detail", args=[e.pk]),
        }
        for e in owing
    ]
