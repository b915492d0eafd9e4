"""Tables of Word: their rows and cells as the file has them, written cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...source import Table
from ..page import MAX_SPAN, OpenCell, Page
from .names import W, number

# A row or cell may stand within marks of forms, of insertions and of extensions.
WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


class TableWriter:
    """`write_content` writes what stands in one cell."""

    def __init__(self, page: Page, write_content: Callable[[Any], None]) -> None:
        self._page, self._write_content = page, write_content

    def write(self, table: Any) -> None:
        place = len(self._page.tables)
        rows: list[list[OpenCell]] = []
        merged: dict[int, OpenCell] = {}
        for row in _inside(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            rows.append(self._row(row, properties, merged))
            self._page.end_row()
        # Before the tables that stand in its cells.
        self._page.tables.insert(place, Table(tuple(tuple(cell.closed() for cell in row) for row in rows)))

    def _row(self, row: Any, properties: Any, merged: dict[int, OpenCell]) -> list[OpenCell]:
        cells: list[OpenCell] = []
        column = _span(number(properties, "gridBefore") or 0)
        if column:
            cells.append(OpenCell(0, column))
        for said in _inside(row, W + "tc"):
            cell_properties = said.find(W + "tcPr")
            cell = OpenCell(column, _span(number(cell_properties, "gridSpan") or 1) or 1)
            column += cell.column_span
            merge = cell_properties.find(W + "vMerge") if cell_properties is not None else None
            above = merged.get(cell.column) if merge is not None and merge.get(W + "val") != "restart" else None
            if above is not None:
                above.row_span += 1
                continue
            merged.pop(cell.column, None)
            if merge is not None:
                merged[cell.column] = cell
            self._page.begin_cell(cell)
            self._write_content(said)
            self._page.end_cell()
            cells.append(cell)
        return cells


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, tag)


def _span(said: int) -> int:
    return max(0, min(said, MAX_SPAN))
