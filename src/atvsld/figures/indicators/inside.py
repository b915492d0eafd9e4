"""The units inside a unit, beside each other in one year: provinces of the nation, communes of a province."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ...org.places.graph import COMMUNE, PROVINCE
from ..condensed import OF_VICTIMS
from ..lake import asked
from .counting import Gathered

if TYPE_CHECKING:
    import ibis

_OFFICES = ("establishments_known", "establishments_reporting")
_WORKERS = ("workers_known", "workers_reporting")
LINES_INSIDE = (*OF_VICTIMS, *_OFFICES, *_WORKERS)


def lines_inside(gathered: Gathered, year: int) -> dict[int | None, dict[str, int]]:
    """{row of a unit of today: {line id: number}} of the year; None holds what lies in no one unit for certain.

    Each victim, office and worker stands in one unit, so that the lines add up to those of the whole.
    """
    taken, area = gathered.taken, gathered.ground.area
    taken.ask(shown_year=year)
    level = PROVINCE if area.unit is None else COMMUNE
    found: dict[int | None, dict[str, int]] = defaultdict(lambda: dict.fromkeys(LINES_INSIDE, 0))
    for build, tables in (
        (victims_at, (gathered.victims,)),
        (offices_at, (gathered.offices, gathered.reporting)),
        (workers_at, (gathered.newest, gathered.reporting, gathered.offices)),
    ):
        for row in taken.rows(build, *tables):
            place = row.pop("recorded")
            unit = None if place is None else getattr(area.graph.on(place, area.today), level)
            for line, number in row.items():
                found[unit][line] += number or 0
    return dict(found)


def victims_at(victims: Any) -> ibis.Table:
    import ibis

    victims = victims.filter(victims.year == asked("shown_year"))
    recorded = ibis.coalesce(victims.reporting_commune_id, victims.reporting_province_id)
    return victims.group_by(recorded=recorded).aggregate(**{line: victims[line].sum() for line in OF_VICTIMS})


def offices_at(offices: Any, reporting: Any) -> ibis.Table:
    offices = offices.filter(offices.in_year == asked("shown_year"))
    told = _reporting(reporting)
    every = offices.left_join(told, offices.office_id == told.told_id)
    return every.group_by("recorded").aggregate(
        establishments_known=every.count(), establishments_reporting=every.told_id.notnull().sum()
    )


def workers_at(newest: Any, reporting: Any, offices: Any) -> ibis.Table:
    this = asked("shown_year")
    counts, told = newest.filter(newest.in_year == this), _reporting(reporting)
    places = offices.filter(offices.in_year == this).select("recorded", lying_id=offices.office_id)
    known = counts.inner_join(places, counts.office_id == places.lying_id)
    known = known.left_join(told, known.office_id == told.told_id)
    return known.group_by("recorded").aggregate(
        workers_known=known.workers.sum(), workers_reporting=known.workers.sum(where=known.told_id.notnull())
    )


def _reporting(reporting: Any) -> Any:
    return reporting.filter(reporting.in_year == asked("shown_year")).select(told_id=reporting.office_id)


def lines_of_offices(gathered: Gathered, year: int) -> dict[int, dict[str, int]]:
    """{row of a head office: {line of victims: number}} of the year, those with a case only."""
    taken = gathered.taken
    taken.ask(shown_year=year)
    return {row.pop("office"): row for row in taken.rows(victims_of_offices, gathered.victims)}


def victims_of_offices(victims: Any) -> ibis.Table:
    found = victims.filter((victims.year == asked("shown_year")) & victims.reporting_office_id.notnull())
    summed = found.group_by(office=found.reporting_office_id).aggregate(
        **{line: found[line].sum() for line in OF_VICTIMS}
    )
    return summed.filter(summed.victims > 0)
