"""The pieces of a PDF's pages as lines and tables; a table that goes on over the page is one table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..source import Cell, Table
from .lattice import NEAR, Box
from .page import OpenCell, Page
from .pdf_sheet import DrawnTable, Piece

GAPS = re.compile(r"[ \u00a0]{2,}")
PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{0,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
# What begins an item of a list.
MARKED = re.compile(r"(?:[-+•*–]|[a-zđ]\)|\d{1,2}[.)])\s")
# A column and how many it goes over.
Place = tuple[int, int]
Rows = tuple[tuple[Cell, ...], ...]


class SheetWriter:
    """Writes page after page. `_open` is the table that would go on, if the next piece were its continuation."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: tuple[float, ...] | None = None

    def write(self, pieces: Sequence[Piece]) -> None:
        self._page.break_page()
        for piece in pieces:
            if isinstance(piece, str):
                self._text(piece)
            else:
                self._table(piece)

    def _text(self, text: str) -> None:
        for line in text.split("\n"):
            self._page.write(GAPS.sub(" ", line))
            if not PAGE_NUMBER.fullmatch(line):
                self._open = None

    def _table(self, drawn: DrawnTable) -> None:
        room = _room(drawn)
        rows = tuple(self._row(row, room) for row in drawn.rows)
        if self._open and _same_columns(self._open, drawn.columns):
            known = self._page.tables[-1].rows
            self._page.tables[-1] = Table(known + _without_head(rows, known))
        else:
            self._page.tables.append(Table(rows))
        self._open = drawn.columns

    def _row(self, row: Sequence[tuple[Box, str]], room: Mapping[Place, int]) -> tuple[Cell, ...]:
        cells: list[OpenCell] = []
        for box, text in row:
            cell = OpenCell(box.column, box.column_span, box.row_span)
            self._page.begin_cell(cell)
            for line in text.split("\n") if text.strip() else ():
                self._page.write(GAPS.sub(" ", line))
            self._page.end_cell()
            cell.text = unwrapped(cell.text.split("\n"), room[box.column, box.column_span])
            cells.append(cell)
        self._page.end_row()
        return tuple(cell.closed() for cell in cells)


def _room(drawn: DrawnTable) -> dict[Place, int]:
    """How many signs a line of each column holds: the longest that stands there."""
    found: dict[Place, int] = defaultdict(int)
    for box, text in (cell for row in drawn.rows for cell in row):
        longest = max(map(len, text.split("\n")))
        found[box.column, box.column_span] = max(found[box.column, box.column_span], longest)
    return found


def unwrapped(lines: Sequence[str], room: int) -> str:
    """The text of a cell with its own line breaks alone: where the next word would not have fitted, the paper broke the
    line; a small letter and what ends in a comma go on, too."""
    text = ""
    for line in (line.strip() for line in lines):
        last = text.rsplit("\n", 1)[-1]
        first = line.split(" ", 1)[0]
        goes_on = not MARKED.match(line) and (
            line[:1].islower() or last.endswith((",", "-", "–", "/")) or len(last) + 1 + len(first) > room
        )
        text += (" " if goes_on else "\n") + line if text else line
    return text


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _without_head(rows: Rows, known: Rows) -> Rows:
    """The rows of a continuation: a head that is repeated on each page names the columns once."""
    head = [cell.text for cell in known[0]] if known else []
    return rows[1:] if rows and [cell.text for cell in rows[0]] == head else rows
