"""All the rules of a register on one set of values: the same for page, file and API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from .errors import RuleViolation
from .fields import Field, Refs
from .register import Context, Register, Values

# Cells that come again and again in a file are short, and of these what was read is kept; so many, and no more.
SHORT, MOST_KEPT = 60, 50_000
CHANGELESS = frozenset({str, int, bool, date, datetime, Decimal, type(None)})
Read = dict[tuple[str, type, Any], Any]


def clean(
    register: Register, raw: Mapping[str, Any], refs: Refs, without: str = "", read: Read | None = None
) -> tuple[dict[str, Any], list[RuleViolation]]:
    """Plain values of what was typed, and what could not be read. A field that was not sent counts as empty.

    `without` names a field that is not asked for. `read` keeps what cells of one file were read as.
    """
    values: dict[str, Any] = {}
    violations = []
    for declared in register.entered:
        cell = raw.get(declared.name)
        if declared.name == without:
            continue
        if cell is None and not declared.required:
            values[declared.name] = declared.blank
            continue
        try:
            if read is None or (type(cell) is str and len(cell) > SHORT):
                values[declared.name] = declared.clean(cell, refs)
            else:
                values[declared.name] = _read_once(declared, cell, refs, read)
        except RuleViolation as violation:
            violations.append(violation)
    return values, violations


def _read_once(declared: Field, cell: Any, refs: Refs, read: Read) -> Any:
    # 1, 1.0 and True are one key of a dictionary, and three things in a cell.
    key = (declared.name, type(cell), cell)
    if key in read:
        return read[key]
    value = declared.clean(cell, refs)
    if type(value) in CHANGELESS and len(read) < MOST_KEPT:
        read[key] = value
    return value


def check(register: Register, values: Values, context: Context) -> Iterator[RuleViolation]:
    """Codes that were not in their list on the day of the event, then the register's own rules."""
    day = register.day_of(values, context.today)
    for coded in register.coded:
        if coded.derived or coded.name not in values:
            continue
        valid = context.codes.on(coded.code_list, day)
        for code in coded.codes_of(values[coded.name]):
            if code not in valid:
                message = _(
                    "Mã «{number}» không có trong danh mục của mục «{label}» vào ngày {day:%d/%m/%Y}. "
                    "Hãy chọn trong danh sách."
                )
                yield RuleViolation("code.unknown", message, coded.name, number=code, label=coded.label, day=day)
    yield from register.rules(values, context)
