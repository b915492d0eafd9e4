"""The text of a document as it was taken from its file: lines, and the tables that the file itself knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its text (lines joined by a newline) and its lines in the source, 1-based, both included.

    An empty cell has no lines: `first_line` and `last_line` are 0. `column_span` and `row_span` are of merged cells.
    """

    text: str
    first_line: int = 0
    last_line: int = 0
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True)
class Table:
    """A table of the file, row by row; a cell that is merged over several rows stands in the first of them alone."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Source:
    """What a document says, line by line as the person sees it numbered from 1.

    `tables` are known of files that have tables (Word, HTML); in plain text a table is cells on lines of their own.
    """

    lines: tuple[str, ...]
    tables: tuple[Table, ...] = ()

    @classmethod
    def of_text(cls, text: str) -> Source:
        return cls(tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)
