"""The months of this year as bars, before what earlier years had in the same month."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ....base.documents.letters import width as width_of
from ..values import Band, Chart, Series
from .axes import axes, number, plot_of
from .paint import BAND, COMPARE, EDGE, PAPER, SMALL, TARGET, VALUE
from .scales import Plot
from .shapes import Shape, Stroke, Text, box, label, line

# Halves of the widths of a bar and of the field behind it, as shares of a month.
BAR, FIELD = 0.24, 0.42


def months(chart: Chart, width: float, height: float) -> Iterator[Shape]:
    plot = plot_of(chart, width, height)
    for band in chart.bands:
        yield from _range(band, plot)
    yield from axes(chart, plot)
    yield from _bars(chart, plot)
    for series in chart.series[1:]:
        yield from _level(series, plot)
    yield from _numbers(chart, plot)


def _bars(chart: Chart, plot: Plot) -> Iterator[Shape]:
    half, ground = plot.step * BAR, plot.y(0)
    for at, point in enumerate(chart.value.points):
        if point.value:
            top, fill = plot.y(point.value), PAPER if point.is_small else VALUE
            yield box(plot.x(at) - half, min(top, ground), 2 * half, abs(ground - top), fill, Stroke(VALUE, 0.9))


def _numbers(chart: Chart, plot: Plot) -> Iterator[Shape]:
    """Zero has no bar: its number is always there, or it would look unknown."""
    for at, point in enumerate(chart.value.points):
        if point.value is None:
            continue
        text = number(chart, point)
        if point.value == 0 or point.is_small or width_of(text, SMALL) + 1 <= plot.step:
            yield from label(Text(text, (plot.x(at), plot.y(max(point.value, 0)) - 2.5), SMALL, "middle"))


def _range(band: Band, plot: Plot) -> Iterator[Shape]:
    half, edge = plot.step * FIELD, Stroke(EDGE, 0.6)
    for at, (low, high) in enumerate(zip(band.lower, band.upper, strict=True)):
        if low is None or high is None or math.isinf(low) or math.isinf(high):
            continue
        x, bottom, top = plot.x(at), plot.y(low), plot.y(high)
        yield box(x - half, top, 2 * half, bottom - top, BAND)
        yield line(x - half, bottom, x + half, bottom, edge)
        yield line(x - half, top, x + half, top, edge)


def _level(series: Series, plot: Plot) -> Iterator[Shape]:
    """A level of each month by itself: months are no path."""
    colour = TARGET if series.role == "target" else COMPARE
    stroke = Stroke(colour, 1.4, (1.5, 2) if series.role == "previous" else ())
    half = plot.step * FIELD
    for at, point in enumerate(series.points):
        if point.value is not None:
            yield line(plot.x(at) - half, plot.y(point.value), plot.x(at) + half, plot.y(point.value), stroke)
