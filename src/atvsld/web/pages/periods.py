"""The page of an establishment, with the one button that says: in this period no accident happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from ...accidents.models import Accident, NoAccidentPeriod
from ...base import lists
from ...base.errors import Refused
from ...base.scope import Scope
from ...base.statute_words import period_label
from ...org.establishments.models import Establishment
from ...statutes.period import Period
from ..scope import scope
from .registers import detail_context, row_or_404


def establishment_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    row = row_or_404(register, held, pk)
    context = detail_context(register, held, row) | {"periods": _periods(held, row)}
    return render(request, "pages/establishment.html", context)


def recent_periods() -> list[Period]:
    """The half-year and the year that ended last, and the ones before them: what is still being reported."""
    half = Period.half_of(timezone.localdate()).preceding()
    ended_year = Period(half.year if half.half == 2 else half.year - 1)
    first_half = half if half.half == 1 else half.preceding()
    return [first_half, ended_year]


def _periods(held: Scope, row: Establishment) -> list[dict[str, Any]]:
    if row.head_office_id is not None or not held.may("no_accident_periods", "view"):
        return []
    told = []
    for period in recent_periods():
        accidents = Accident.objects.standing().filter(
            reporting_office=row, occurred_on__range=(period.start_on, period.end_on)
        )
        confirmed = (
            NoAccidentPeriod.objects.standing()
            .filter(establishment=row, year=period.year, half=period.half or 0)
            .first()
        )
        may_confirm = held.may("no_accident_periods", "create") and _covers(held, row)
        told.append(
            {"period": period, "accidents": accidents.count(), "confirmed": confirmed, "may_confirm": may_confirm}
        )
    return told


def _covers(held: Scope, row: Establishment) -> bool:
    columns = NoAccidentPeriod.scope_columns
    return any(
        part.everywhere
        or row.pk in part.establishment_ids
        or {row.province_id, row.commune_id} & part.place_ids
        or row.zone_id in part.zone_ids
        for part in held.parts_for(columns.register, "create")
    )


def confirm_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Posted by the button: year and half."""
    held = scope(request)
    row = row_or_404(lists.register("establishments"), held, pk)
    year, half = request.POST.get("year", ""), request.POST.get("half", "0")
    if request.method == "POST" and year.isdecimal() and len(year) == 4 and half in ("0", "1", "2"):
        values = {"establishment": row.pk, "year": int(year), "half": int(half)}
        try:
            lists.register("no_accident_periods").services.create(held, values)
        except Refused as refused:
            for violation in refused.violations:
                messages.error(request, violation.message)
        else:
            messages.success(
                request,
                gettext("Đã xác nhận không có tai nạn: {period}.").format(
                    period=period_label(Period(int(year), int(half) or None))
                ),
            )
    return redirect("establishments-detail", pk)
