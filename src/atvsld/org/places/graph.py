"""On which unit of which day a place lies: units and successions as plain values, walked without a query.

One question answers both ways of counting: *as now* asks where the recorded unit lies today, *as then* where it lay on
the day of the event. The answer is a unit only where it is certain; a guess is never made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from atvsld.org.dated import holds_on

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"
KEPT = 512
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of `Place`: `province` is the row of the province on the unit's last day, `parent` the unit above."""

    id: int
    level: str
    valid_from: date | None
    valid_to: date | None
    parent: int | None
    province: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """From the day on which `new` begins it stands where `old` stood, wholly or (`is_whole` False) on a part of it."""

    old: int
    new: int
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place lies on the map of a day, as far as it is certain: each level by itself."""

    commune: int | None = None
    district: int | None = None
    province: int | None = None


class PlaceGraph:
    """All units and successions. `era` is the number of the span of days in which the map did not change."""

    def __init__(self, units: Iterable[Unit], edges: Iterable[Edge]) -> None:
        self.units: Mapping[int, Unit] = {unit.id: unit for unit in units}
        self._next: dict[int, list[Edge]] = defaultdict(list)
        self._before: dict[int, list[Edge]] = defaultdict(list)
        for edge in edges:
            self._next[edge.old].append(edge)
            self._before[edge.new].append(edge)
        self._standings: dict[tuple[int, int], Standing] = {}
        self._answers: dict[Hashable, Any] = {}

    def once(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What follows from the map alone, worked out once as long as the map stands. `question` must name all that the
        answer depends on (days by their `era`); the last `KEPT` answers are kept."""
        if question not in self._answers:
            found = answer()
            while len(self._answers) >= KEPT:
                self._answers.pop(next(iter(self._answers), None), None)
            self._answers[question] = found
        return self._answers[question]

    @cached_property
    def change_days(self) -> Sequence[date]:
        """The days on which the map became another one."""
        days = {unit.valid_from for unit in self.units.values() if unit.valid_from}
        days |= {unit.valid_to + timedelta(days=1) for unit in self.units.values() if unit.valid_to}
        return sorted(days)

    def era(self, day: date) -> int:
        return bisect_right(self.change_days, day)

    def on(self, place_id: int, day: date) -> Standing:
        """Where the place lies on the map of the day. A place that is no unit of ours lies nowhere."""
        key = (place_id, self.era(day))
        if key not in self._standings:
            self._standings[key] = self._stand(place_id, day)
        return self._standings[key]

    def units_on(self, place_id: int, day: date) -> tuple[frozenset[int], bool]:
        """(the units of the day that share ground with the place, whether these are certainly all)."""
        unit = self.units.get(place_id)
        if unit is None:
            return frozenset(), False
        if self.holds(unit, day):
            return frozenset({place_id}), True
        return self._walk(unit, day, forward=unit.valid_to is not None and unit.valid_to < day)

    def _walk(self, start: Unit, day: date, *, forward: bool) -> tuple[frozenset[int], bool]:
        found: set[int] = set()
        is_complete = True
        seen, frontier = {start.id}, [start.id]
        while frontier:
            edges = (self._next if forward else self._before).get(current := frontier.pop(), [])
            lone_part = forward and len(edges) == 1 and not edges[0].is_whole
            if not edges or lone_part:
                is_complete = False
            for edge in edges:
                other = self.units[edge.new if forward else edge.old]
                if other.id in seen or other.id == current:
                    continue
                seen.add(other.id)
                if self.holds(other, day):
                    found.add(other.id)
                else:
                    frontier.append(other.id)
        return frozenset(found), is_complete

    def _stand(self, place_id: int, day: date) -> Standing:
        unit = self.units.get(place_id)
        if unit is None:
            return Standing()
        found, is_complete = self.units_on(place_id, day)
        if unit.level == PROVINCE:
            return Standing(province=_only(found) if is_complete else None)
        units = [self.units[i] for i in found]
        provinces = {self._province_on(u, day) for u in units}
        if not is_complete or not units:
            provinces.add(self._province_on(unit, day))
        province = _only(provinces)
        if not is_complete:
            return Standing(province=province)
        districts = {self._district_of(u) for u in units}
        communes = {u.id if u.level == COMMUNE else None for u in units}
        return Standing(_only(communes), _only(districts), province)

    def _province_on(self, unit: Unit, day: date) -> int | None:
        return self.on(unit.province, day).province if unit.province is not None else None

    def _district_of(self, unit: Unit) -> int | None:
        if unit.level == DISTRICT:
            return unit.id
        above = self.units.get(unit.parent) if unit.parent is not None else None
        return above.id if above is not None and above.level == DISTRICT else None

    @staticmethod
    def holds(unit: Unit, day: date) -> bool:
        return holds_on(unit.valid_from, unit.valid_to, day)


def _only(ids: Collection[int | None]) -> int | None:
    """The one member; None of none, of several and of an unknown one."""
    return next(iter(ids)) if len(ids) == 1 else None
