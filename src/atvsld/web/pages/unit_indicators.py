"""Every declared indicator of a unit, year by year: what is known, what is waited for, and how sure a change is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from ...base.errors import OutOfScope
from ...base.numbers import vietnamese_number, vietnamese_signed
from ...base.search import fold
from ...figures.access import require_unit
from ...figures.indicators import INDICATORS, Evaluation
from ...figures.indicators.by_group import why_not
from ...figures.indicators.declared import RATE, SHARE
from ...figures.indicators.evaluation import evaluate
from ...figures.indicators.excel import Entry, workbook_of
from ...figures.indicators.series import count
from ...figures.indicators.years import Years
from ...org.places.anytime import find_unit, label_of_unit
from ...org.places.areas import Area
from ...org.places.basis import BASES, NOW
from ...org.places.models import NATION, Place
from ..scope import scope
from .figures import own_unit
from .registers import XLSX
from .target_pictures import by_month, picture
from .targets import break_said

SHOWN_YEARS = 5
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `place` None is the nation where the unit is known."""

    unit: str
    year: int
    basis: str
    place: Place | None

    @staticmethod
    def of(request: HttpRequest) -> Asked:
        today = timezone.localdate()
        unit = request.GET.get("unit", "").strip()[:200] or own_unit(scope(request), "unit") or ""
        given, basis = request.GET.get("year", ""), request.GET.get("basis", NOW)
        is_year = given.isdecimal() and FIRST_YEAR <= int(given) <= today.year
        year = int(given) if is_year else today.year - 1
        return Asked(unit, year, basis if basis in BASES else NOW, _place(unit))

    @property
    def is_known(self) -> bool:
        return self.place is not None or self.unit.upper() == NATION

    @property
    def label(self) -> str:
        return label_of_unit(self.place) if self.place else gettext("Cả nước")

    def evaluations(self, request: HttpRequest) -> list[Evaluation]:
        """Every declared indicator. Raises PermissionDenied."""
        today = timezone.localdate()
        area = Area.of(self.place, today)
        try:
            require_unit(scope(request), self.place, area)
        except OutOfScope:
            raise PermissionDenied from None
        counted = count(area, Years(self.year - SHOWN_YEARS + 1, self.year), self.basis)
        return [evaluate(one, counted, self.year, self.year - 1, None, today) for one in INDICATORS.values()]


def unit_indicators_page(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    context: dict[str, Any] = {
        "unit": asked.unit, "year": asked.year, "basis": asked.basis, "bases": BASES.items(), "errors": [],
    }  # fmt: skip
    if asked.unit and not asked.is_known:
        message = gettext("Không xác định được duy nhất một đơn vị cho «{text}». Hãy ghi mã hoặc tên đầy đủ.")
        context["errors"] = [message.format(text=asked.unit)]
    elif asked.unit:
        found = asked.evaluations(request)
        query = urlencode({"unit": asked.unit, "year": asked.year, "basis": asked.basis})
        context |= {
            "label": asked.label,
            "known": [told_alone(one) for one in found if one.series.known()],
            "waiting": [one.indicator for one in found if not one.series.known()],
            "excel": f"{reverse('unit-indicators-excel')}?{query}",
        }
    return render(request, "pages/unit_indicators.html", context)


def unit_indicators_excel(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    if not asked.is_known:
        raise Http404
    entries = [Entry(gettext(found.indicator.label), found) for found in asked.evaluations(request)]
    head = [gettext("Chỉ số của đơn vị"), asked.label, gettext("Năm {year}").format(year=asked.year)]
    content = workbook_of(gettext("Chỉ số"), [*head, str(BASES[asked.basis])], entries, has_targets=False)
    answer = HttpResponse(content, content_type=XLSX)
    name = slugify(fold(asked.unit)) or "don-vi"
    answer["Content-Disposition"] = f'attachment; filename="chi-so-{name}-{asked.year}.xlsx"'
    return answer


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
        "value": "–" if found.own_value is None else vietnamese_number(found.own_value, places),
        "change": "–" if change is None else f"{vietnamese_signed(100 * change)} %",
        "sentence": found.chosen.sentence,
        "picture": picture(found, gettext(found.indicator.label), lambda point: "", lambda at: break_said(found, at)),
        "months": by_month(found, timezone.localdate()),
        "breaks": [break_said(found, at) for at in found.breaks],
    }
