"""All the rules of a register on one set of values: the same for page, file and API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .errors import RuleViolation
from .fields import Refs
from .register import Context, Register, Values


def clean(
    register: Register, raw: Mapping[str, Any], refs: Refs, without: str = ""
) -> tuple[dict[str, Any], list[RuleViolation]]:
    """Plain values of what was typed, and what could not be read. A field that was not sent counts as empty.

    `without` names a field that is not asked for.
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
            values[declared.name] = declared.clean(cell, refs)
        except RuleViolation as violation:
            violations.append(violation)
    return values, violations


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
