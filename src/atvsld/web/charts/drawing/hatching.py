"""Slanted lines within an area: nobody knows its number. Found here, so that every writer draws the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from .paint import EDGE
from .shapes import Lines, Run, Spot, Stroke

STEP = 3.2
_STROKE = Stroke(EDGE, 0.45)


def hatched(rings: Sequence[Run], step: float = STEP) -> Lines:
    """Lines rising to the right, `step` apart, wherever the area of the rings (even-odd) is."""
    edges = [(a, b) for ring in rings for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    if not edges:
        return Lines((), _STROKE)
    # A line rising to the right has the same x + y everywhere; along it x − y grows.
    ends = [x + y for ring in rings for x, y in ring]
    gap = step * math.sqrt(2)
    first, last = math.floor(min(ends) / gap) + 1, math.ceil(max(ends) / gap)
    crossings: dict[int, list[float]] = {}
    for a, b in edges:
        for at, along in _crossed(a, b, gap):
            crossings.setdefault(at, []).append(along)
    runs = []
    for at in range(first, last):
        cuts = sorted(crossings.get(at, ()))
        runs += [_run(at * gap, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False) if end > start]
    return Lines(tuple(runs), _STROKE)


def _crossed(a: Spot, b: Spot, gap: float) -> Iterator[tuple[int, float]]:
    """Which of the lines an edge crosses, and where along them; of its two ends only the lower counts."""
    (low, low_along), (high, high_along) = sorted([(a[0] + a[1], a[0] - a[1]), (b[0] + b[1], b[0] - b[1])])
    if low == high:
        return
    for at in range(math.ceil(low / gap), math.ceil(high / gap)):
        share = (at * gap - low) / (high - low)
        yield at, low_along + share * (high_along - low_along)


def _run(total: float, start: float, end: float) -> Run:
    return tuple(((total + along) / 2, (total - along) / 2) for along in (start, end))
