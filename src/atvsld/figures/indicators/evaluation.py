"""An indicator of a unit judged: value and change, the path it should keep to, how sure that is, and what breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from ...base.language import in_vietnamese
from ...base.scope import Scope
from ...org.places.anytime import label_of_unit
from ...org.places.areas import Area
from ...org.places.basis import BASES as BOUNDARIES
from ...org.places.basis import NOW
from ...org.places.models import NATION, Place
from ..access import require_unit
from .comparison import Comparison, basis_label, compare, share_interval
from .counting import YearCount
from .declared import ALONE, SHARE, Indicator
from .path import AVERAGE, Aim, mean_change, path, reached, status
from .points import Break, Point, Series
from .series import Counted, count
from .years import Years


@dataclass(frozen=True)
class Evaluation:
    """An indicator of one unit in one year beside the year before and beside its base year.

    `comparisons` holds the year beside the year before on each basis; `basis` is the one that is judged. `aim` is the
    target, None where the indicator is only watched.
    """

    indicator: Indicator
    area: Area
    year: int
    base_year: int
    series: Series
    comparisons: Mapping[str, Comparison]
    basis: str
    is_complete: bool
    boundaries: str = NOW
    aim: Aim | None = None
    cases: Mapping[int, YearCount] | None = None

    @property
    def this(self) -> Point:
        return self.series[self.year]

    @property
    def before(self) -> Point:
        return self.series[self.year - 1]

    @property
    def chosen(self) -> Comparison:
        """The comparison on the denominator that could be used in both years."""
        return self.comparisons[self.basis]

    @property
    def value(self) -> float | None:
        return self.series.value(self.year, self.basis)

    @property
    def own_value(self) -> float | None:
        """The year by itself: also where the year before, and so the comparison, lacks a denominator."""
        return self.value if self.value is not None else self.series.value(self.year, self.series.basis(self.year))

    @property
    def since_base(self) -> float | None:
        """The geometric mean of the yearly changes since the base year."""
        return mean_change(self.series.value(self.base_year, self.basis), self.value, self.year - self.base_year)

    @property
    def path(self) -> dict[int, float | None]:
        """What each year would have to show for the target to be kept."""
        if self.aim is None:
            return {}
        years = range(self.base_year, max(self.year, self.series.points[-1].year) + 1)
        return path(self.aim, self.series.value(self.base_year, self.basis), self.base_year, years)

    @property
    def status(self) -> str:
        """Whether the year keeps to the target: "met", "not_met" or "unknown". The base year itself is not judged."""
        if self.aim is None or self.year <= self.base_year or (self.basis == ALONE and self.indicator.over):
            return "unknown"
        before, base = (self.series.value(year, self.basis) for year in (self.year - 1, self.base_year))
        is_reached = reached(self.aim, before, self.value, base, self.year - self.base_year)
        only_grows = self.indicator.kind != SHARE
        return status(self.aim, is_reached, is_complete=self.is_complete, only_grows=only_grows)

    @property
    def breaks(self) -> tuple[Break, ...]:
        return self.series.breaks()

    def subject(self) -> dict[str, str]:
        unit = self.area.unit
        return (
            {"code": NATION, "name": gettext("Cả nước")}
            if unit is None
            else {"code": unit.code, "name": label_of_unit(unit)}
        )

    def as_json(self) -> dict[str, Any]:
        indicator, this, before = self.indicator, self.this, self.before
        return {
            "indicator": {
                "id": indicator.id, "label": indicator.label, "kind": indicator.kind, "unit": indicator.unit,
                "per": indicator.per, "direction": indicator.direction, "legal_basis": indicator.legal_basis,
                "levels": list(indicator.levels), "waits_for": indicator.waits_for,
            },
            "unit": self.subject(),
            "year": self.year,
            "base_year": self.base_year,
            "is_complete": self.is_complete,
            "places": {"basis": self.boundaries, "label": str(BOUNDARIES[self.boundaries])},
            "numerator": {"label": indicator.numerator, "value": this.count, "before": before.count},
            "denominator": {
                "label": indicator.denominator,
                "basis": self.basis,
                "basis_label": in_vietnamese(basis_label(indicator, self.basis)),
                "value": this.over.get(self.basis),
                "before": before.over.get(self.basis),
                "coverage": {str(p.year): _coverage(p, self.cases) for p in (before, this)},
            },
            **self.chosen.as_json(),
            "share_interval": share_interval(this) if indicator.kind == SHARE else None,
            "geometric_mean_percent": None if self.since_base is None else round(100 * self.since_base, 2),
            "series": [_point(self.series, p, self.basis, self.path) for p in self.series.points],
            "breaks": [{"after": b.after, "before": b.before, "kind": b.kind} for b in self.breaks],
            "comparisons": {basis: c.as_json() for basis, c in self.comparisons.items()},
        }  # fmt: skip


def evaluate_indicator(
    indicator: Indicator,
    scope: Scope,
    place: Place | None,
    year: int,
    *,
    today: date | None = None,
    boundaries: str = NOW,
    base_year: int | None = None,
    aim: Aim | None = None,
) -> Evaluation:
    """The indicator of a unit (None: the nation) in a year. Raises OutOfScope.

    As now every year is of the ground of today's unit; as then each is of the unit as it was.
    """
    day = today or timezone.localdate()
    area = Area.of(place, day)
    require_unit(scope, place, area)
    first = min(year - 1, base_year if base_year is not None else year - 1)
    return evaluate(indicator, count(area, Years(first, year), boundaries), year, base_year, aim, day)


def evaluate(
    indicator: Indicator, counted: Counted, year: int, base_year: int | None, aim: Aim | None, today: date
) -> Evaluation:
    """The indicator from what was counted; the years must hold the year, the year before and the base year."""
    series, base = counted.series(indicator), base_year if base_year is not None else year - 1
    is_complete = date(year, 12, 31) < today
    compared = [year, year - 1]
    judged = [year, base] if aim is not None and aim.kind == AVERAGE and year > base else compared
    judged = [year] if indicator.kind == SHARE else judged
    bases = (*indicator.over, ALONE) if indicator.over else (ALONE,)
    comparisons = {b: compare(indicator, series[year - 1], series[year], b, is_complete=is_complete) for b in bases}
    return Evaluation(
        indicator, counted.area, year, base, series, comparisons, series.basis(*judged), is_complete, counted.basis,
        aim, counted.cases,
    )  # fmt: skip


def _point(series: Series, point: Point, basis: str, wanted: Mapping[int, float | None]) -> dict[str, Any]:
    value, aim = point.value(series.indicator, basis), wanted.get(point.year)
    return {
        "year": point.year, "origin": point.origin or None, "count": point.count, "over": point.over.get(basis),
        "value": None if value is None else round(value, 6), "path": None if aim is None else round(aim, 6),
        "reporting": point.reporting, "owed": point.owed, "sources": list(point.sources),
    }  # fmt: skip


def _coverage(point: Point, cases: Mapping[int, YearCount] | None) -> dict[str, Any]:
    quality = cases[point.year].quality if cases and point.year in cases else {}
    return {
        "establishments": point.owed, "reporting": point.reporting,
        "share": None if point.coverage is None else round(point.coverage, 6),
        "workers": point.over.get("all_known"), "workers_reporting": point.over.get("reporting"),
        "quality": dict(quality), "unknown_headcount": quality.get("unknown", 0),
    }  # fmt: skip
