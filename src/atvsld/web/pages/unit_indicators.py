"""Every declared indicator of a unit, year by year: what is known, what is waited for, and how sure a change is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from ...base.errors import OutOfScope
from ...base.numbers import vietnamese_number, vietnamese_signed
from ...figures.access import require_unit
from ...figures.indicators import INDICATORS, Evaluation
from ...figures.indicators.by_group import why_not
from ...figures.indicators.declared import RATE, SHARE
from ...figures.indicators.evaluation import evaluate
from ...figures.indicators.series import count
from ...figures.indicators.years import Years
from ...org.places.anytime import find_unit, label_of_unit
from ...org.places.areas import Area
from ...org.places.basis import BASES, NOW
from ...org.places.models import NATION, Place
from ..scope import scope
from .figures import own_unit
from .target_pictures import by_month, picture
from .targets import break_said

SHOWN_YEARS = 5
FIRST_YEAR = 2000


def unit_indicators_page(request: HttpRequest) -> HttpResponse:
    held, today = scope(request), timezone.localdate()
    unit = request.GET.get("unit", "").strip()[:200] or own_unit(held, "unit") or ""
    given, asked = request.GET.get("year", ""), request.GET.get("basis", NOW)
    is_year = given.isdecimal() and FIRST_YEAR <= int(given) <= today.year
    year, basis = int(given) if is_year else today.year - 1, asked if asked in BASES else NOW
    context: dict[str, Any] = {"unit": unit, "year": year, "basis": basis, "bases": BASES.items(), "errors": []}
    place = _place(unit)
    if unit and place is None and unit.upper() != NATION:
        message = gettext("Không xác định được duy nhất một đơn vị cho «{text}». Hãy ghi mã hoặc tên đầy đủ.")
        context["errors"] = [message.format(text=unit)]
    elif unit:
        area = Area.of(place, today)
        try:
            require_unit(held, place, area)
        except OutOfScope:
            raise PermissionDenied from None
        counted = count(area, Years(year - SHOWN_YEARS + 1, year), basis)
        found = [evaluate(one, counted, year, year - 1, None, today) for one in INDICATORS.values()]
        context |= {
            "label": label_of_unit(place) if place else gettext("Cả nước"),
            "known": [told_alone(one) for one in found if one.series.known()],
            "waiting": [one.indicator for one in found if not one.series.known()],
        }
    return render(request, "pages/unit_indicators.html", context)


def _place(text: str) -> Place | None:
    found = find_unit(text) if text else None
    return None if found is None else Place.objects.select_related("province", "parent").get(pk=found)


def told_alone(found: Evaluation) -> dict[str, Any]:
    """An indicator that is only watched, as a page tells it."""
    places = {RATE: 3, SHARE: 1}.get(found.indicator.kind, 0)
    change = found.chosen.change
    return {
        "indicator": found.indicator,
        "has_groups": not why_not(found.indicator),
        "value": "–" if found.value is None else vietnamese_number(found.value, places),
        "change": "–" if change is None else f"{vietnamese_signed(100 * change)} %",
        "sentence": found.chosen.sentence,
        "picture": picture(found, gettext(found.indicator.label), lambda point: "", lambda at: break_said(found, at)),
        "months": by_month(found, timezone.localdate()),
        "breaks": [break_said(found, at) for at in found.breaks],
    }
