"""What the address of the screen asks for: a unit, a year, and what its units are compared by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...figures.indicators import INDICATORS
from ...figures.indicators.declared import SHARE, Indicator
from ...org.places.anytime import find_unit, label_of_unit
from ...org.places.models import NATION, Place

FIRST_YEAR = 2000
LONGEST = 200


@dataclass(frozen=True)
class Measure:
    """By what units are compared: the indicator, what the map counts by place of event ("": the indicator itself)."""

    id: str
    label: Words
    indicator: Indicator
    on_map: str = ""
    map_label: Words = ""

    @property
    def is_share(self) -> bool:
        return self.indicator.kind == SHARE


MEASURES: Mapping[str, Measure] = {
    measure.id: measure
    for measure in (
        Measure("deaths", _("Chết người"), INDICATORS["fatal_accident_rate"], "deaths", _("Số người chết")),
        Measure("victims", _("Bị nạn"), INDICATORS["accident_rate"], "victims", _("Số người bị nạn")),
        Measure("reporting", _("Tham gia báo cáo"), INDICATORS["reporting_share"]),
    )
}
FIRST_MEASURE = next(iter(MEASURES))


@dataclass(frozen=True)
class Asked:
    """`place` None is the nation; `is_known` False where the text names no one unit."""

    unit: str
    year: int
    measure: Measure
    place: Place | None = None
    is_known: bool = True

    @staticmethod
    def of(given: Mapping[str, Any], own_unit: str, today: date) -> Asked:
        unit = str(given.get("unit", "")).strip()[:LONGEST] or own_unit
        year = str(given.get("year", ""))
        is_year = year.isdecimal() and FIRST_YEAR <= int(year) <= today.year
        measure = MEASURES.get(str(given.get("measure", "")), MEASURES[FIRST_MEASURE])
        place = None if unit.upper() == NATION else _place(unit)
        known = bool(unit) and (place is not None or unit.upper() == NATION)
        return Asked(unit, int(year) if is_year else today.year, measure, place, known)

    def url(self, route: str = "overview", **changes: Any) -> str:
        """The same screen with something changed; another way of showing it under another route."""
        asked = {"unit": self.unit, "year": self.year, "measure": self.measure.id} | changes
        return f"{reverse(route)}?{urlencode(asked)}"


def code_of(place: Place | None) -> str:
    """How an address names the unit: a code of today, else the label with its last day."""
    if place is None:
        return NATION
    return place.code if place.valid_to is None else label_of_unit(place)


def _place(text: str) -> Place | None:
    found = find_unit(text) if text else None
    return None if found is None else Place.objects.select_related("province", "parent").get(pk=found)
