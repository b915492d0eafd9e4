"""One page of a PDF as pieces from top to bottom: running text, and tables whose lines are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .lattice import Box, Lattice, lattices
from .pdf_strokes import strokes_of

# What PDFium writes for a hyphen that ends a line, instead of the line's end.
HYPHEN = "\ufffe"
RAISED = re.compile(r"(?<=\S)(\d{1,2})\n(?= ?[,;.:)]| \w)")
# A letter belongs to a cell though it touches its line.
INSIDE = 0.5


@dataclass(frozen=True)
class DrawnTable:
    """The rows of a table with the text of each cell, and where its columns begin on the paper."""

    rows: tuple[tuple[tuple[Box, str], ...], ...]
    columns: tuple[float, ...]


Piece = str | DrawnTable


def pieces_of(page: Any) -> list[Piece]:
    """Every letter of the page is in one of them: else the page is one piece of running text."""
    read = page.get_textpage()
    try:
        whole = tidied(read.get_text_range())
        tables = _apart(lattices(strokes_of(page)))
        if not tables:
            return [whole]
        found = list(_between(read, page.get_size(), tables))
        return found if letters_in(found) == letters_in([whole]) else [whole]
    finally:
        read.close()


def tidied(text: str) -> str:
    """A hyphen at the end of a line keeps its line; a number set higher, and what follows it, stay in theirs."""
    lines = text.replace("\r\n", "\n").replace(HYPHEN, "-\n").replace("\f", "\n").strip("\n")
    return RAISED.sub(r"\1", lines)


def _apart(tables: Sequence[Lattice]) -> list[Lattice]:
    """Those that stand one below the other; of two beside or within each other neither can be told from its text."""
    return [one for one in tables if all(one is other or _is_clear(one, other) for other in tables)]


def _is_clear(one: Lattice, other: Lattice) -> bool:
    return one.bottom >= other.top or other.bottom >= one.top


def _between(read: Any, size: tuple[float, float], tables: Sequence[Lattice]) -> Iterator[Piece]:
    width, above = size
    for table in tables:
        yield tidied(read.get_text_bounded(0, table.top, width, above))
        yield _filled(read, table)
        above = table.bottom
    yield tidied(read.get_text_bounded(0, 0, width, above))


def _filled(read: Any, table: Lattice) -> DrawnTable:
    rows: dict[int, list[tuple[Box, str]]] = {}
    for box in table.boxes:
        text = read.get_text_bounded(box.left + INSIDE, box.bottom, box.right - INSIDE, box.top)
        rows.setdefault(box.row, []).append((box, tidied(text)))
    return DrawnTable(tuple(tuple(row) for row in rows.values()), table.columns)


def letters_in(pieces: Sequence[Piece]) -> int:
    """How many signs are on the page, blanks not counted."""
    texts = [
        text
        for piece in pieces
        for text in ([piece] if isinstance(piece, str) else [said for row in piece.rows for _box, said in row])
    ]
    return sum(not sign.isspace() for text in texts for sign in text)
