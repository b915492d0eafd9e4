"""A control chart of monthly counts: whether a month lies beyond what chance alone would bring. Plain numbers.

The limits are exact Poisson limits for the mean of the months before (a c-chart with probability limits of 0.00135 on
either side, as three standard deviations are for the normal law): small counts have no symmetric limits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .uncertainty import at_most

TAIL = 0.00135
RUN_CHANCE = 0.5**8
SHORTEST_RUN = 3


@dataclass(frozen=True)
class ControlChart:
    """The mean a month, the limits, and which of the months stand out: `above`, `below` (indices), `runs` their ends.

    `runs` are the months that end a run on the same side of the mean which is too long for chance.
    """

    mean: float
    lower: int
    upper: int
    above: tuple[int, ...]
    below: tuple[int, ...]
    runs: tuple[int, ...]

    @property
    def is_calm(self) -> bool:
        return not (self.above or self.below or self.runs)


def control_chart(counts: Sequence[int], months_of_reference: int | None = None) -> ControlChart | None:
    """The chart of monthly counts; the mean is that of the first months of reference (all). None of no months.

    ValueError for a negative count.
    """
    if any(count < 0 for count in counts):
        raise ValueError("Số đếm không thể âm")
    reference = counts[:months_of_reference]
    if not reference:
        return None
    mean = sum(reference) / len(reference)
    lower, upper = poisson_limits(mean)
    above = tuple(i for i, count in enumerate(counts) if count > upper)
    below = tuple(i for i, count in enumerate(counts) if count < lower)
    return ControlChart(mean, lower, upper, above, below, tuple(_runs(counts, mean)))


def poisson_limits(mean: float, tail: float = TAIL) -> tuple[int, int]:
    """(lower, upper): fewer than the lower and more than the upper each come with a chance of at most `tail`."""
    if mean <= 0:
        return 0, 0
    # Ten standard deviations below the mean nothing is left to add; from 0 the terms of a large mean would all be 0.
    number = lower = max(0, int(mean - 10 * math.sqrt(mean)))
    term = total = math.exp(number * math.log(mean) - mean - math.lgamma(number + 1))
    while total <= tail:
        number += 1
        term *= mean / number
        total += term
        lower = number
    while 1 - total > tail and number < 10 * mean + 100:
        number += 1
        term *= mean / number
        total += term
    return lower, number


def _runs(counts: Sequence[int], mean: float) -> list[int]:
    """The ends of runs that are too long to be chance: no likelier than eight heads in a row.

    How many months that takes follows from the chance of one month on that side: of small means most months are 0.
    """
    chances = {-1: at_most(math.ceil(mean) - 1, mean), 1: 1 - at_most(math.floor(mean), mean)}
    ends: list[int] = []
    length, side = 0, 0
    for index, count in enumerate(counts):
        now = (count > mean) - (count < mean)
        length = length + 1 if now and now == side else int(bool(now))
        side = now
        if length >= SHORTEST_RUN and chances[side] ** length <= RUN_CHANCE:
            if ends and ends[-1] == index - 1 and length > SHORTEST_RUN:
                ends.pop()
            ends.append(index)
    return ends
