"""Text with its figures: each figure keeps the name of what it counts, so that a page can open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....base.documents.official import Align


@dataclass(frozen=True)
class Figure:
    """A number or a name in a text; `key` names the list behind it: "tasks:overdue", "report:5"."""

    text: str
    key: str


Piece = str | Figure
Line = tuple[Piece, ...]


def plain_text(line: Line) -> str:
    return "".join(piece.text if isinstance(piece, Figure) else piece for piece in line)


@dataclass(frozen=True)
class Sentence:
    """A paragraph. `is_item`: behind a dash."""

    line: Line
    is_item: bool = False
    is_note: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; `is_wide`: too wide for the page, it lies in an annex."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Line]]
    shares: Sequence[float]
    aligns: Sequence[Align]
    note: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the report: its title without number, what was counted, what was written. `part` names the latter."""

    title: str
    blocks: Sequence[Sentence | Grid]
    part: str = ""
    written: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not self.written
