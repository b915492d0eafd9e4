"""Rows of one run that tell of the same thing become one, and whatever they contradict each other in is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..errors import RuleViolation
from ..register import Register
from ..values import canonical_json, plain
from .result import ImportResult
from .staging import Row


@dataclass(frozen=True)
class Case:
    """What the rows of a run say together of one thing; the first of `rows` is the one that was believed most."""

    key: tuple[str, ...]
    rows: tuple[Row, ...]
    values: dict[str, Any]
    given: frozenset[str]

    @property
    def lacks(self) -> tuple[RuleViolation, ...]:
        return tuple(v for v in self.rows[0].lacks if v.field not in self.given)


def key_of(register: Register, values: dict[str, Any]) -> tuple[str, ...]:
    """What a row is recognised by: the key of the register; without one, everything that was entered."""
    names = register.key or tuple(f.name for f in register.entered)
    return tuple(canonical_json(values.get(name)) for name in names)


def merged(register: Register, rows: Iterable[Row], result: ImportResult) -> list[Case]:
    """One case for each thing, in the order of the files.

    The row with most cells filled is believed, of equals the later; the others only fill what it leaves empty.
    """
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(key_of(register, row.values), []).append(row)
    return [_case(register, key, group, result) for key, group in groups.items()]


def _case(register: Register, key: tuple[str, ...], group: list[Row], result: ImportResult) -> Case:
    if len(group) == 1:
        return Case(key, (group[0],), group[0].values, group[0].given)
    believed = max(enumerate(group), key=lambda pair: (len(pair[1].given), pair[0]))[1]
    values, given = dict(believed.values), set(believed.given)
    for row in group:
        if row is not believed:
            _note_contradictions(register, believed, row, result)
        for name in row.given - given:
            values[name] = row.values[name]
            given.add(name)
    rows = (believed, *(row for row in group if row is not believed))
    return Case(key, rows, values, frozenset(given))


def _note_contradictions(register: Register, believed: Row, row: Row, result: ImportResult) -> None:
    differing = [
        str(f.label)
        for f in register.entered
        if f.name in believed.given & row.given and plain(believed.values[f.name]) != plain(row.values[f.name])
    ]
    where = f"dòng {believed.number}" + (f" của tệp «{believed.file}»" if believed.file != row.file else "")
    if differing:
        message = f"Dòng {row.number} và {where} cùng khóa nhưng khác nhau ở: {', '.join(differing)}. Đã giữ {where}."
        result.note(row.file, row.number, RuleViolation("merged.contradictory", message))
    else:
        message = "Dòng lặp lại hoặc bổ sung cho một dòng khác cùng khóa: đã gộp."
        result.note(row.file, row.number, RuleViolation("merged.same", message))
