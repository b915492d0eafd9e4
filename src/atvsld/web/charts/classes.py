"""Numbers of a map in at most five classes, each with its limits in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from ...base.numbers import vietnamese_number
from .values import Number

MOST = 5


@dataclass(frozen=True)
class Class:
    """The numbers from `low` to `high`, both included and both found among the data, and how many units have one.

    `shade` 0 is zero, 1 the lightest to 5 the darkest; fewer classes are spread over the same shades.
    """

    low: Number
    high: Number
    count: int
    shade: int
    places: int | None = None

    def holds(self, value: Number) -> bool:
        return self.low <= value <= self.high

    @property
    def text(self) -> str:
        """«1,2 – 3,4», or one number."""
        low, high = vietnamese_number(self.low, self.places), vietnamese_number(self.high, self.places)
        return low if low == high else gettext("{low} – {high}").format(low=low, high=high)


def classes_of(
    values: Sequence[Number | None], spread: str = "quantile", bounds: Sequence[Number] = (), places: int | None = None
) -> tuple[Class, ...]:
    """The classes that hold at least one unit, zero first. Equal numbers always lie in one class."""
    known = sorted(_shown(v, places) for v in values if v is not None)
    zeros = [v for v in known if v == 0]
    others = known[len(zeros) :]
    parts = _parted(others, _inner(others, spread, bounds))
    found = [Class(part[0], part[-1], len(part), _shade(at, len(parts)), places) for at, part in enumerate(parts)]
    return (*((Class(0, 0, len(zeros), 0, places),) if zeros else ()), *found)


def class_at(classes: Sequence[Class], value: Number, places: int | None) -> Class:
    """The class of a number that was among those the classes were made from."""
    shown = _shown(value, places)
    return next(c for c in classes if c.holds(shown))


def _shown(value: Number, places: int | None) -> Number:
    """The number as the reader sees it: two that look the same lie in one class."""
    return value if places is None else value.__round__(places)


def _inner(values: Sequence[Number], spread: str, bounds: Sequence[Number]) -> list[Number]:
    """The greatest number of each class but the last."""
    if bounds or not values:
        return sorted(bounds)
    different = sorted(set(values))
    if len(different) <= MOST:
        return different[:-1]
    if spread == "equal":
        step = (float(values[-1]) - float(values[0])) / MOST
        return [float(values[0]) + step * at for at in range(1, MOST)]
    return sorted({values[len(values) * at // MOST - 1] for at in range(1, MOST)})


def _parted(values: Sequence[Number], inner: Sequence[Number]) -> list[list[Number]]:
    parts: list[list[Number]] = [[] for _ in range(len(inner) + 1)]
    for value in values:
        parts[bisect_left(inner, value)].append(value)
    return [part for part in parts if part]


def _shade(at: int, count: int) -> int:
    """Two classes are not the two lightest: the first and the last are always the ends, but one alone is the middle."""
    return 3 if count == 1 else 1 + round(at * (MOST - 1) / (count - 1))
