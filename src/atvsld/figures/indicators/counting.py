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

    `victims` condensed by office and month, `offices` (office, recorded place, year), those `reporting`, and of every
    establishment of an office the `newest` head-count up to each year.
    """

    ground: Ground
    taken: Snapshot
    victims: ibis.Table
    offices: ibis.Table
    reporting: ibis.Table
    newest: ibis.Table

    @staticmethod
    def of(taken: Snapshot, ground: Ground) -> Gathered:
        victims, offices = ground.victims(taken), ground.offices(taken)
        reporting = taken.kept(reporting_in, victims, taken.current("no_accident_periods"), offices)
        newest = taken.kept(newest_in, taken.current("headcounts"), offices)
        return Gathered(ground, taken, victims, offices, reporting, newest)

    def years(self) -> dict[int, YearCount]:
        taken = self.taken
        months = taken.rows(by_month, self.victims)
        people = {row["in_year"]: row for row in taken.rows(workers_in, self.newest, self.reporting)}
        sites = {row["in_year"]: row for row in taken.rows(offices_in, self.offices, self.reporting, self.newest)}
        return {y: _year(y, months, people.get(y, {}), sites.get(y, {})) for y in self.ground.years}


def count_years(ground: Ground) -> dict[int, YearCount]:
    """Each year of the ground, counted from facts of one moment."""
    with snapshot(*FACTS) as taken:
        return Gathered.of(taken, ground).years()


def _year(year: int, months: list[dict[str, Any]], people: Mapping[str, Any], sites: Mapping[str, Any]) -> YearCount:
    sums: dict[str, int] = defaultdict(int)
    deaths = [0] * 12
    for row in months:
        if row["year"] == year:
            for line in OF_VICTIMS:
                sums[line] += row[line]
            deaths[row["month"] - 1] += row["deaths"]
    lines = {line: sums[line] for line in OF_VICTIMS} | {
        "workers_known": people.get("workers") or 0,
        "workers_reporting": people.get("workers_reporting") or 0,
        "establishments_known": sites.get("offices") or 0,
        "establishments_reporting": sites.get("reporting") or 0,
    }
    quality = {name: sites.get(name) or 0 for name in ("last_known", "unknown")}
    return YearCount(year, lines, tuple(deaths), quality)


def by_month(victims: Any) -> Any:
    """Victims with a labour contract, not on the way to or from work, by month."""
    return victims.group_by("year", "month").aggregate(**{line: victims[line].sum() for line in OF_VICTIMS})


def reporting_in(victims: Any, periods: Any, offices: Any) -> ibis.Table:
    """(office_id, in_year) of the head offices with a standing accident or a confirmation that there was none."""
    known = victims.filter(victims.reporting_office_id.notnull())
    told = known.group_by(office_id=known.reporting_office_id, in_year=known.year).aggregate(n=known.declared.sum())
    declared = told.filter(told.n > 0).select("office_id", "in_year")
    said = periods.group_by("establishment_id", "year").aggregate(
        whole=(periods.half == 0).any(), first=(periods.half == 1).any(), second=(periods.half == 2).any()
    )
    said = said.filter(said.whole | (said.first & said.second))
    confirmed = said.select(office_id=said.establishment_id, in_year=said.year)
    return offices.semi_join(declared.union(confirmed), ["office_id", "in_year"])


def newest_in(counts: Any, offices: Any) -> ibis.Table:
    """Of each establishment of an office the newest head-count up to each year."""
    known = counts.inner_join(offices, "office_id")
    known = known.filter(known.year <= known.in_year)
    newest = known.group_by("establishment_id", "in_year").aggregate(newest=known.year.max())
    found = known.inner_join(newest, ["establishment_id", "in_year"])
    return found.filter(found.year == found.newest).select("office_id", "in_year", "workers", "year")


def workers_in(newest: Any, reporting: Any) -> ibis.Table:
    told = reporting.select("office_id", "in_year", is_reporting=True)
    known = newest.left_join(told, ["office_id", "in_year"])
    return known.group_by("in_year").aggregate(
        workers=known.workers.sum(), workers_reporting=known.workers.sum(where=known.is_reporting.notnull())
    )


def offices_in(offices: Any, reporting: Any, newest: Any) -> ibis.Table:
    told = reporting.select("office_id", "in_year", is_reporting=True)
    counted = newest.group_by("office_id", "in_year").aggregate(oldest=newest.year.min())
    every = offices.left_join(told, ["office_id", "in_year"]).select("office_id", "in_year", "is_reporting")
    every = every.left_join(counted, ["office_id", "in_year"]).select("office_id", "in_year", "is_reporting", "oldest")
    return every.group_by("in_year").aggregate(
        offices=every.count(),
        reporting=every.is_reporting.notnull().sum(),
        last_known=(every.oldest < every.in_year).sum(),
        unknown=every.oldest.isnull().sum(),
    )
