"""The lines of a document while it is taken apart, and the tables with the lines on which their cells stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..source import Cell, Table
from .bounds import MAX_CHARACTERS
from .refused import TOO_LONG, Unreadable

PAGE_BREAK = "\f"
CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in "\t\f"}
# Spans that a file claims; no table of paper is wider or longer.
MAX_SPAN = 1_000


@dataclass
class OpenCell:
    """A cell whose text is being written; `column` is where it begins in the grid of its table."""

    column: int
    column_span: int = 1
    row_span: int = 1
    first_line: int = 0
    last_line: int = 0
    text: str = ""

    def closed(self) -> Cell:
        return Cell(self.text, self.first_line, self.last_line, self.column_span, self.row_span)


@dataclass
class Page:
    """Lines written one after the other; a cell's first line begins with a tab, a row ends with a blank line."""

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    characters: int = 0
    _waiting_tab: bool = False
    _cells: list[tuple[OpenCell, int, bool]] = field(default_factory=list)

    def write(self, text: str) -> None:
        """One paragraph; it may be of several lines (line breaks within it)."""
        for line in text.split("\n"):
            self._line(line)

    def break_page(self) -> None:
        """A line of its own; within a cell a page does not end."""
        if self.lines and not self._cells:
            self._line(PAGE_BREAK)

    def _line(self, line: str) -> None:
        # No database and no other program takes half letters and control characters.
        line = line.strip(" \t\r").translate(CONTROLS).encode("utf-8", "replace").decode()
        if self._waiting_tab:
            if not line:
                return
            line, self._waiting_tab = "\t" + line, False
        self.characters += len(line) + 1
        if self.characters > MAX_CHARACTERS:
            raise Unreadable(TOO_LONG)
        self.lines.append(line)

    def begin_cell(self, cell: OpenCell) -> None:
        """What is written until `end_cell` is the text of this cell; cells may stand within cells."""
        self._cells.append((cell, len(self.lines), self._waiting_tab))
        self._waiting_tab = True

    def end_cell(self) -> None:
        """Blank lines at the end of a cell are none of it."""
        cell, start, was_waiting = self._cells.pop()
        while len(self.lines) > start and not self.lines[-1].strip(" \t"):
            self.characters -= len(self.lines.pop()) + 1
        written = self.lines[start:]
        if written:
            cell.first_line, cell.last_line = start + 1, len(self.lines)
            cell.text = "\n".join([written[0].removeprefix("\t"), *written[1:]])
        self._waiting_tab = was_waiting and not written

    def end_row(self) -> None:
        if self.lines and self.lines[-1]:
            self._line("")
