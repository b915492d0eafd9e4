"""A control chart: counts by month between limits; what lies outside has another shape, and its number."""

from __future__ import annotations

from collections.abc import Iterator

from ....base.documents.letters import width as width_of
from ..tables import cell
from ..values import Chart, Series
from .axes import axes, number, plot_of
from .paint import COMPARE, INK_SOFT, SMALL, TARGET, USUAL, VALUE
from .scales import Plot
from .shapes import Dot, Lines, Run, Shape, Stroke, Text, diamond, label
from .yearly import runs

STROKES = {
    "centre": Stroke(COMPARE, 0.9),
    "upper": Stroke(COMPARE, 0.9, (3.5, 2.5)),
    "lower": Stroke(COMPARE, 0.9, (3.5, 2.5)),
}


def control(chart: Chart, width: float, height: float) -> Iterator[Shape]:
    ends = [_end(chart, series) for series in chart.series[1:]]
    plot = plot_of(chart, width, height, right=6 + max((width_of(text, SMALL) for text in ends), default=0))
    yield from axes(chart, plot)
    for series, text in zip(chart.series[1:], ends, strict=True):
        yield from _limit(series, text, plot)
    yield from _counted(chart, plot)


def _end(chart: Chart, series: Series) -> str:
    last = next((p for p in reversed(series.points) if p.value is not None), None)
    return "" if last is None else cell(last, chart.places, series.role).text


def _limit(series: Series, text: str, plot: Plot) -> Iterator[Shape]:
    """A level over each month, changing half way between two."""
    stroke, half = STROKES.get(series.role, STROKES["centre"]), plot.step / 2
    steps: list[Run] = [
        tuple(spot for x, y in run for spot in ((x - half, y), (x + half, y))) for run in runs(series.points, plot)
    ]
    yield Lines(tuple(steps), stroke)
    if steps:
        x, y = steps[-1][-1]
        yield Text(text, (x + 3, y + SMALL * 0.33), SMALL, colour=INK_SOFT)


def _counted(chart: Chart, plot: Plot) -> Iterator[Shape]:
    yield Lines(tuple(run for run in runs(chart.value.points, plot) if len(run) > 1), Stroke(VALUE, 1.3))
    for at, (point, where) in enumerate(zip(chart.value.points, chart.outside(), strict=True)):
        if point.value is None:
            continue
        spot = plot.x(at), plot.y(point.value)
        if not where:
            yield Dot(spot, 1.6, VALUE)
            continue
        yield diamond(spot, 4.2, TARGET)
        is_below = where == "below"
        place = (spot[0] + 6, spot[1] + USUAL * 0.33) if is_below else (spot[0], spot[1] - 6)
        yield from label(Text(number(chart, point), place, USUAL, "start" if is_below else "middle", TARGET, bold=True))
