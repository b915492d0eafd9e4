"""What happened on the ground of a unit: everybody hurt or killed there, by month and by the unit of the place.

Here the place of the event decides, as in lists, on maps and in investigations; with and without labour contract, on
the way to and from work too. Statutory tables and indicators count by the head office that reports instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..org.places.areas import Area
from ..org.places.basis import NOW, ids_asked
from ..org.places.graph import COMMUNE, PROVINCE, Standing
from .condensed import BY_PLACE, KILLED_BY_DAY, OF_VICTIMS, PLACES
from .indicators.years import Years
from .lake import Among, Snapshot, asked
from .tables.placing import of_years, provinces_around

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Happened:
    """People hurt, killed and severely injured; `deaths_to_date`: killed in the month of today up to its day."""

    victims: int = 0
    deaths: int = 0
    severe: int = 0
    deaths_to_date: int = 0


@dataclass(frozen=True)
class Events:
    """`months`: {(year, month): …}, none where nothing happened; `units`: {row of a unit of today: …} in the last year,
    None where the commune or province of the event is not certain."""

    months: Mapping[tuple[int, int], Happened]
    units: Mapping[int | None, Happened]


def events_in(taken: Snapshot, area: Area, years: Years, today: date) -> Events:
    """By month of the years, and by unit in the last of them, on the map of today.

    The caller answers for the right to see the unit. The snapshot must hold `victims`.
    """
    taken.ask(first_year=years.first, year=years.last, this_month=today.month, day=today.day)
    among = taken.ask_among("event_province_id", provinces_around(area))
    places = taken.condensed(BY_PLACE, of_these_years, among=among)
    known = [tuple(row[name] for name in PLACES) for row in taken.rows(places_of, places)]
    here = taken.bring_in("here", _table(_lying(area, known)))
    early = taken.condensed(KILLED_BY_DAY, of_this_month, among=among)
    to_date = {(row["year"], today.month): row["deaths"] for row in taken.rows(by_year, early, here)}
    months = {}
    for row in taken.rows(by_month, places, here):
        month = row.pop("year"), row.pop("month")
        months[month] = Happened(**row, deaths_to_date=to_date.get(month, 0))
    units = {row.pop("unit"): Happened(**row) for row in taken.rows(by_unit, places, here)}
    return Events(months, units)


def of_these_years(places: Any, *, among: Among) -> ibis.Table:
    return among.of(of_years(places))


def of_this_month(killed: Any, *, among: Among) -> ibis.Table:
    """The dead of this month of each year up to this day."""
    killed = among.of(of_years(killed))
    return killed.filter((killed.month == asked("this_month")) & (killed.day <= asked("day")))


def places_of(places: Any) -> ibis.Table:
    return places.select(*PLACES).distinct()


def by_month(places: Any, here: Any) -> ibis.Table:
    found = _at(places, here)
    summed = found.group_by("year", "month").aggregate(**{name: found[name].sum() for name in OF_VICTIMS})
    return summed.filter(summed.victims > 0)


def by_year(early: Any, here: Any) -> ibis.Table:
    found = _at(early, here)
    return found.group_by("year").aggregate(deaths=found.deaths.sum())


def by_unit(places: Any, here: Any) -> ibis.Table:
    found = _at(places.filter(places.year == asked("year")), here)
    summed = found.group_by("unit").aggregate(**{name: found[name].sum() for name in OF_VICTIMS})
    return summed.filter(summed.victims > 0)


def _at(places: Any, here: Any) -> Any:
    """The rows of the places on this ground, with the unit inside it; nothing recorded equals nothing recorded."""
    return places.inner_join(here, [places[name].identical_to(here[name]) for name in PLACES])


def _lying(area: Area, known: list[tuple[int | None, ...]]) -> list[tuple[int | None, ...]]:
    """(commune, province, placed commune, unit of today inside the area) of those that lie on the ground.

    The commune of the event decides, and where that is not certain the one in which an officer placed the case.
    """
    level = PROVINCE if area.unit is None else COMMUNE
    rows = area.rows(NOW, area.today) if area.is_union else frozenset()
    asked_for = frozenset() if area.unit is None or area.is_union else ids_asked(area.unit, NOW, area.today)
    found: list[tuple[int | None, ...]] = []
    for commune, province, placed in known:
        on = [area.graph.on(place, area.today) for place in (commune or province, placed) if place]
        if area.unit is None:
            is_inside = True
        elif area.is_union:
            is_inside = (commune or province) in rows or placed in area.owners
        else:
            is_inside = _first(on, area.unit.level) in asked_for
        if is_inside:
            found.append((commune, province, placed, _first(on, level)))
    return found


def _first(standings: list[Standing], level: str) -> int | None:
    return next((unit for standing in standings if (unit := getattr(standing, level))), None)


def _table(rows: list[tuple[int | None, ...]]) -> Any:
    import pyarrow as pa

    names = (*PLACES, "unit")
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return pa.table({name: pa.array(column, pa.int64()) for name, column in zip(names, columns, strict=True)})
