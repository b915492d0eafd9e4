"""An indicator by each group of one dimension, year by year: exact for whoever has the right, blurred for others.

Only what is counted of victims can be told by group. Rates stand where the workers of the group are known: those of
women and men, in years in which every head-count says how many are women.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words, in_vietnamese
from ...base.scope import Scope
from ...org.places.anytime import label_of_unit
from ...org.places.areas import Area
from ...org.places.basis import NOW
from ...org.places.models import NATION, Place
from ...statutes.period import Period
from ..access import require_unit
from ..baselines.reading import entered_figures
from ..forms.lists import FormLists
from ..groups.blurring import told_dimensions, told_of
from ..groups.declared import CONTRACT, Dimension, dimensions, find_dimension
from ..groups.protection import Blurred, Counts
from ..groups.rights import may_see_exactly, require_blurred
from ..groups.words import NOTE
from .counting import OF_VICTIMS
from .declared import Indicator
from .ground import Ground
from .group_counting import WHOLE, count_groups
from .years import Years


@dataclass(frozen=True)
class Cell:
    """A group in a year: `count` None where nothing is told of it, `over` its workers by basis where they are known."""

    count: Blurred | None = None
    total: int = 0
    over: Mapping[str, int] | None = None

    @property
    def share(self) -> float | None:
        """Percent of the total, of the number that is shown."""
        if self.count is None or self.count.shown is None or not self.total:
            return None
        return 100 * self.count.shown / self.total

    def rate(self, indicator: Indicator, basis: str) -> float | None:
        workers = (self.over or {}).get(basis)
        if self.count is None or self.count.shown is None or not workers:
            return None
        return self.count.shown * indicator.per / workers

    def as_json(self, indicator: Indicator, year: int) -> dict[str, Any]:
        found, rates = self.count, {basis: self.rate(indicator, basis) for basis in indicator.over}
        return {
            "year": year, "count": found and found.shown, "low": found and found.low, "high": found and found.high,
            "share": None if self.share is None else round(self.share, 3),
            "rates": {basis: None if rate is None else round(rate, 6) for basis, rate in rates.items()},
        }  # fmt: skip


@dataclass(frozen=True)
class ByGroup:
    """`cells` are by group and year, `totals` by year: None where the year is not counted from cases.

    `why_not` says why there is nothing by group; "" where there is.
    """

    indicator: Indicator
    area: Area
    years: Years
    dimension: Dimension
    basis: str = NOW
    is_blurred: bool = False
    totals: Mapping[int, int | None] | None = None
    cells: Mapping[tuple[str, int], Cell] | None = None
    why_not: Words = ""

    def cell(self, group: str, year: int) -> Cell:
        return (self.cells or {}).get((group, year), Cell())

    @property
    def notes(self) -> list[Words]:
        """What a reader must know beside the figures."""
        kept = [_("Chỉ số đếm người có hợp đồng lao động, không kể trên đường đi và về."), self.dimension.note]
        return [note for note in (*kept, NOTE if self.is_blurred else "") if note]

    def as_json(self) -> dict[str, Any]:
        """For machines: `count` is a number where one is shown, `low` and `high` what it may be."""
        unit = self.area.unit
        return {
            "indicator": {"id": self.indicator.id, "label": self.indicator.label},
            "unit": {
                "code": unit.code if unit else NATION,
                "name": label_of_unit(unit) if unit else in_vietnamese(_("Cả nước")),
            },
            "basis": self.basis,
            "dimension": {
                "id": self.dimension.id, "label": in_vietnamese(self.dimension.label),
                "is_partition": self.dimension.is_partition,
            },
            "is_blurred": self.is_blurred,
            "why_not": in_vietnamese(self.why_not),
            "notes": [in_vietnamese(note) for note in self.notes],
            "totals": [{"year": year, "count": (self.totals or {}).get(year)} for year in self.years],
            "groups": [
                {
                    "id": group.id, "label": in_vietnamese(group.label), "source": in_vietnamese(group.source),
                    "years": [self.cell(group.id, year).as_json(self.indicator, year) for year in self.years],
                }
                for group in (() if self.why_not else self.dimension.groups)
            ],
        }  # fmt: skip


def known_dimensions(year: int) -> tuple[Dimension, ...]:
    """Of indicators, which count people with a contract alone. Groups of workers are those of the list of the year."""
    every = dimensions(FormLists(Period(year)).read("worker_groups"))
    return tuple(d for d in every if d.id != CONTRACT)


def by_group(
    indicator: Indicator, scope: Scope, place: Place | None, years: Years, dimension_id: str, *, basis: str = NOW,
    today: date | None = None,
) -> ByGroup:  # fmt: skip
    """Raises OutOfScope; Refused where not even blurred figures may be shown; LookupError without such a dimension."""
    area = Area.of(place, today or timezone.localdate())
    require_unit(scope, place, area)
    known = known_dimensions(years.last)
    is_blurred = not may_see_exactly(scope, place, area)
    if is_blurred:
        require_blurred(scope, place, basis=basis)
        known = told_dimensions(known)
    dimension = find_dimension(known, dimension_id)
    if dimension is None:
        raise LookupError(dimension_id)
    found = ByGroup(indicator, area, years, dimension, basis, is_blurred, why_not=why_not(indicator))
    return found if found.why_not else _counted(found)


def why_not(indicator: Indicator) -> Words:
    if indicator.counted in OF_VICTIMS:
        return ""
    if indicator.waits_for:
        said = gettext("Chưa có dữ liệu: chờ {register}, nên chưa có số theo nhóm.")
        return said.format(register=gettext(indicator.waits_for))
    return _("Chỉ số này đếm cơ sở, không đếm người, nên không có số theo nhóm.")


def _counted(asked: ByGroup) -> ByGroup:
    entered = entered_figures(asked.area, asked.years, [asked.indicator.counted], asked.basis)
    counts, workers, heard = count_groups(Ground(asked.area, asked.years, asked.basis), asked.dimension)
    totals: dict[int, int | None] = {}
    cells: dict[tuple[str, int], Cell] = {}
    for year in asked.years:
        by_id = counts.get(year, {})
        whole = by_id.get(WHOLE, (0, 0, 0))
        is_from_cases = not (year in entered and asked.indicator.counted in entered[year].lines)
        # Where nobody reported, no case is no figure.
        totals[year] = total = _of(asked.indicator, whole) if is_from_cases and (year in heard or whole[0]) else None
        if total is not None:
            for group, count in _shown(asked, by_id, whole).items():
                cells[group, year] = Cell(count, total, workers.get((group, year)))
    return replace(asked, totals=totals, cells=cells)


def _shown(asked: ByGroup, counts: Mapping[str, Any], whole: Any) -> dict[str, Blurred | None]:
    groups = [g.id for g in asked.dimension.groups]
    if not asked.is_blurred:
        return {g: Blurred.exactly(_of(asked.indicator, counts.get(g, (0, 0, 0)))) for g in groups}
    pairs: dict[str, Counts] = {g: counts.get(g, (0, 0, 0))[:2] for g in groups}
    told = told_of(asked.dimension, pairs, whole[:2])
    return {g: t.victims if asked.indicator.counted == "victims" else t.deaths for g, t in told.items()}


def _of(indicator: Indicator, counts: tuple[int, ...]) -> int:
    return counts[OF_VICTIMS.index(indicator.counted)]
