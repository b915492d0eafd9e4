"""What a drawing is made of. Lengths are points (1/72 inch), from the upper left corner, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ....base.documents.letters import width
from .paint import INK, PAPER

Spot = tuple[float, float]
Run = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """`dash`: lengths of ink and gap in turn; none for a whole line."""

    colour: str
    width: float = 1
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Open lines through their spots, all with one stroke."""

    runs: tuple[Run, ...]
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Area:
    """Closed rings, filled where a spot lies within an odd number of them."""

    rings: tuple[Run, ...]
    fill: str = ""
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    at: Spot
    radius: float
    fill: str = ""
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """`at` is where the line of writing begins, ends or has its middle, as `anchor` says."""

    text: str
    at: Spot
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    colour: str = INK
    bold: bool = False
    italic: bool = False

    @property
    def width(self) -> float:
        return width(self.text, self.size, bold=self.bold, italic=self.italic)

    @property
    def left(self) -> float:
        return self.at[0] - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]


Shape = Lines | Area | Dot | Text


@dataclass(frozen=True)
class Drawing:
    """A picture without a browser: what lies below comes first. `said` is the sentence read out instead of it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    said: str


def line(x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> Lines:
    return Lines((((x1, y1), (x2, y2)),), stroke)


def box(x: float, y: float, width: float, height: float, fill: str = "", stroke: Stroke | None = None) -> Area:
    return Area((((x, y), (x + width, y), (x + width, y + height), (x, y + height)),), fill, stroke)


def diamond(at: Spot, half: float, fill: str, stroke: Stroke | None = None) -> Area:
    x, y = at
    return Area((((x, y - half), (x + half, y), (x, y + half), (x - half, y)),), fill, stroke)


def label(text: Text) -> tuple[Shape, Shape]:
    """A number before a little paper, so that no line runs through it."""
    x, y = text.left - 0.8, text.at[1] - 0.72 * text.size
    return box(x, y, text.width + 1.6, 0.78 * text.size, PAPER), text


def written(texts: Sequence[str], at: Spot, size: float, step: float, **look: str) -> list[Shape]:
    """Lines of writing, one below the other."""
    x, y = at
    return [Text(text, (x, y + step * row), size, **look) for row, text in enumerate(texts)]  # type: ignore[arg-type]
