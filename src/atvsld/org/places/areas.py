"""The ground of a unit that answers for something, and who owns that ground today.

A unit that stands today owns itself. One that has ended (a district of 2024, a province before 1/7/2025) is owned by
the union of the communes that stand where it stood; some of these hold ground of its neighbours too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from .basis import NOW, ids_asked
from .graph import COMMUNE, PlaceGraph, Unit
from .mapped import place_graph
from .models import Place


@dataclass(frozen=True)
class Area:
    """`unit` (None: the nation) and its ground on the map of `today`."""

    unit: Place | None
    today: date
    graph: PlaceGraph = field(repr=False, compare=False)

    @staticmethod
    def of(unit: Place | None, today: date | None = None) -> Area:
        return Area(unit, today or timezone.localdate(), place_graph())

    @cached_property
    def is_union(self) -> bool:
        """Whether the unit has ended, so that communes of today own its ground together."""
        return self.unit is not None and self.unit.valid_to is not None and self.unit.valid_to < self.today

    @cached_property
    def owners(self) -> frozenset[int]:
        """The rows of today that own the ground: the unit, or all communes that hold a part of it."""
        if self.unit is None:
            return frozenset()
        if not self.is_union:
            return frozenset({self.unit.pk})
        return self.graph.once(("owners", self.unit.pk, self._era), self._owning_communes)

    def _owning_communes(self) -> frozenset[int]:
        return frozenset().union(*(self._today(commune.id) for commune in self._own_communes()))

    @cached_property
    def partial_owners(self) -> frozenset[int]:
        """Those of the communes that hold ground of other units too; none of a unit that still stands."""
        if not self.is_union or self.unit is None or self.unit.valid_to is None:
            return frozenset()
        own, last = {unit.id for unit in self._own_communes()}, self.unit.valid_to
        return frozenset(owner for owner in self.owners if not self.graph.units_on(owner, last)[0] <= own)

    def rows(self, basis: str, day: date) -> frozenset[int]:
        """The rows of `Place` that certainly lie in the area: as now on the map of today, as then on that of `day`.

        As then a unit that had ended by the day is the union of the communes that own its ground.
        """
        unit = self.unit
        if unit is None:
            return frozenset(self.graph.units)
        when = self.today if basis == NOW else day
        question = ("rows", unit.pk, basis, self._era, self.graph.era(when))
        return self.graph.once(question, lambda: self._rows(unit, basis, when))

    @property
    def _era(self) -> int:
        return self.graph.era(self.today)

    def _rows(self, unit: Place, basis: str, when: date) -> frozenset[int]:
        if not self.is_union:
            wanted = ids_asked(unit, basis, self.today)
            return frozenset(i for i in self.graph.units if self._stands_in(i, unit.level, wanted, when))
        ended = unit.valid_to
        if ended is not None and when <= ended:
            wanted = frozenset({unit.pk})
            return frozenset(i for i in self.graph.units if self._stands_in(i, unit.level, wanted, when))
        within = {i for i, u in self.graph.units.items() if u.level == COMMUNE and self._lies_within(u, when)}
        # What was recorded of the whole unit alone lies in the union, though nobody knows where.
        return frozenset(within | {unit.pk})

    def _lies_within(self, unit: Unit, day: date) -> bool:
        found, is_complete = self.graph.units_on(unit.id, day)
        return is_complete and bool(found) and found <= self.owners

    def _stands_in(self, place_id: int, level: str, wanted: frozenset[int], day: date) -> bool:
        return getattr(self.graph.on(place_id, day), level) in wanted

    def _own_communes(self) -> list[Unit]:
        """The communes of the unit on its last day."""
        if not self.is_union or self.unit is None or self.unit.valid_to is None:
            return []
        unit, last = self.unit, self.unit.valid_to
        standing = [u for u in self.graph.units.values() if u.level == COMMUNE and self.graph.holds(u, last)]
        return [u for u in standing if self._stands_in(u.id, unit.level, frozenset({unit.pk}), last)]

    def _today(self, place_id: int) -> frozenset[int]:
        return self.graph.units_on(place_id, self.today)[0]
