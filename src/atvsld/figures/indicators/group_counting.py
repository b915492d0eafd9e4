"""Victims of several years by the groups of one dimension, and the workers of those groups: a few aggregates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..groups.declared import COLUMNS, FEMALE, MALE, SEX, Dimension
from ..lake import snapshot
from ..tables.columns import Where
from ..tables.population import FACTS
from .counting import OF_VICTIMS, reporting_in
from .declared import ALL_KNOWN, REPORTING
from .ground import Ground

if TYPE_CHECKING:
    import ibis

WHOLE = "total"


def count_groups(
    ground: Ground, dimension: Dimension
) -> tuple[dict[int, dict[str, tuple[int, ...]]], dict[tuple[str, int], dict[str, int]], set[int]]:
    """({year: {group: victims, deaths, severe}}, {(group, year): workers by basis}, years in which one reported)."""
    groups = tuple((g.id, g.where) for g in dimension.groups)
    workers: dict[tuple[str, int], dict[str, int]] = {}
    with snapshot(*FACTS) as taken:
        victims, offices = ground.victims(taken, *COLUMNS), ground.offices(taken)
        found = taken.rows(sums, victims, groups=groups)
        reporting = taken.kept(reporting_in, victims, taken.current("no_accident_periods"), offices)
        heard = {row["in_year"] for row in taken.rows(years_of, reporting)}
        if dimension.id == SEX:
            newest = taken.kept(newest_with_women, taken.current("headcounts"), offices)
            for row in taken.rows(women_in, newest, reporting):
                year = row["in_year"]
                workers[FEMALE, year], workers[MALE, year] = _known(row)
    counts: dict[int, dict[str, tuple[int, ...]]] = {}
    for row in found:
        names = [WHOLE, *(g for g, _ in groups)]
        counts[row["year"]] = {
            name: tuple(row[f"{line}_{n}"] or 0 for line in OF_VICTIMS) for n, name in enumerate(names)
        }
    return counts, workers, heard


def sums(victims: Any, *, groups: tuple[tuple[str, Where], ...]) -> Any:
    measures = {f"{line}_0": victims[line].sum() for line in OF_VICTIMS}
    for n, (_id, where) in enumerate(groups, 1):
        measures |= {f"{line}_{n}": victims[line].sum(where=where(victims)) for line in OF_VICTIMS}
    return victims.group_by("year").aggregate(**measures)


def years_of(reporting: Any) -> Any:
    return reporting.select("in_year").distinct()


def newest_with_women(counts: Any, offices: Any) -> ibis.Table:
    """Of each establishment of an office the newest head-count up to each year, as it is taken for all workers."""
    known = counts.inner_join(offices, "office_id")
    known = known.filter(known.year <= known.in_year)
    newest = known.group_by("establishment_id", "in_year").aggregate(newest=known.year.max())
    found = known.inner_join(newest, ["establishment_id", "in_year"])
    return found.filter(found.year == found.newest).select("office_id", "in_year", "workers", "women")


def women_in(newest: Any, reporting: Any) -> ibis.Table:
    told = reporting.select("office_id", "in_year", is_reporting=True)
    known = newest.left_join(told, ["office_id", "in_year"])
    is_told = known.is_reporting.notnull()
    return known.group_by("in_year").aggregate(
        workers=known.workers.sum(), women=known.women.sum(), unknown=known.women.isnull().sum(),
        workers_reporting=known.workers.sum(where=is_told), women_reporting=known.women.sum(where=is_told),
        unknown_reporting=(known.women.isnull() & is_told).sum(),
    )  # fmt: skip


def _known(row: Mapping[str, Any]) -> tuple[dict[str, int], dict[str, int]]:
    """(women, men) by basis, where every head-count that is taken says how many are women."""
    women: dict[str, int] = {}
    men: dict[str, int] = {}
    for basis, ending in ((REPORTING, "_reporting"), (ALL_KNOWN, "")):
        if row[f"workers{ending}"] and not row[f"unknown{ending}"]:
            women[basis] = row[f"women{ending}"] or 0
            men[basis] = row[f"workers{ending}"] - women[basis]
    return women, men
