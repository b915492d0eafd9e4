"""What happened on the ground of a unit: everybody hurt or killed there, by month and by the unit of the place.

Here the place of the event decides, as in lists, on maps and in investigations; with and without labour contract, on
the way to and from work too. Statutory tables and indicators count by the head office that reports instead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..org.places.areas import Area
from ..org.places.basis import NOW, ids_asked
from .indicators.years import Years
from .lake import Among, Snapshot, asked
from .tables.columns import is_fatal, is_severe
from .tables.placing import PlaceMap, Sharing, of_years

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
    among = taken.ask_among("event_province_id", _provinces(area))
    places = taken.kept(happened_at, taken.current("victims"), among=among)
    known = [(row["recorded"], row["placed"]) for row in taken.rows(places_of, places)]
    lying = [(recorded, placed, *_unit_of(area, recorded, placed)) for recorded, placed in known]
    here = taken.bring_in("here", _table([(r, p, unit) for r, p, is_inside, unit in lying if is_inside]))
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


def _provinces(area: Area) -> Collection[int] | None:
    """The rows of provinces in which a case on this ground may be recorded; None: anywhere."""
    if area.unit is None:
        return None
    around = {area.graph.on(row, area.today).province for row in area.owners} - {None}
    return Sharing.of(PlaceMap((area.today,), area.graph), {row for row in around if row is not None}).ids


def _unit_of(area: Area, recorded: int, placed: int) -> tuple[bool, int | None]:
    """(whether the place lies on the ground, the unit of today inside it): the commune of the event decides, and where
    that is not certain the one in which an officer placed the case."""
    on = [area.graph.on(place, area.today) for place in (recorded, placed)]
    if area.unit is None:
        return True, next((s.province for s in on if s.province), None)
    commune = next((s.commune for s in on if s.commune), None)
    if area.is_union:
        return recorded in area.rows(NOW, area.today) or placed in area.owners, commune
    level = area.unit.level
    stands = next((found for s in on if (found := getattr(s, level))), None)
    return stands in ids_asked(area.unit, NOW, area.today), commune


def _table(rows: list[tuple[int, int, int | None]]) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("recorded", "placed", "unit")
    return pa.table({name: pa.array(column, pa.int64()) for name, column in zip(names, columns, strict=True)})
