"""An indicator of a unit by the groups of one dimension: a table of years, exact or blurred as the rights go."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ...base.errors import OutOfScope, Refused
from ...base.numbers import vietnamese_number
from ...figures.groups.words import said
from ...figures.indicators import INDICATORS
from ...figures.indicators.by_group import ByGroup, by_group, known_dimensions
from ...figures.indicators.comparison import basis_label
from ...figures.indicators.group_excel import workbook_of
from ...figures.indicators.years import Years
from ...org.places.anytime import find_unit, label_of_unit
from ...org.places.basis import BASES, NOW
from ...org.places.models import NATION, Place
from ..scope import scope
from .figures import own_unit
from .registers import XLSX

SHOWN_YEARS = 5
FIRST_YEAR = 2000


def indicator_groups_page(request: HttpRequest, indicator: str) -> HttpResponse:
    asked = _asked(request, indicator)
    context: dict[str, Any] = {**asked, "bases": BASES.items(), "errors": []}
    try:
        found = _found(request, asked)
    except Refused as refused:
        context["errors"] = [v.message for v in refused.violations]
    else:
        query = urlencode({name: asked[name] for name in ("unit", "year", "basis", "dimension")})
        context |= {
            "found": found, "rows": [] if found.why_not else _rows(found), "years": list(found.years),
            "label": label_of_unit(found.area.unit) if found.area.unit else gettext("Cả nước"),
            "rates": [basis_label(found.indicator, basis) for basis in found.indicator.over],
            "excel": f"{reverse('indicator-groups-excel', args=[indicator])}?{query}",
        }  # fmt: skip
    return render(request, "pages/indicator_groups.html", context)


def indicator_groups_excel(request: HttpRequest, indicator: str) -> HttpResponse:
    asked = _asked(request, indicator)
    try:
        found = _found(request, asked)
    except Refused:
        raise Http404 from None
    answer = HttpResponse(workbook_of(found), content_type=XLSX)
    unit = found.area.unit.code if found.area.unit else NATION
    name = f"{indicator}-{found.dimension.id}-{unit}-{found.years.last}"
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _asked(request: HttpRequest, indicator: str) -> dict[str, Any]:
    """What the address asks for; what it leaves out or gets wrong is the own unit, the last year, today's map, sex."""
    if indicator not in INDICATORS:
        raise Http404
    today, given, basis = timezone.localdate(), request.GET.get("year", ""), request.GET.get("basis", NOW)
    is_year = given.isdecimal() and FIRST_YEAR <= int(given) <= today.year
    year = int(given) if is_year else today.year - 1
    offered = known_dimensions(year)
    dimension = request.GET.get("dimension", "")
    return {
        "indicator": INDICATORS[indicator], "year": year, "basis": basis if basis in BASES else NOW,
        "unit": request.GET.get("unit", "").strip()[:200] or own_unit(scope(request), "unit") or "",
        "dimensions": offered, "dimension": dimension if dimension in {d.id for d in offered} else offered[0].id,
    }  # fmt: skip


def _found(request: HttpRequest, asked: dict[str, Any]) -> ByGroup:
    years = Years(max(FIRST_YEAR, asked["year"] - SHOWN_YEARS + 1), asked["year"])
    try:
        return by_group(
            asked["indicator"], scope(request), _place(asked["unit"]), years, asked["dimension"], basis=asked["basis"]
        )
    except OutOfScope:
        raise PermissionDenied from None


def _place(text: str) -> Place | None:
    if text.upper() == NATION:
        return None
    found = find_unit(text) if text else None
    if found is None:
        raise Http404
    return Place.objects.select_related("province", "parent").get(pk=found)


def _rows(found: ByGroup) -> list[dict[str, Any]]:
    totals, last = found.totals or {}, found.years.last
    blank = ["–"] * (1 + len(found.indicator.over))
    counts = [vietnamese_number(totals.get(y)) for y in found.years]
    rows = [{"label": gettext("Tổng số"), "is_total": True, "counts": counts, "parts": blank}]
    for group in found.dimension.groups:
        cell = found.cell(group.id, last)
        rates = [cell.rate(found.indicator, basis) for basis in found.indicator.over]
        rows.append({
            "label": group.label, "source": group.source, "is_total": False,
            "counts": [_count(found, group.id, y) for y in found.years],
            "parts": [
                "–" if cell.share is None else f"{vietnamese_number(cell.share, 1)} %",
                *("–" if rate is None else vietnamese_number(rate, 3) for rate in rates),
            ],
        })  # fmt: skip
    return rows


def _count(found: ByGroup, group: str, year: int) -> str:
    if (found.totals or {}).get(year) is None:
        return "–"
    shown = said(found.cell(group, year).count)
    return shown if isinstance(shown, str) else "0" if shown == 0 else vietnamese_number(shown)
