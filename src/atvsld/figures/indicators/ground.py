"""Whose cases and establishments a unit counts in each of several years: the reporting head offices on its ground.

For a province or the nation that is what Phụ lục XIV counts. The union of communes that stands where a district or an
older province stood has no such form: its cases are those whose head office lies in one of its communes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...org.places.areas import Area
from ...org.places.basis import NOW, as_it_was, ids_asked
from ...org.places.graph import PlaceGraph
from ...org.places.models import Place
from ..condensed import BY_OFFICE, by_office
from ..lake import Among, Snapshot
from ..tables.placing import (
    PlaceMap,
    Sharing,
    carried_by_office,
    last_day_of,
    number_of_map,
    of_years,
    provinces_around,
)
from .years import Years

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Ground:
    """The ground of a unit in each of the years, by one way of drawing the map."""

    area: Area
    years: Years
    basis: str

    def victims(self, snapshot: Snapshot, *more: str) -> ibis.Table:
        """The victims of the years with a labour contract, of the offices on this ground, condensed."""
        snapshot.ask(first_year=self.years.first, year=self.years.last)
        if self.area.unit is None:
            return self._condensed(snapshot, Among(), (), more)
        place_map = PlaceMap.of(self.basis, self.years)
        if not self._is_province:
            among = snapshot.ask_among("reporting_province_id", provinces_around(self.area))
            found = self._condensed(snapshot, among, place_map.days[1:], more)
            rows = [(number, place) for number, day in enumerate(place_map.days) for place in self._rows(day)]
            return snapshot.kept(in_communes, found, snapshot.bring_in("inside", _pairs("of_map", "place", rows)))
        sharing = Sharing.of(place_map, frozenset().union(*self._provinces.values()))
        among = snapshot.ask_among("reporting_province_id", sharing.ids)
        found = self._condensed(snapshot, among, place_map.days[1:], more)
        if sharing.is_certain and len(set(self._provinces.values())) == 1:
            return found
        rows = [(year, place) for year in self.years for place in self._province_in(year)]
        drawn = snapshot.bring_in("drawn", place_map.table())
        return snapshot.kept(in_provinces, found, drawn, snapshot.bring_in("wanted", _pairs("in_year", "place", rows)))

    def _condensed(
        self, snapshot: Snapshot, among: Among, days: tuple[date, ...], more: tuple[str, ...]
    ) -> ibis.Table:  # fmt: skip
        """Where maps or more columns tell victims of one office apart, they are condensed anew."""
        if days or more:
            return snapshot.kept(condensed_anew, snapshot.current("victims"), among=among, days=days, more=more)
        return snapshot.condensed(BY_OFFICE, of_these_years, among=among)

    def offices(self, snapshot: Snapshot) -> ibis.Table:
        """(office_id, recorded, in_year) for each head office that lies on this ground in a year."""
        establishments = snapshot.current("establishments")
        if self.area.unit is None:
            every = snapshot.bring_in("every", _pairs("in_year", "in_year_again", [(y, y) for y in self.years]))
            return snapshot.kept(offices_everywhere, establishments, every)
        if self._is_province:
            rows = self._standing_by_year()
        else:
            rows = [(year, place) for year in self.years for place in self._rows(date(year, 12, 31))]
        return snapshot.kept(
            offices_lying, establishments, snapshot.bring_in("inside", _pairs("in_year", "place", rows))
        )

    def named(self, year: int) -> str:
        """A mark of the ground that counts in the year: two years of one mark are of the same ground."""
        if self.area.unit is None or self.basis == NOW:
            return ""
        if self._is_province:
            return ",".join(map(str, self._province_in(year)))
        ended = self.area.unit.valid_to
        return "union" if self.area.is_union and ended and date(year, 12, 31) > ended else str(self.area.unit.pk)

    @property
    def _is_province(self) -> bool:
        unit = self.area.unit
        return unit is not None and unit.level == Place.Level.PROVINCE and not self.area.is_union

    def _rows(self, day: date) -> list[int]:
        return sorted(self.area.rows(self.basis, day))

    def _province_in(self, year: int) -> list[int]:
        """The rows of the province on the maps of the year: as then the one that bore its name in that year."""
        return sorted(self._provinces[year])

    @cached_property
    def _provinces(self) -> Mapping[int, frozenset[int]]:
        found = {}
        for year in self.years:
            start, end = date(year, 1, 1), date(year, 12, 31)
            unit = self.area.unit if self.basis == NOW else as_it_was(self.area.unit, start, end)
            assert unit is not None
            found[year] = ids_asked(unit, self.basis)
        return found

    def _standing_by_year(self) -> list[tuple[int, int]]:
        """(year, place) of every place that lies in the province on the last day of the year that it stood."""
        place_map = PlaceMap.of(self.basis, self.years)
        rows = []
        for year, wanted in self._provinces.items():
            ends = list(Place.objects.filter(pk__in=wanted).values_list("valid_to", flat=True))
            day = place_map.at(last_day_of(ends, Years(year, year))).days[0]
            rows += [(year, place) for place in _standing_in(place_map.graph, wanted, day)]
        return rows


def _standing_in(graph: PlaceGraph, provinces: frozenset[int], day: date) -> list[int]:
    """Every place that lies in the provinces on that day."""
    return graph.once(
        ("standing in", provinces, graph.era(day)),
        lambda: [place for place in graph.units if graph.on(place, day).province in provinces],
    )


def of_these_years(rows: Any, *, among: Among) -> Any:
    import ibis

    return among.of(of_years(rows)).mutate(on_map=ibis.literal(0, type="int64"))


def condensed_anew(victims: Any, *, among: Among, days: tuple[date, ...], more: tuple[str, ...]) -> Any:
    victims = among.of(of_years(victims))
    return by_office(victims.mutate(on_map=number_of_map(victims, days)), more=("on_map", *more))


def in_provinces(victims: Any, drawn: Any, wanted: Any) -> Any:
    victims = carried_by_office(victims, drawn)
    joined = [victims.reporting_province_id == wanted.place, victims.year == wanted.in_year]
    return victims.semi_join(wanted, joined)


def in_communes(victims: Any, inside: Any) -> Any:
    import ibis

    victims = victims.mutate(recorded=ibis.coalesce(victims.reporting_commune_id, victims.reporting_province_id))
    found = victims.semi_join(inside, [victims.recorded == inside.place, victims.on_map == inside.of_map])
    return found.drop("recorded")


def offices_everywhere(establishments: Any, every: Any) -> Any:
    return _heads(establishments).cross_join(every.select("in_year"))


def offices_lying(establishments: Any, inside: Any) -> Any:
    heads = _heads(establishments)
    return heads.inner_join(inside, heads.recorded == inside.place).select("office_id", "recorded", "in_year")


def _heads(establishments: Any) -> Any:
    """(office_id, recorded) of head offices: `recorded` is the place that stands in the register."""
    import ibis

    heads = establishments.filter(establishments.establishment_id == establishments.office_id)
    return heads.select("office_id", recorded=ibis.coalesce(heads.commune_id, heads.province_id))


def _pairs(first: str, second: str, rows: list[tuple[int, int]]) -> Any:
    import pyarrow as pa

    columns = zip(*rows, strict=True) if rows else ((), ())
    return pa.table({n: pa.array(c, pa.int64()) for n, c in zip((first, second), columns, strict=True)})
