"""The worst and the best of units that stand beside each other, told apart from chance. Plain numbers.

A rate of few workers swings: of ninety communes the highest and the lowest are nearly always the smallest. So units are
not ordered by their rate but by how unlikely their count is under the rate of all of them together (as in a funnel
plot): P(X ≥ count) for the worst, P(X ≤ count) for the best, X being Poisson with the expected count as mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from .uncertainty import EXACT_UP_TO, at_most

Key = TypeVar("Key", bound=Hashable)
# The chance that any of the units is called different although none is.
FALSE_ALARM = 0.05


@dataclass(frozen=True)
class Ranked(Generic[Key]):
    """A unit: its count over its exposure, what was to be expected, and whether that difference is beyond chance."""

    key: Key
    count: int
    exposure: int
    expected: float
    is_beyond_chance: bool

    @property
    def rate(self) -> float:
        return self.count / self.exposure


@dataclass(frozen=True)
class Ranking(Generic[Key]):
    """`high`: more than expected, the most unlikely first; `low` likewise fewer than expected."""

    high: tuple[Ranked[Key], ...] = ()
    low: tuple[Ranked[Key], ...] = ()


def rank_rates(units: Mapping[Key, tuple[int, int]]) -> Ranking[Key]:
    """From {unit: (count, exposure)}. A unit without exposure is left out: nothing is to be expected of it.

    Each of n units is tested at `FALSE_ALARM` / 2n on its side (Bonferroni). ValueError for a negative number.
    """
    if any(count < 0 or exposure < 0 for count, exposure in units.values()):
        raise ValueError("Số đếm và mẫu số không thể âm")
    known = {key: pair for key, pair in units.items() if pair[1]}
    total, exposure = _together(known)
    if not exposure:
        return Ranking()
    limit = FALSE_ALARM / (2 * len(known))

    def ordered(chance: Callable[[int, float], float], sign: int) -> tuple[Ranked[Key], ...]:
        found = []
        for key, (count, below) in known.items():
            expected = total * below / exposure
            if sign * (count * exposure - total * below) > 0:
                p = chance(count, expected)
                found.append((p, -abs(count - expected), Ranked(key, count, below, expected, p < limit)))
        return tuple(ranked for _p, _away, ranked in sorted(found, key=lambda one: one[:2]))

    return Ranking(ordered(at_least, 1), ordered(up_to, -1))


def rank_shares(units: Mapping[Key, tuple[int, int]]) -> Ranking[Key]:
    """From {unit: (part, whole)} counted in full, where chance plays no role: `high` the largest shares first, `low`
    the smallest first; of equal shares the unit with the larger difference from all together first."""
    known = {key: pair for key, pair in units.items() if pair[1]}
    total, whole = _together(known)
    if not whole:
        return Ranking()
    ranked = [Ranked(key, part, below, total * below / whole, True) for key, (part, below) in known.items()]
    high = sorted((r for r in ranked if r.count * whole > total * r.exposure), key=lambda r: (-r.rate, -r.exposure))
    low = sorted((r for r in ranked if r.count * whole < total * r.exposure), key=lambda r: (r.rate, -r.exposure))
    return Ranking(tuple(high), tuple(low))


def _together(units: Mapping[Key, tuple[int, int]]) -> tuple[int, int]:
    return sum(count for count, _below in units.values()), sum(below for _count, below in units.values())


def at_least(count: int, mean: float) -> float:
    """P(X ≥ count) of a Poisson variable."""
    return 1 - up_to(count - 1, mean) if count > 0 else 1.0


def up_to(count: int, mean: float) -> float:
    """P(X ≤ count): summed exactly up to `EXACT_UP_TO`, beyond by the approximation of Wilson and Hilferty (1931)."""
    if count < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    if count <= EXACT_UP_TO and mean <= 2 * EXACT_UP_TO:
        return at_most(count, mean)
    events = count + 1
    deviation = 3 * math.sqrt(events) * ((mean / events) ** (1 / 3) - 1 + 1 / (9 * events))
    return 0.5 * math.erfc(deviation / math.sqrt(2))
