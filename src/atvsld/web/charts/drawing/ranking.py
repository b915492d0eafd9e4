"""Units one below the other, a bar for each, its number at the end; a stroke across it is what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from ....base.documents.letters import lines
from ....base.documents.letters import width as width_of
from ..values import Chart, Point
from .axes import number
from .paint import COMPARE, INK, INK_SOFT, LEADING, PAPER, TARGET, USUAL, VALUE
from .shapes import Shape, Stroke, Text, box, label, line, written

# The highest a row is drawn, in lines of writing.
MOST = 2.4


def ranking(chart: Chart, width: float, height: float) -> Iterator[Shape]:
    points = chart.value.points
    texts = [number(chart, p) if p.value is not None else gettext("chưa có số liệu") for p in points]
    names = min(width * 0.4, max((width_of(str(c), USUAL) for c in chart.categories), default=0)) + 4
    room = width - names - max((width_of(text, USUAL) for text in texts), default=0) - 8
    most = max((float(p.value) for s in chart.series for p in s.points if p.value is not None), default=0) or 1.0
    row = min(height / max(1, len(points)), MOST * USUAL * LEADING)
    for at, (category, point, text) in enumerate(zip(chart.categories, points, texts, strict=True)):
        middle = row * (at + 0.5)
        yield from _name(str(category), names - 4, row, middle)
        yield from _bar(chart, at, point, text, names, middle, row, room / most)


def _name(name: str, room: float, row: float, middle: float) -> Iterator[Shape]:
    step = USUAL * LEADING
    told = lines(name, USUAL, room)[: max(1, int(row // step))]
    first = middle + USUAL * 0.33 - step * (len(told) - 1) / 2
    yield from written(told, (room, first), USUAL, step, anchor="end", colour=INK)


def _bar(
    chart: Chart, at: int, point: Point, text: str, left: float, middle: float, row: float, unit: float
) -> Iterator[Shape]:
    """A unit without a number has no bar, and its row says so."""
    baseline = middle + USUAL * 0.33
    if point.value is None:
        yield Text(text, (left + 3, baseline), USUAL, colour=INK_SOFT, italic=True)
        return
    half, end = row * 0.29, left + float(point.value) * unit
    if point.value:
        yield box(left, middle - half, end - left, 2 * half, PAPER if point.is_small else VALUE, Stroke(VALUE, 0.9))
    strokes = []
    for series in chart.series[1:]:
        value = series.points[at].value
        if value is not None:
            x = left + float(value) * unit
            strokes.append(x)
            colour = TARGET if series.role == "target" else COMPARE
            yield line(x, middle - row * 0.4, x, middle + row * 0.4, Stroke(colour, 2))
    # Behind the strokes that the number would meet.
    start = max([end, *(x for x in strokes if end - 4 < x < end + width_of(text, USUAL) + 6)]) + 4
    yield from label(Text(text, (start, baseline), USUAL))
