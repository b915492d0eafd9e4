"""The units inside a unit, beside each other in one year: provinces of the nation, communes of a province."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ...org.places.graph import COMMUNE, PROVINCE
from ..condensed import OF_VICTIMS
from ..lake import asked
from .counting import LINES_OF_OFFICES, Gathered

if TYPE_CHECKING:
    import ibis

LINES_INSIDE = (*OF_VICTIMS, *LINES_OF_OFFICES)


def lines_inside(gathered: Gathered, year: int) -> dict[int | None, dict[str, int]]:
    """{row of a unit of today: {line id: number}} of the year; None holds what lies in no one unit for certain.

    Each victim, office and worker stands in one unit, so that the lines add up to those of the whole.
    """
    taken, area = gathered.taken, gathered.ground.area
    taken.ask(shown_year=year)
    level = PROVINCE if area.unit is None else COMMUNE
    found: dict[int | None, dict[str, int]] = defaultdict(lambda: dict.fromkeys(LINES_INSIDE, 0))
    for build, table in ((victims_at, gathered.victims), (offices_at, gathered.offices)):
        for row in taken.rows(build, table):
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


def offices_at(places: Any) -> ibis.Table:
    places = places.filter(places.in_year == asked("shown_year"))
    return places.select("recorded", **{line: places[name] for line, name in LINES_OF_OFFICES.items()})


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
