"""From numbers to places on paper: round steps of an axis, and where a category and a value lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ....base.numbers import vietnamese_number
from ..values import Chart, Number

STEPS = 4


@dataclass(frozen=True)
class Scale:
    """The axis of values: its round numbers, first and last included."""

    ticks: tuple[float, ...]
    places: int

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    def texts(self) -> list[str]:
        return [vietnamese_number(tick, self.places) for tick in self.ticks]


@dataclass(frozen=True)
class Plot:
    """The field between the axes: `count` categories from left to right, values from bottom to top."""

    left: float
    top: float
    right: float
    bottom: float
    count: int
    scale: Scale

    @property
    def step(self) -> float:
        return (self.right - self.left) / self.count

    def x(self, at: float) -> float:
        """The middle of a category."""
        return self.left + (at + 0.5) * self.step

    def y(self, value: Number) -> float:
        share = (float(value) - self.scale.low) / (self.scale.high - self.scale.low)
        return self.bottom - share * (self.bottom - self.top)


def numbers(chart: Chart) -> list[float]:
    """Every number that is drawn."""
    of_series = [p.value for s in chart.series for p in s.points]
    of_bands = [end for b in chart.bands for end in (*b.lower, *b.upper)]
    return [float(v) for v in (*of_series, *of_bands) if v is not None and not math.isinf(v)]


def scale_of(chart: Chart) -> Scale:
    """Bars and counts stand on zero. A line that lies high above it starts nearer, or its change could not be seen."""
    all_numbers = numbers(chart) or [0.0]
    low, high = min(all_numbers), max(all_numbers)
    is_high = chart.kind == "yearly" and low > 0.6 * high > 0
    # Counts have no half a person between two lines, though their mean may have.
    is_whole = all(p.value is None or float(p.value).is_integer() for p in chart.value.points)
    return _scale(low if is_high else min(low, 0.0), max(high, 0.0), is_whole)


def _scale(low: float, high: float, is_whole: bool) -> Scale:
    span = (high - low) or abs(high) or 1.0
    step = _round_step(span / STEPS)
    if is_whole:
        step = max(1.0, step)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = max(last, first + 1)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    return Scale(tuple(round(at * step, places) for at in range(first, last + 1)), places)


def _round_step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, …, 0,5, 0,2, …"""
    power = 10.0 ** math.floor(math.log10(least))
    return next((power * m for m in (1, 2, 5) if power * m >= least * 0.999), power * 10)


def every(widths: Sequence[float], step: float) -> int:
    """Of how many categories in a row one can be named without touching the next."""
    return max(1, math.ceil((max(widths, default=0) + 3) / step))
