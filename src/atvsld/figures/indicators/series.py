"""The years of an indicator for a unit: cases of the system, or figures of documents where those were entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...org.places.areas import Area
from ...org.places.basis import NOW
from ..baselines.reading import Entered, entered_figures
from ..lake import snapshot
from ..tables.population import FACTS
from .counting import Gathered, YearCount
from .declared import RATE, Indicator
from .ground import Ground
from .lines import LINES
from .points import AGGREGATES, CASES, Point, Series
from .years import Years


@dataclass(frozen=True)
class Counted:
    """What is known of a unit in some years: counted from cases, and entered from documents, kept apart.

    `grounds` names by year the ground that was counted; as now it is the same in all.
    """

    area: Area
    years: Years
    basis: str = NOW
    cases: Mapping[int, YearCount] = field(default_factory=dict)
    entered: Mapping[int, Entered] = field(default_factory=dict)
    grounds: Mapping[int, str] = field(default_factory=dict)

    def series(self, indicator: Indicator) -> Series:
        return Series(indicator, tuple(self._point(indicator, year) for year in self.years))

    def _point(self, indicator: Indicator, year: int) -> Point:
        """A figure that somebody entered for the year speaks for it; cases of the same year are not added to it."""
        entered = self.entered.get(year)
        if entered is not None and indicator.counted in entered.lines:
            lines = entered.lines
            sites = lines.get("establishments_reporting"), lines.get("establishments_known")
            return Point(
                year, lines[indicator.counted], _known(indicator, lines), AGGREGATES, *sites, entered.sources,
                self.grounds.get(year, ""),
            )  # fmt: skip
        cases = self.cases.get(year)
        if cases is None or indicator.waits_for:
            return Point(year)
        lines = cases.lines
        sites = lines["establishments_reporting"], lines["establishments_known"]
        over = _known(indicator, lines)
        if not self._has_word(indicator, lines):
            return Point(year, None, over, "", *sites)
        return Point(year, lines[indicator.counted], over, CASES, *sites, (), self.grounds.get(year, ""))

    def _has_word(self, indicator: Indicator, lines: Mapping[str, int]) -> bool:
        """Where nobody reported, no death is no figure: silence is not zero."""
        if indicator.kind == RATE:
            return bool(lines["establishments_reporting"] or lines["victims"])
        return any(lines[line] for line in indicator.over.values())


def _known(indicator: Indicator, lines: Mapping[str, int]) -> dict[str, int]:
    return {basis: lines[line] for basis, line in indicator.over.items() if lines.get(line)}


def count(area: Area, years: Years, basis: str = NOW) -> Counted:
    """Every line of the unit in these years. The caller answers for the right to see the unit."""
    with snapshot(*FACTS) as taken:
        return count_gathered(Gathered.of(taken, Ground(area, years, basis)))


def count_gathered(gathered: Gathered) -> Counted:
    ground = gathered.ground
    area, years, basis = ground.area, ground.years, ground.basis
    entered = entered_figures(area, years, LINES, basis)
    return Counted(area, years, basis, gathered.years(), entered, {year: ground.named(year) for year in years})
