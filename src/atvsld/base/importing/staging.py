"""From the cells of files to plain values, row by row; nothing is written yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checking import clean
from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..excel.opening import Opened, open_table
from ..privacy import is_masked
from ..references import ScopedRefs
from ..register import Register
from ..surfaces.excel_reader import Columns, is_blank, read_columns, read_rows
from .result import ImportResult


@dataclass(frozen=True)
class Row:
    """One row of a file: the plain values of the cells that were filled, and what it lacks to stand alone."""

    file: str
    number: int
    values: dict[str, Any]
    given: frozenset[str]
    lacks: tuple[RuleViolation, ...] = ()


def open_all(register: Register, files: Sequence[Path], result: ImportResult) -> list[tuple[Opened, Columns]]:
    """Every file opened and its header understood; what cannot be is said in the result."""
    opened = []
    for path in files:
        result.files.append(path.name)
        try:
            table = open_table(path)
            columns = read_columns(register, table)
        except RuleViolation as violation:
            result.refuse(path.name, None, [violation])
            continue
        opened.append((table, columns))
        result.ignored_columns += [name for name in columns.ignored if name not in result.ignored_columns]
        if table.other_sheets:
            names = ", ".join(f"«{name}»" for name in table.other_sheets)
            message = f"Chỉ đọc trang «{table.sheet}»; không đọc {names}."
            result.note(path.name, None, RuleViolation("sheet.ignored", message))
    return opened


def stage(
    register: Register, table: Opened, columns: Columns, refs: ScopedRefs, codes: CodeLists, result: ImportResult
) -> Iterator[Row]:
    """The rows whose cells could be read. A row that only lacks required fields is kept: another may complete it."""
    required = {f.name for f in register.entered if f.required}
    for number, raw in read_rows(table, columns):
        result.rows += 1
        cells, notes = register.prepare_row(raw, codes)
        cells, masked = _without_masks(register, cells)
        given = frozenset(name for name, cell in cells.items() if not is_blank(cell))
        values, violations = clean(register, cells, refs)
        lacks = tuple(v for v in violations if v.field in required - given)
        # Without its key a row cannot be recognised, so nothing can complete it.
        if len(lacks) < len(violations) or any(v.field in register.key for v in lacks):
            result.refuse(table.name, number, violations)
            continue
        for said in (*notes, *masked):
            result.note(table.name, number, said)
        yield Row(table.name, number, values, given, lacks)


def _without_masks(register: Register, cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[RuleViolation]]:
    """A masked export that comes back must not write its masks over what they stand for."""
    kept, notes = dict(cells), []
    for declared in register.private:
        if is_masked(declared, kept.get(declared.name)):
            kept[declared.name] = None
            message = f"Ô «{declared.label}» đang được che trong tệp nên được hiểu là trống."
            notes.append(RuleViolation("cell.masked", message, declared.name))
    return kept, notes
