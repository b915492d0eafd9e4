"""Where a place lies on the map of a day, against a slow oracle: land as plots, units as sets of plots."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from atvsld.org.places.graph import COMMUNE, DISTRICT, PROVINCE, Edge, PlaceGraph, Standing, Unit

FIRST = date(2024, 1, 1)
CHANGES = (date(2025, 7, 1), date(2026, 4, 30), date(2026, 9, 20))


@dataclass
class Land:
    """Twelve plots under communes under provinces, redrawn at random on each day of change."""

    random: Random
    units: dict[int, tuple[Unit, frozenset[int]]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, level: str, plots: frozenset[int], start: date | None, province: int | None = None) -> int:
        number = len(self.units) + 1
        self.units[number] = Unit(number, level, start, None, province, province or number), plots
        return number

    def standing(self, level: str) -> list[int]:
        return [n for n, (unit, _) in self.units.items() if unit.level == level and unit.valid_to is None]

    def end(self, number: int, day: date) -> None:
        unit, plots = self.units[number]
        last = day - timedelta(days=1)
        self.units[number] = Unit(unit.id, unit.level, unit.valid_from, last, unit.parent, unit.province), plots

    def follow(self, old: list[int], new: list[int]) -> None:
        for one in old:
            heirs = [n for n in new if self.units[one][1] & self.units[n][1]]
            self.edges += [Edge(one, n, len(heirs) == 1) for n in heirs]

    def redraw(self, day: date) -> None:
        provinces, communes = self.standing(PROVINCE), self.standing(COMMUNE)
        for number in (*provinces, *communes):
            self.end(number, day)
        joined = self._parts([self.units[n][1] for n in provinces], may_divide=False)
        new_provinces = [self.add(PROVINCE, plots, day) for plots in joined]
        new_communes = []
        for province in new_provinces:
            inside = [self.units[n][1] for n in communes if self.units[n][1] <= self.units[province][1]]
            new_communes += [self.add(COMMUNE, p, day, province) for p in self._parts(inside, may_divide=True)]
        self.follow(provinces, new_provinces)
        self.follow(communes, new_communes)

    def _parts(self, parts: list[frozenset[int]], *, may_divide: bool) -> list[frozenset[int]]:
        """Some merged, some divided, some as they were."""
        groups: list[set[int]] = []
        for part in parts:
            pieces = [part]
            if may_divide and len(part) > 1 and self.random.random() < 0.3:
                ordered = sorted(part)
                cut = self.random.randrange(1, len(ordered))
                pieces = [frozenset(ordered[:cut]), frozenset(ordered[cut:])]
            for piece in pieces:
                if groups and self.random.random() < 0.4:
                    self.random.choice(groups).update(piece)
                else:
                    groups.append(set(piece))
        return [frozenset(group) for group in groups]

    def on(self, number: int, day: date) -> tuple[set[int], set[int]]:
        """(communes, provinces) of the day that share ground with the unit: the slow truth."""
        plots = self.units[number][1]
        found = [u for u, p in self.units.values() if p & plots and _holds(u, day)]
        return {u.id for u in found if u.level == COMMUNE}, {u.id for u in found if u.level == PROVINCE}


def _holds(unit: Unit, day: date) -> bool:
    return (unit.valid_from or date.min) <= day <= (unit.valid_to or date.max)


def land(seed: int, changes: int) -> Land:
    drawn = Land(Random(seed))
    for start in (0, 4, 8):
        province = drawn.add(PROVINCE, frozenset(range(start, start + 4)), None)
        for first in (start, start + 2):
            drawn.add(COMMUNE, frozenset({first, first + 1}), None, province)
    for day in CHANGES[:changes]:
        drawn.redraw(day)
    return drawn


def graph_of(drawn: Land) -> PlaceGraph:
    return PlaceGraph([unit for unit, _ in drawn.units.values()], drawn.edges)


DAYS = st.sampled_from([FIRST, *CHANGES, *(day - timedelta(days=1) for day in CHANGES), date(2026, 11, 22)])


@given(st.integers(0, 10_000), DAYS)
def test_after_one_change_the_answer_is_exact(seed: int, day: date) -> None:
    drawn = land(seed, 1)
    graph = graph_of(drawn)
    for number, (unit, _) in drawn.units.items():
        communes, provinces = drawn.on(number, day)
        standing = graph.on(number, day)
        assert standing.province == (min(provinces) if len(provinces) == 1 else None)
        if unit.level == COMMUNE:
            assert standing.commune == (min(communes) if len(communes) == 1 else None)


@given(st.integers(0, 10_000), DAYS)
def test_after_many_changes_what_is_told_is_true(seed: int, day: date) -> None:
    drawn = land(seed, 3)
    graph = graph_of(drawn)
    for number in drawn.units:
        communes, provinces = drawn.on(number, day)
        standing = graph.on(number, day)
        assert standing.commune is None or {standing.commune} == communes
        assert standing.province is None or {standing.province} == provinces


@given(st.integers(0, 10_000))
def test_a_unit_lies_on_itself_while_it_stands(seed: int) -> None:
    drawn = land(seed, 3)
    graph = graph_of(drawn)
    for number, (unit, _) in drawn.units.items():
        for day in (unit.valid_from or FIRST, unit.valid_to or date(2026, 11, 22)):
            standing = graph.on(number, day)
            assert number in (standing.commune, standing.province)


def test_what_was_a_part_alone_is_not_certain() -> None:
    """Of a unit of which only a part is known to have gone somewhere, the rest may be anywhere."""
    old = Unit(1, COMMUNE, None, date(2025, 6, 30), 9, 9)
    new = Unit(2, COMMUNE, date(2025, 7, 1), None, 9, 9)
    graph = PlaceGraph([old, new, Unit(9, PROVINCE, None, None, None, 9)], [Edge(1, 2, is_whole=False)])
    assert graph.on(1, date(2026, 1, 1)) == Standing(province=9)
    assert graph.on(2, date(2024, 1, 1)) == Standing(commune=1, province=9)


def test_the_district_between_is_told_where_it_is_one() -> None:
    units = [Unit(9, PROVINCE, None, None, None, 9)]
    units += [Unit(n, DISTRICT, None, date(2025, 6, 30), 9, 9) for n in (7, 8)]
    units += [Unit(n, COMMUNE, None, date(2025, 6, 30), above, 9) for n, above in ((1, 7), (2, 7), (3, 8))]
    units += [Unit(n, COMMUNE, date(2025, 7, 1), None, 9, 9) for n in (11, 12)]
    graph = PlaceGraph(units, [Edge(1, 11), Edge(2, 11), Edge(3, 12)])
    assert graph.on(11, date(2024, 1, 1)) == Standing(None, 7, 9)
    assert graph.on(12, date(2024, 1, 1)) == Standing(3, 8, 9)
    assert graph.on(99, date(2024, 1, 1)) == Standing()


def test_a_circle_ends() -> None:
    one = Unit(1, COMMUNE, date(2020, 1, 1), date(2020, 12, 31), None, None)
    two = Unit(2, COMMUNE, date(2021, 1, 1), date(2021, 12, 31), None, None)
    graph = PlaceGraph([one, two], [Edge(1, 2), Edge(2, 1)])
    assert graph.on(1, date(2024, 1, 1)) == Standing()
