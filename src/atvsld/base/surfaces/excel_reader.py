"""From a register to a reader of tables: which column is which field, and what stands in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation
from ..excel.opening import Opened
from ..language import everywhere
from ..register import Register
from ..search import fold

HEADER_WITHIN = 10
IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Columns:
    """Where the header stands, which column holds which field, and what was not understood."""

    header_row: int
    names: dict[int, str]
    ignored: tuple[str, ...]


def read_columns(register: Register, table: Opened) -> Columns:
    """The header is the row, of the first ten, that names most fields by label, name or alias, accents forgiven.

    Raises RuleViolation file.header when no row names one.
    """
    known = known_headers(register)
    best = max(
        (_understood(number, cells, known) for number, cells in table.rows[:HEADER_WITHIN]),
        key=lambda columns: len(columns.names),
        default=None,
    )
    if best is None or not best.names:
        wanted = ", ".join(f"«{f.label}»" for f in register.entered[:5])
        message = _("Tệp «{file}» không có dòng tiêu đề nào của sổ «{register}». Cần các cột như {wanted}.")
        raise RuleViolation("file.header", message, file=table.name, register=register.title, wanted=wanted)
    return best


def known_headers(register: Register) -> dict[str, str]:
    """Folded header, in every language → field name. What is worked out by rule is not read from a file."""
    headers: dict[str, str] = {}
    for words in (lambda f: (*everywhere(f.label), f.name), lambda f: f.aliases):
        for declared in register.entered:
            for word in words(declared):
                headers.setdefault(fold(word), declared.name)
    return headers


def _understood(number: int, cells: Sequence[Any], known: dict[str, str]) -> Columns:
    names: dict[int, str] = {}
    ignored = []
    for position, cell in enumerate(cells):
        text = " ".join(str(cell).split()) if cell is not None else ""
        if not text:
            continue
        name = known.get(fold(text)) or known.get(fold(IN_BRACKETS.sub(" ", text)))
        if name is None or name in names.values():
            ignored.append(text[:80])
        else:
            names[position] = name
    return Columns(number, names, tuple(ignored))


def read_rows(table: Opened, columns: Columns) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row number as in the file, what stands in the cells by field name) of each row with anything in it."""
    for number, cells in table.rows:
        if number <= columns.header_row:
            continue
        raw = {name: cells[position] for position, name in columns.names.items() if position < len(cells)}
        if any(not is_blank(cell) for cell in raw.values()):
            yield number, raw


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
