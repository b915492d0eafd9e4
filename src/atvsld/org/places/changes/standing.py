"""The map as it stands, in memory: the units since 1/7/2025 by level and code, and what joined them later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.seed_rows import CODES_FROM

Key = tuple[str, str]


class StandingMap:
    """Provinces and communes of any day since 1/7/2025; a plan ends and adds units here before anything is written."""

    def __init__(self) -> None:
        rows = list(Place.objects.filter(Q(valid_to=None) | Q(valid_to__gte=CODES_FROM)).order_by("pk"))
        provinces = {row.pk: row for row in rows if row.level == Place.Level.PROVINCE}
        self._units: dict[Key, list[Place]] = defaultdict(list)
        for row in rows:
            if row.province_id is not None:
                row.province = provinces[row.province_id]
            self._units[row.level, row.code].append(row)
        stored = PlaceSuccession.objects.filter(effective_on__gt=CODES_FROM)
        self._edges: dict[int, list[PlaceSuccession]] = defaultdict(list)
        for edge in stored.select_related("old", "new"):
            self._edges[edge.new_id].append(edge)

    def on(self, level: str, code: str, day: date) -> Place | None:
        return next((unit for unit in self._units[level, code] if unit.is_in_force(day)), None)

    def begun(self, level: str, code: str, day: date) -> Place | None:
        """The stored unit of that code that began on that very day."""
        return next((u for u in self._units[level, code] if u.valid_from == day and u.pk), None)

    def later(self, level: str, code: str, day: date) -> Place | None:
        """A unit of that code that begins on the day or after it."""
        return next((u for u in self._units[level, code] if u.valid_from and u.valid_from >= day), None)

    def edges_to(self, unit: Place) -> list[PlaceSuccession]:
        return self._edges[unit.pk]

    def communes_of(self, province: Place, day: date) -> Iterator[Place]:
        """The communes of this row of a province that stand on the day, or begin later."""
        for (level, _), units in list(self._units.items()):
            if level == Place.Level.COMMUNE:
                yield from (u for u in units if u.province is province and (u.valid_to is None or u.valid_to >= day))

    def add(self, unit: Place) -> None:
        self._units[unit.level, unit.code].append(unit)
