"""The lines of several years counted from cases and establishments: a few aggregates for all years together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..condensed import OF_VICTIMS
from ..lake import Snapshot, snapshot
from ..tables.population import FACTS
from .ground import Ground

if TYPE_CHECKING:
    import ibis


OF_OFFICES = ("offices", "reporting", "workers", "workers_reporting", "counted", "last_known")
LINES_OF_OFFICES = {
    "workers_known": "workers", "workers_reporting": "workers_reporting", "establishments_known": "offices",
    "establishments_reporting": "reporting",
}  # fmt: skip


@dataclass(frozen=True)
class YearCount:
    """What the system counts of a unit in a year: {line id: number}, deaths by month, and how well workers are known.

    `quality`: establishments whose head-count is of an earlier year ("last_known") or not known at all ("unknown").
    """

    year: int
    lines: Mapping[str, int]
    deaths_by_month: tuple[int, ...] = (0,) * 12
    quality: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Gathered:
    """What the lines of a ground are counted from, kept for the life of a snapshot.

    `victims` condensed by office and month; `offices` condensed by recorded place and year (`offices_by_place`).
    """

    ground: Ground
    taken: Snapshot
    victims: ibis.Table
    offices: ibis.Table

    @staticmethod
    def of(taken: Snapshot, ground: Ground) -> Gathered:
        victims, known = ground.victims(taken), [taken.current(name) for name in ("no_accident_periods", "headcounts")]
        return Gathered(ground, taken, victims, taken.kept(offices_by_place, ground.offices(taken), victims, *known))

    def years(self) -> dict[int, YearCount]:
        months = self.taken.rows(by_month, self.victims)
        sites = {row["in_year"]: row for row in self.taken.rows(by_year, self.offices)}
        return {y: _year(y, months, sites.get(y, {})) for y in self.ground.years}


def count_years(ground: Ground) -> dict[int, YearCount]:
    """Each year of the ground, counted from facts of one moment."""
    with snapshot(*FACTS) as taken:
        return Gathered.of(taken, ground).years()


def _year(year: int, months: list[dict[str, Any]], sites: Mapping[str, Any]) -> YearCount:
    sums: dict[str, int] = defaultdict(int)
    deaths = [0] * 12
    for row in months:
        if row["year"] == year:
            for line in OF_VICTIMS:
                sums[line] += row[line]
            deaths[row["month"] - 1] += row["deaths"]
    known = {name: sites.get(name) or 0 for name in OF_OFFICES}
    quality = {"last_known": known["last_known"], "unknown": known["offices"] - known["counted"]}
    lines = {line: sums[line] for line in OF_VICTIMS} | {
        line: known[name] for line, name in LINES_OF_OFFICES.items()
    }  # fmt: skip
    return YearCount(year, lines, tuple(deaths), quality)


def by_month(victims: Any) -> Any:
    """Victims with a labour contract, not on the way to or from work, by month."""
    return victims.group_by("year", "month").aggregate(**{line: victims[line].sum() for line in OF_VICTIMS})


def reporting_in(victims: Any, periods: Any, offices: Any) -> ibis.Table:
    """(office_id, recorded, in_year) of the head offices with a standing accident or a confirmation of none."""
    return offices.semi_join(_told_in(victims, periods), ["office_id", "in_year"])


def offices_by_place(offices: Any, victims: Any, periods: Any, counts: Any) -> ibis.Table:
    """(in_year, recorded, …): how many head offices lie at a place in a year, and what they told.

    `reporting` of them told of the year; `workers` (and `workers_reporting`) are of the newest head-count up to that
    year of each establishment; `counted` have one, `last_known` of them one of an earlier year.
    """
    import ibis

    this = ["office_id", "in_year"]
    told = _told_in(victims, periods).mutate(is_told=ibis.literal(True))
    newest = _newest_in(counts, offices)
    workers = newest.group_by(*this).aggregate(workers=newest.workers.sum(), oldest=newest.year.min())
    every = offices.left_join(told, this).select(*this, "recorded", "is_told")
    every = every.left_join(workers, this).select("in_year", "recorded", "is_told", "workers", "oldest")
    return every.group_by("in_year", "recorded").aggregate(
        offices=every.count(),
        reporting=every.is_told.count(),
        workers=every.workers.sum(),
        workers_reporting=every.workers.sum(where=every.is_told),
        counted=every.oldest.count(),
        last_known=(every.oldest < every.in_year).sum(),
    )


def _told_in(victims: Any, periods: Any) -> Any:
    """(office_id, in_year) of an accident that stands, or of a confirmation for the whole year that there was none."""
    known = victims.filter(victims.reporting_office_id.notnull())
    told = known.group_by(office_id=known.reporting_office_id, in_year=known.year).aggregate(n=known.declared.sum())
    declared = told.filter(told.n > 0).select("office_id", "in_year")
    said = periods.group_by("establishment_id", "year").aggregate(
        whole=(periods.half == 0).any(), first=(periods.half == 1).any(), second=(periods.half == 2).any()
    )
    said = said.filter(said.whole | (said.first & said.second))
    confirmed = said.select(office_id=said.establishment_id, in_year=said.year)
    return declared.union(confirmed, distinct=True)


def _newest_in(counts: Any, offices: Any) -> Any:
    """Of each establishment of an office the newest head-count up to each year."""
    known = counts.inner_join(offices.select("office_id", "in_year"), "office_id")
    known = known.filter(known.year <= known.in_year)
    return known.group_by("office_id", "establishment_id", "in_year").aggregate(
        workers=known.workers.argmax(known.year), year=known.year.max()
    )


def by_year(places: Any) -> ibis.Table:
    return places.group_by("in_year").aggregate(**{name: places[name].sum() for name in OF_OFFICES})
