"""From a register to a reader of tables: which column is which field, and what stands in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import lists
from ..errors import RuleViolation
from ..excel.opening import Opened
from ..fields import Field
from ..language import everywhere
from ..register import Register
from ..search import fold

HEADER_WITHIN = 10
IN_BRACKETS = re.compile(r"\([^)]*\)")
# The column that names the row itself, in words that references understand (the receipt number of an accident).
THE_ROW = "@row"


@dataclass(frozen=True)
class Columns:
    """Where the header stands, which column holds which field, and what was not understood."""

    header_row: int
    names: dict[int, str]
    ignored: tuple[str, ...]
    headings: tuple[str, ...] = ()


def beside(register: Register) -> Register | None:
    """The register whose rows may stand in the same lines of a file: victims beside their accident."""
    return lists.register(register.rows_with) if register.rows_with else None


def fields_in_file(register: Register) -> dict[str, Field]:
    """What a column of a file may hold: the fields that are entered, and "victims.full_name" of the rows beside."""
    found = {f.name: f for f in register.entered}
    under = beside(register)
    if under is not None:
        found |= {f"{under.name}.{f.name}": f for f in under.entered if f.name != under.parent}
    return found


def read_columns(register: Register, table: Opened, mapping: Mapping[int, str] | None = None) -> Columns:
    """The header is the row, of the first ten, that names most fields by label, name or alias, accents forgiven.

    `mapping` (position → name of a field) was set by a person and replaces what was guessed. Raises RuleViolation
    file.header when no row names a field.
    """
    known = known_headers(register)
    best = max(
        (_understood(number, cells, known) for number, cells in table.rows[:HEADER_WITHIN]),
        key=lambda columns: len(columns.names),
        default=None,
    )
    if best is not None and mapping is not None:
        unused = tuple(h for i, h in enumerate(best.headings) if h and i not in mapping)
        best = Columns(best.header_row, dict(mapping), unused, best.headings)
    if best is None or not best.names:
        wanted = ", ".join(f"«{f.label}»" for f in register.entered[:5])
        message = _("Tệp «{file}» không có dòng tiêu đề nào của sổ «{register}». Cần các cột như {wanted}.")
        raise RuleViolation("file.header", message, file=table.name, register=register.title, wanted=wanted)
    return best


def known_headers(register: Register) -> dict[str, str]:
    """Folded header, in every language → field name. What is worked out by rule is not read from a file."""
    headers: dict[str, str] = {}
    fields = fields_in_file(register)
    for words in (lambda n, f: (*everywhere(f.label), n, f.name), lambda n, f: f.aliases):
        for name, declared in fields.items():
            for word in words(name, declared):
                headers.setdefault(fold(word), name)
    for word in register.called_by:
        for said in everywhere(word):
            headers.setdefault(fold(said), THE_ROW)
    return headers


def _understood(number: int, cells: Sequence[Any], known: dict[str, str]) -> Columns:
    names: dict[int, str] = {}
    ignored, headings = [], []
    for position, cell in enumerate(cells):
        text = " ".join(str(cell).split()) if cell is not None else ""
        headings.append(text[:80])
        if not text:
            continue
        name = known.get(fold(text)) or known.get(fold(IN_BRACKETS.sub(" ", text)))
        if name is None or name in names.values():
            ignored.append(text[:80])
        else:
            names[position] = name
    return Columns(number, names, tuple(ignored), tuple(headings))


def read_rows(table: Opened, columns: Columns) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row number as in the file, what stands in the cells by field name) of each row with anything in it."""
    for number, cells in table.rows:
        if number <= columns.header_row:
            continue
        raw = {name: cells[position] for position, name in columns.names.items() if position < len(cells)}
        if any(not is_blank(cell) for cell in raw.values()):
            yield number, raw


def is_blank(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and cell.isspace())
