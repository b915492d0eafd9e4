"""What drawings with two axes share: thin lines at round numbers, names below, the word where nothing is known."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from ....base.documents.letters import width
from ..tables import cell
from ..values import Chart, Point
from .paint import EDGE, INK_SOFT, LARGE, LEADING, LINE, SMALL
from .scales import Plot, every, scale_of
from .shapes import Shape, Stroke, Text, line

_GRID, _BASE = Stroke(LINE, 0.5), Stroke(EDGE, 0.6)


def plot_of(chart: Chart, width_: float, height: float, top: float = 12, right: float = 6) -> Plot:
    """The field that remains for a chart beside the words of its axes."""
    scale = scale_of(chart)
    left = max(width(text, SMALL) for text in scale.texts()) + 4
    return Plot(left, top, width_ - right, height - SMALL * LEADING - 3, max(1, len(chart.categories)), scale)


def axes(chart: Chart, plot: Plot) -> Iterator[Shape]:
    for tick, text in zip(plot.scale.ticks, plot.scale.texts(), strict=True):
        y = plot.y(tick)
        yield line(plot.left, y, plot.right, y, _BASE if tick == plot.scale.low else _GRID)
        yield Text(text, (plot.left - 3, y + SMALL * 0.33), SMALL, "end", INK_SOFT)
    names = [str(c) for c in chart.categories]
    shown = every([width(name, SMALL) for name in names], plot.step)
    for at in range(len(names) - 1, -1, -shown):  # the last is always named: it is the newest
        yield Text(names[at], (plot.x(at), plot.bottom + SMALL + 2), SMALL, "middle", INK_SOFT)
    if all(p.value is None for p in chart.value.points):
        middle = ((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2)
        yield Text(gettext("chưa có số liệu"), middle, LARGE, "middle", INK_SOFT, italic=True)


def number(chart: Chart, point: Point) -> str:
    """The number as the table has it; one of few cases has a star, as the legend says."""
    text = cell(point, chart.places).text
    return f"{text} *" if point.is_small and chart.kind != "yearly" else text
