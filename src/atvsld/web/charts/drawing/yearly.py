"""An indicator over the years: its line, the interval of each year, the path to the target, and where it breaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ....base.documents.letters import lines
from ..values import Band, Chart, Point, Series
from .axes import axes, number, plot_of
from .paint import BAND, COMPARE, EDGE, INK, INK_SOFT, LEADING, PAPER, SMALL, TARGET, USUAL, VALUE
from .scales import Plot
from .shapes import Area, Dot, Lines, Run, Shape, Stroke, Text, label, line, written

STROKES = {
    "target": Stroke(TARGET, 1.4, (4.5, 3)),
    "previous": Stroke(COMPARE, 1.4, (1.5, 2)),
    "mean": Stroke(COMPARE, 0.9),
}


def yearly(chart: Chart, width: float, height: float) -> Iterator[Shape]:
    said = _breaks_said(chart, width)
    plot = plot_of(chart, width, height, top=12 + (len(said) * SMALL * LEADING if chart.breaks else 0))
    breaks = [chart.categories.index(b.after) for b in chart.breaks]
    for band in chart.bands:
        yield from _interval(band, plot, breaks)
    yield from axes(chart, plot)
    for series in chart.series[1:]:
        yield from _compared(chart, series, plot)
    yield from _measured(chart, plot, breaks)
    yield from _broken(plot, breaks, said)


def runs(points: Sequence[Point], plot: Plot, breaks: Sequence[int] = ()) -> Iterator[Run]:
    """The line through known neighbours: none runs across a gap or a break."""

    def part(pair: tuple[int, Point]) -> tuple[bool, int]:
        return pair[1].value is not None, sum(b < pair[0] for b in breaks)

    for (is_known, _part), pairs in groupby(enumerate(points), part):
        if is_known:
            yield tuple((plot.x(at), plot.y(p.value)) for at, p in pairs if p.value is not None)


def _measured(chart: Chart, plot: Plot, breaks: Sequence[int]) -> Iterator[Shape]:
    points = chart.value.points
    yield Lines(tuple(run for run in runs(points, plot, breaks) if len(run) > 1), Stroke(VALUE, 1.8))
    known = [at for at, p in enumerate(points) if p.value is not None]
    target = chart.of("target")
    for at in known:
        point, value = points[at], points[at].value
        assert value is not None
        spot = plot.x(at), plot.y(value)
        yield Dot(spot, 2.4, PAPER if point.is_small else VALUE, Stroke(VALUE, 1.2))
        text, is_last = number(chart, point), at == known[-1]
        size = USUAL + 1 if is_last else SMALL
        wanted = target.points[at].value if target else None
        is_below = wanted is not None and value < wanted
        y = spot[1] + size + 2.5 if is_below else spot[1] - 5
        found = Text(text, (spot[0], y), size, "middle", bold=is_last)
        if is_last or found.width + 2 <= plot.step:
            yield from label(found)


def _compared(chart: Chart, series: Series, plot: Plot) -> Iterator[Shape]:
    stroke = STROKES.get(series.role, STROKES["mean"])
    yield Lines(tuple(run for run in runs(series.points, plot) if len(run) > 1), stroke)
    known = [(at, p) for at, p in enumerate(series.points) if p.value is not None]
    if known:
        at, point = known[-1]
        assert point.value is not None
        x, y = plot.x(at), plot.y(point.value)
        yield Dot((x, y), 1.9, PAPER, Stroke(stroke.colour, 1))
        if series.role == "target":
            yield from label(Text(number(chart, point), (x, y - 4), SMALL, "middle", TARGET))


def _interval(band: Band, plot: Plot, breaks: Sequence[int]) -> Iterator[Shape]:
    """Year by year a line from the lower to the upper end, and a field between neighbours of the same making."""
    edge = Stroke(EDGE, 0.6)
    ends = {
        at: (plot.y(low), plot.y(high))
        for at, (low, high) in enumerate(zip(band.lower, band.upper, strict=True))
        if low is not None and high is not None and not (math.isinf(low) or math.isinf(high))
    }
    for at, after in pairwise(ends):
        if after == at + 1 and at not in breaks:
            (low, high), (next_low, next_high) = ends[at], ends[after]
            x, next_x = plot.x(at), plot.x(after)
            yield Area((((x, low), (x, high), (next_x, next_high), (next_x, next_low)),), BAND)
    for at, (low, high) in ends.items():
        yield line(plot.x(at), low, plot.x(at), high, edge)


def _breaks_said(chart: Chart, width: float) -> list[str]:
    """What stands above the line of a break: its words, or a number for each of several (the legend has the words)."""
    if len(chart.breaks) != 1:
        return [""]
    return lines(str(chart.breaks[0].label), SMALL, width * 0.55)


def _broken(plot: Plot, breaks: Sequence[int], said: Sequence[str]) -> Iterator[Shape]:
    """A dotted line from top to bottom between two years."""
    top, step = 2.0, SMALL * LEADING
    for order, at in enumerate(breaks, 1):
        x = (plot.x(at) + plot.x(at + 1)) / 2
        yield line(x, top, x, plot.bottom, Stroke(INK, 0.7, (0.8, 2)))
        if len(breaks) > 1:
            yield from label(Text(str(order), (x, top + SMALL), SMALL, "middle"))
        elif x > (plot.left + plot.right) / 2:
            yield from written(said, (x - 3, top + SMALL), SMALL, step, anchor="end", colour=INK_SOFT)
        else:
            yield from written(said, (x + 3, top + SMALL), SMALL, step, colour=INK_SOFT)
