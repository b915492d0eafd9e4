"""The start page: for each role the next step, what waits, and how the unit stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from ...accidents.models import Accident, NoAccidentPeriod
from ...base.codelists.models import CodeListVersion
from ...base.language import in_its_language
from ...base.scope import Scope
from ...base.statute_words import period_label
from ...org.establishments.models import Establishment
from ...org.people.models import User
from ...statutes.period import Period
from ..accounts.requests import waiting_count
from ..scope import scope

MAIN_STEPS = {
    "ministry": ("figures", "", _("Xem biểu thống kê"), "table"),
    "labour": ("accidents-list", "?state=declared", _("Tiếp nhận hồ sơ"), "checklist"),
    "health": ("figures", "", _("Xem biểu thống kê"), "table"),
    "zone": ("accidents-list", "", _("Xem tai nạn trong khu"), "ambulance"),
    "commune": ("declare", "", _("Khai báo tai nạn"), "plus"),
    "employer": ("declare", "", _("Khai báo tai nạn"), "plus"),
    "inspector": ("accidents-list", "", _("Xem hồ sơ được giao"), "ambulance"),
    "leader": ("overview", "", _("Xem tổng quan"), "chart-bar"),
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
    """The one primary action of the role; of somebody with two roles, that of the first one given."""
    if not held.parts:
        return None
    route, query, label, icon = MAIN_STEPS[held.parts[0].role]
    return {"url": reverse(route) + query, "label": str(label), "icon": icon}


def _tiles(held: Scope, today: date) -> list[Tile]:
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
        if held.may("accidents", "accept"):
            waiting = rows.filter(state="declared").count()
            url = f"{reverse('accidents-list')}?state=declared"
            tiles.append(
                Tile(gettext("Chờ tiếp nhận"), waiting, gettext("hồ sơ"), url, tone="overdue" if waiting else "")
            )
        elif held.may("accidents", "edit"):
            open_rows = rows.filter(state="notified").count()
            tiles.append(
                Tile(
                    gettext("Chưa khai đủ"), open_rows, gettext("hồ sơ"), f"{reverse('accidents-list')}?state=notified"
                )
            )
    if held.may("establishments", "view"):
        count = Establishment.objects.visible_to(held).standing().count()
        tiles.append(Tile(pgettext("nhiều", "Cơ sở"), count, gettext("cơ sở"), reverse("establishments-list")))
    if held.may("lists", "edit"):
        provisional = CodeListVersion.objects.exclude(status__in=("verified", "historic")).count()
        tiles.append(Tile(gettext("Danh mục còn tạm"), provisional, gettext("phiên bản"), reverse("lists")))
    return tiles


def _tasks(held: Scope, today: date) -> list[dict[str, str]]:
    """What the person owes now, in words, with where to do it."""
    makers: list[Callable[[Scope, date], list[dict[str, str]]]] = [
        _waiting,
        _unfinished,
        _unreported,
        _without_role,
        _asking,
    ]
    return [task for make in makers for task in make(held, today)]


def _waiting(held: Scope, today: date) -> list[dict[str, str]]:
    """Declarations that are complete and not yet accepted, the oldest first."""
    if not held.may("accidents", "accept"):
        return []
    return _cases(
        Accident.objects.visible_to(held, "accept").standing().filter(state="declared"),
        gettext("Tiếp nhận vụ {case} ngày {day}"),
    )


def _unfinished(held: Scope, today: date) -> list[dict[str, str]]:
    """First notices that the one who declared is still to complete."""
    if not held.may("accidents", "edit") or held.may("accidents", "accept"):
        return []
    return _cases(
        Accident.objects.visible_to(held, "edit").standing().filter(state="notified"),
        gettext("Khai đủ vụ {case} ngày {day}"),
    )


def _cases(rows: QuerySet[Accident], act: str) -> list[dict[str, str]]:
    return [
        {
            "text": act.format(case=a, day=f"{a.occurred_on:%d/%m/%Y}"),
            "url": reverse("accidents-detail", args=[a.pk]),
        }
        for a in rows.order_by("occurred_at")[:MOST_TASKS]
    ]


def _without_role(held: Scope, today: date) -> list[dict[str, str]]:
    """Accounts that open nothing, because nobody gave them a role."""
    if not held.may("users", "edit"):
        return []
    users = User.objects.filter(is_active=True, memberships=None).order_by("pk")[:MOST_TASKS]
    return [
        {
            "text": format_html(
                gettext("Giao vai trò cho {person} ({username})"), person=in_its_language(u), username=u.username
            ),
            "url": reverse("user", args=[u.pk]),
        }
        for u in users
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
            "text": format_html(
                gettext("{name}: {period} chưa có khai báo; nếu không có tai nạn, hãy xác nhận"),
                name=in_its_language(e.name),
                period=period_label(period).lower(),
            ),
            "url": reverse("establishments-detail", args=[e.pk]),
        }
        for e in owing
    ]


def _asking(held: Scope, today: date) -> list[dict[str, str]]:
    """Requests for an account that wait for this officer."""
    number = waiting_count(held)
    if not number:
        return []
    said = ngettext("%d yêu cầu cấp tài khoản đang chờ", "%d yêu cầu cấp tài khoản đang chờ", number) % number
    return [{"text": said, "url": reverse("account-requests")}]
