"""How much is drawn, from which seed, over which days."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from ..shape import LAST_DAYS, MONTHS

Drawn = TypeVar("Drawn")
ESTABLISHMENTS, ACCIDENTS, SEED, YEARS = 2000, 1200, 31_2024, 3
# Monday to Sunday: one day in seven off, and Saturdays half at work (assumption).
WEEKDAYS = (1.08, 1.0, 1.0, 1.0, 1.0, 0.85, 0.4)


@dataclass(frozen=True)
class Plan:
    """So many establishments and accidents in all, `years` whole years before this one and this one until today.

    `knows_all_deaths_of` is the code of a province whose deaths of workers with contract are told elsewhere.
    """

    today: date
    establishments: int = ESTABLISHMENTS
    accidents: int = ACCIDENTS
    seed: int = SEED
    years: int = YEARS
    knows_all_deaths_of: str = ""

    @property
    def first_day(self) -> date:
        return date(self.today.year - self.years, 1, 1)

    @property
    def last_day(self) -> date:
        return self.today - timedelta(days=LAST_DAYS)

    def random(self, part: str) -> Random:
        """A source of chance of its own for each part, so that more of one does not change another."""
        return Random(f"{self.seed}:{part}")  # noqa: S311


class Weighted(Generic[Drawn]):
    """Things drawn as often as their weights say; made once, drawn from a million times."""

    def __init__(self, things: Sequence[Drawn], weights: Sequence[float]) -> None:
        self.things = things
        self._sums = list(accumulate(weights))
        self._last = len(things) - 1

    def draw(self, random: Random) -> Drawn:
        return self.things[min(bisect(self._sums, random.random() * self._sums[-1]), self._last)]


def days(plan: Plan) -> Weighted[date]:
    """The days of the plan: more accidents in summer, fewer on Sundays."""
    count = (plan.last_day - plan.first_day).days + 1
    found = [plan.first_day + timedelta(days=n) for n in range(count)]
    return Weighted(found, [MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] for day in found])
