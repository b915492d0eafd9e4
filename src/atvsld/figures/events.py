"""What happened on the ground of a unit: everybody hurt or killed there, by month and by the unit of the place.

Here the place of the event decides, as in lists, on maps and in investigations; with and without labour contract, on
the way to and from work too. Statutory tables and indicators count by the head office that reports instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..org.places.areas import Area
from ..org.places.basis import NOW, ids_asked
from ..org.places.graph import COMMUNE, PROVINCE, Standing
from .indicators.years import Years
from .lake import Among, Snapshot, asked
from .tables.columns import is_fatal, is_severe
from .tables.placing import of_years, provinces_around

if TYPE_CHECKING:
    import ibis

_PLACES = ("event_commune_id", "event_province_id", "placed_commune_id")
_COUNTS = ("victims", "deaths", "severe")


@dataclass(frozen=True)
class Happened:
    """People hurt, killed and severely injured; `deaths_to_date`: killed up to the day of the month that was asked."""

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


def events_in(taken: Snapshot, area: Area, years: Years, day_of_month: int) -> Events:
    """By month of the years, and by unit in the last of them, on the map of today.

    The caller answers for the right to see the unit. The snapshot must hold `victims`.
    """
    taken.ask(first_year=years.first, year=years.last, day=day_of_month)
    among = taken.ask_among("event_province_id", provinces_around(area))
    places = taken.kept(happened_at, taken.current("victims"), among=among)
    known = [(row["recorded"], row["placed"]) for row in taken.rows(places_of, places)]
    here = taken.bring_in("here", _table(_lying(area, known)))
    months = {(row.pop("year"), row.pop("month")): Happened(**row) for row in taken.rows(by_month, places, here)}
    units = {row.pop("unit"): Happened(**row) for row in taken.rows(by_unit, places, here)}
    return Events(months, units)


def happened_at(victims: Any, *, among: Among) -> ibis.Table:
    """Victims by month and by what is recorded of the place, so few rows that the rest costs nothing."""
    import ibis

    victims = among.of(of_years(victims))
    victims = victims.mutate(
        recorded=ibis.coalesce(victims.event_commune_id, victims.event_province_id, 0),
        placed=ibis.coalesce(victims.placed_commune_id, 0),
        is_to_date=victims.occurred_on.day() <= asked("day"),
    )
    return victims.group_by("year", "month", "recorded", "placed").aggregate(
        victims=victims.count(),
        deaths=victims.count(where=is_fatal(victims)),
        severe=victims.count(where=is_severe(victims)),
        deaths_to_date=victims.count(where=is_fatal(victims) & victims.is_to_date),
    )


def places_of(places: Any) -> ibis.Table:
    return places.select("recorded", "placed").distinct()


def by_month(places: Any, here: Any) -> ibis.Table:
    found = places.inner_join(here, ["recorded", "placed"])
    return found.group_by("year", "month").aggregate(**_sums(found))


def by_unit(places: Any, here: Any) -> ibis.Table:
    found = places.filter(places.year == asked("year")).inner_join(here, ["recorded", "placed"])
    return found.group_by("unit").aggregate(**_sums(found))


def _sums(found: Any) -> dict[str, Any]:
    return {name: found[name].sum() for name in (*_COUNTS, "deaths_to_date")}


def _lying(area: Area, known: list[tuple[int, int]]) -> list[tuple[int, int, int | None]]:
    """(recorded, placed, unit of today inside the area) of those that lie on the ground.

    The commune of the event decides, and where that is not certain the one in which an officer placed the case.
    """
    level = PROVINCE if area.unit is None else COMMUNE
    rows = area.rows(NOW, area.today) if area.is_union else frozenset()
    asked_for = frozenset() if area.unit is None or area.is_union else ids_asked(area.unit, NOW, area.today)
    found = []
    for recorded, placed in known:
        on = [area.graph.on(place, area.today) for place in (recorded, placed)]
        if area.unit is None:
            is_inside = True
        elif area.is_union:
            is_inside = recorded in rows or placed in area.owners
        else:
            is_inside = _first(on, area.unit.level) in asked_for
        if is_inside:
            found.append((recorded, placed, _first(on, level)))
    return found


def _first(standings: list[Standing], level: str) -> int | None:
    return next((unit for standing in standings if (unit := getattr(standing, level))), None)


def _table(rows: list[tuple[int, int, int | None]]) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("recorded", "placed", "unit")
    return pa.table({name: pa.array(column, pa.int64()) for name, column in zip(names, columns, strict=True)})
