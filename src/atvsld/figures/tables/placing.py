"""Where facts lie on the map that counts: their recorded places carried to the units of today, or of their day.

A case whose place cannot be carried with certainty keeps the levels that are certain: its province without its commune.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

from django.utils import timezone

from ...org.places.areas import Area
from ...org.places.basis import NOW
from ...org.places.graph import PROVINCE, PlaceGraph
from ...org.places.mapped import place_graph
from ..lake import Among, Snapshot, asked

if TYPE_CHECKING:
    import pyarrow as pa

_LEVELS = ("commune", "district", "province")
_DRAWN = (*_LEVELS, "today")
_tables: WeakKeyDictionary[PlaceGraph, dict[tuple[date, ...], pa.Table]] = WeakKeyDictionary()


class Days(Protocol):
    """A stretch of days: a reporting period, or several years."""

    @property
    def start_on(self) -> date: ...

    @property
    def end_on(self) -> date: ...


@dataclass(frozen=True)
class PlaceMap:
    """The map of one day (as now), or the maps of a period, each from a day on (as then)."""

    days: tuple[date, ...]
    graph: PlaceGraph = field(repr=False)

    @staticmethod
    def of(basis: str, period: Days, today: date | None = None) -> PlaceMap:
        graph = place_graph()
        if basis == NOW:
            return PlaceMap((today or timezone.localdate(),), graph)
        changed = [day for day in graph.change_days if period.start_on < day <= period.end_on]
        return PlaceMap((period.start_on, *changed), graph)

    def at(self, day: date) -> PlaceMap:
        """The map of a day: for what has no day of its own, such as an establishment."""
        return self if len(self.days) == 1 else PlaceMap((day,), self.graph)

    def table(self) -> pa.Table:
        """(place, number of the map, commune, district, province, province today): one row a place and map."""
        held = _tables.setdefault(self.graph, {})
        today = timezone.localdate()
        if (*self.days, today) not in held:
            held[*self.days, today] = _drawn(self.graph, self.days, today)
        return held[*self.days, today]


def _drawn(graph: PlaceGraph, days: Sequence[date], today: date) -> pa.Table:
    import pyarrow as pa

    provinces = {place_id: graph.on(place_id, today).province for place_id in graph.units}
    rows = [
        (place_id, number, standing.commune, standing.district, standing.province, provinces[place_id])
        for number, day in enumerate(days)
        for place_id in graph.units
        for standing in (graph.on(place_id, day),)
    ]
    names = ("place", "map", *_DRAWN)
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return pa.table({name: pa.array(column, pa.int64()) for name, column in zip(names, columns, strict=True)})


@dataclass(frozen=True)
class Sharing:
    """The rows of provinces that share ground with the wanted ones on the maps; `is_certain` when they share all of it.

    Cases recorded in other provinces need not be looked at; where it is certain, the record itself tells.
    """

    ids: frozenset[int]
    is_certain: bool

    @staticmethod
    def of(place_map: PlaceMap, wanted: Set[int]) -> Sharing:
        eras = tuple(map(place_map.graph.era, place_map.days))
        return place_map.graph.once(("sharing", eras, frozenset(wanted)), lambda: Sharing._of(place_map, wanted))

    @staticmethod
    def _of(place_map: PlaceMap, wanted: Set[int]) -> Sharing:
        graph = place_map.graph
        ids, is_certain = set(), True
        for unit in graph.units.values():
            if unit.level == PROVINCE:
                found = [graph.units_on(unit.id, day)[0] for day in place_map.days]
                if any(units & wanted for units in found):
                    ids.add(unit.id)
                    is_certain &= all(units <= wanted for units in found)
        return Sharing(frozenset(ids), is_certain)


def provinces_around(area: Area) -> frozenset[int] | None:
    """The rows of provinces under which a case on this ground may be recorded; None: anywhere in the nation."""
    if area.unit is None:
        return None
    around = {area.graph.on(row, area.today).province for row in area.owners}
    return Sharing.of(PlaceMap((area.today,), area.graph), {row for row in around if row is not None}).ids


def on_map_of_event(snapshot: Snapshot, victims: Any, place_map: PlaceMap, provinces: Collection[int] | None) -> Any:
    """Victims of the year that was asked for, with commune, district and province of the event on the map that counts.

    Where the recorded commune is not certain there, the commune in which an officer placed the case decides.
    `provinces`: only cases recorded in one of these rows.
    """
    drawn = snapshot.bring_in("drawn", place_map.table())
    among = snapshot.ask_among("event_province_id", provinces)
    return snapshot.kept(by_event, victims, drawn, among=among, days=place_map.days[1:])


def of_years(victims: Any) -> Any:
    """Victims of the years that were asked for: of one, or of several together."""
    return victims.filter(victims.year.between(asked("first_year"), asked("year")))


def by_event(victims: Any, drawn: Any, *, among: Among, days: tuple[date, ...]) -> Any:
    import ibis

    victims = among.of(of_years(victims))
    victims = victims.mutate(
        on_map=number_of_map(victims, days), recorded=ibis.coalesce(victims.event_commune_id, victims.event_province_id)
    )
    victims = _joined(victims, drawn, "recorded", "recorded")
    victims = _joined(victims, drawn, "placed_commune_id", "placed")
    found = {
        f"event_{level}_id": ibis.coalesce(victims[f"recorded_{level}"], victims[f"placed_{level}"])
        for level in _LEVELS
    }
    return victims.mutate(**found).drop("on_map", "recorded", *_names("recorded"), *_names("placed"))


def on_map_of_office(snapshot: Snapshot, victims: Any, place_map: PlaceMap, provinces: Collection[int] | None) -> Any:
    """Victims of the year that was asked for, with the province of the reporting office on the map that counts.

    A province of today that several made is not certain in the past; then the commune of the office decides, if today
    it lies in the same province. `provinces`: only cases recorded in one of these rows.
    """
    drawn = snapshot.bring_in("drawn", place_map.table())
    among = snapshot.ask_among("reporting_province_id", provinces)
    return snapshot.kept(by_office, victims, drawn, among=among, days=place_map.days[1:])


def by_office(victims: Any, drawn: Any, *, among: Among, days: tuple[date, ...]) -> Any:
    victims = among.of(of_years(victims))
    return carried_by_office(victims.mutate(on_map=number_of_map(victims, days)), drawn).drop("on_map")


def carried_by_office(victims: Any, drawn: Any) -> Any:
    """With the province of the reporting office on the map whose number the column `on_map` holds."""
    import ibis

    victims = _joined(victims, drawn, "reporting_province_id", "told")
    victims = _joined(victims, drawn, "reporting_commune_id", "office")
    agrees = victims.told_today == victims.office_today
    by_commune = ibis.ifelse(agrees, victims.office_province, ibis.null("int64"))
    victims = victims.mutate(reporting_province_id=ibis.coalesce(victims.told_province, by_commune))
    return victims.drop(*_names("told"), *_names("office"))


def on_map_of_site(
    snapshot: Snapshot, establishments: Any, place_map: PlaceMap, provinces: Collection[int] | None
) -> Any:
    """Establishments with the province they lie in on the one map."""
    drawn = snapshot.bring_in("drawn", place_map.table())
    return snapshot.kept(by_site, establishments, drawn, among=snapshot.ask_among("province_id", provinces))


def by_site(establishments: Any, drawn: Any, *, among: Among) -> Any:
    import ibis

    establishments = among.of(establishments)
    lying = establishments.mutate(
        on_map=number_of_map(establishments, ()),
        recorded=ibis.coalesce(establishments.commune_id, establishments.province_id),
    )
    lying = _joined(lying, drawn, "recorded", "site")
    return lying.mutate(province_id=lying.site_province).drop("on_map", "recorded", *_names("site"))


def last_day_of(place_ends: Sequence[date | None], period: Days) -> date:
    """The last day of the period on which a unit with these rows stood."""
    if None in place_ends:
        return period.end_on
    return max(period.start_on, min(period.end_on, max(day for day in place_ends if day)))


def _names(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}_{name}" for name in _DRAWN)


def number_of_map(table: Any, days: Sequence[date]) -> Any:
    """Which of the maps counts for a fact: the first, and one more for each of the days that its day has reached."""
    import ibis

    passed = [(table.occurred_on >= ibis.literal(day)).cast("int64") for day in days]
    return sum(passed[1:], passed[0]) if passed else ibis.literal(0, type="int64")


def _joined(facts: Any, drawn: Any, column: str, prefix: str) -> Any:
    """The facts with where the place in the column lies, as columns of that prefix."""
    named = drawn.select("place", "map", **{f"{prefix}_{name}": drawn[name] for name in _DRAWN})
    joined = facts.left_join(named, [facts[column] == named.place, facts.on_map == named.map])
    return joined.drop("place", "map")
