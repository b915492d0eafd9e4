"""The legend within a drawing: what each mark, shade and line means, in rows or in a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....base.documents.letters import lines
from ....base.documents.letters import width as width_of
from ..legends import Key
from .control import STROKES as LIMITS
from .hatching import hatched
from .paint import BAND, EDGE, INK, INK_SOFT, LEADING, PAPER, SHADES, SMALL, TARGET, VALUE
from .shapes import Dot, Shape, Stroke, Text, box, diamond, line, written
from .yearly import STROKES as LINES

MARK, GAP, BETWEEN = 16.0, 4.0, 10.0
ROW = SMALL * LEADING + 1.5
Placed = list[tuple[float, float, Key, list[str]]]


def rows_of(keys: Sequence[Key], width: float) -> tuple[Placed, float]:
    """Where each key stands in lines across `width`, and how high they are together."""
    placed: Placed = []
    x = y = 0.0
    below = 0.0
    for key in keys:
        told = lines(str(key.text), SMALL, width - MARK - GAP)
        wide = MARK + GAP + max((width_of(text, SMALL) for text in told), default=0)
        if x and x + wide > width:
            x, y = 0.0, below
        placed.append((x, y, key, told))
        below = max(below, y + ROW * max(1, len(told)))
        x += wide + BETWEEN
    return placed, below


def widest(keys: Sequence[Key]) -> float:
    """How wide a column is in which no key needs a second line."""
    return MARK + GAP + max((width_of(str(key.text), SMALL) for key in keys), default=0) + 2


def column_of(keys: Sequence[Key], width: float) -> tuple[Placed, float]:
    """Each key below the other, and how high they are together."""
    placed: Placed = []
    y = 0.0
    for key in keys:
        told = lines(str(key.text), SMALL, width - MARK - GAP)
        placed.append((0.0, y, key, told))
        y += ROW * max(1, len(told)) + 1
    return placed, y


def drawn(placed: Placed, left: float, top: float) -> Iterator[Shape]:
    for x, y, key, told in placed:
        yield from _mark(key.mark, left + x, top + y + ROW / 2)
        at = left + x + MARK + GAP, top + y + ROW / 2 + SMALL * 0.33
        yield from written(told, at, SMALL, ROW, colour=INK_SOFT)


def _mark(mark: str, x: float, y: float) -> Iterator[Shape]:
    middle, frame = (x + MARK / 2, y), (x + 1, y - 3.2, MARK - 2, 6.4)
    if mark.startswith("shade-"):
        yield box(*frame, SHADES[int(mark[6:])], Stroke(EDGE, 0.6))
    elif mark == "missing":
        field = box(*frame, PAPER, Stroke(EDGE, 0.6))
        yield from (field, hatched(field.rings))
    elif mark == "band":
        yield box(*frame, BAND, Stroke(EDGE, 0.6))
    elif mark == "bar":
        yield box(*frame, VALUE)
    elif mark == "small":
        yield Text("*", (middle[0], y + 5), 10, "middle", INK, bold=True)
    elif mark == "outside":
        yield diamond(middle, 3.8, TARGET)
    elif mark == "break":
        yield line(middle[0], y - 4, middle[0], y + 4, Stroke(INK, 0.8, (0.8, 2)))
    elif mark == "tick":
        yield line(middle[0], y - 4, middle[0], y + 4, Stroke(TARGET, 2))
    elif mark == "open":
        yield Dot(middle, 2.4, PAPER, Stroke(VALUE, 1.2))
    elif mark == "value":
        yield line(x, y, x + MARK, y, Stroke(VALUE, 1.8))
        yield Dot(middle, 2.4, VALUE)
    else:
        yield line(x, y, x + MARK, y, {**LIMITS, **LINES}[mark])
