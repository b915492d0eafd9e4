"""Rows of one run that tell of the same thing become one, and whatever they contradict each other in is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation
from ..fields import Reference
from ..register import Register
from ..surfaces.excel_reader import beside
from ..values import plain
from .result import ImportResult
from .staging import Row

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """What the rows of a run say together of one thing; the first of `rows` is the one that was believed most.

    `under` are the things that stand beside it in the same lines: the victims of the accident.
    """

    key: Key
    rows: tuple[Row, ...]
    values: dict[str, Any]
    given: frozenset[str]
    under: tuple[Case, ...] = ()
    lines: tuple[Row, ...] = field(default=())

    @property
    def lacks(self) -> tuple[RuleViolation, ...]:
        return tuple(v for v in self.rows[0].lacks if v.field not in self.given)

    @property
    def found(self) -> int | None:
        return next((row.found for row in self.rows if row.found is not None), None)


def key_of(register: Register, values: dict[str, Any]) -> Key:
    """What a row is recognised by: the key of the register; without one, everything that was entered."""
    names = register.key or tuple(f.name for f in register.entered)
    said = (plain(values.get(name)) for name in names)
    return tuple(tuple(one) if isinstance(one, list) else one for one in said)


def merged(register: Register, rows: Iterable[Row], result: ImportResult) -> list[Case]:
    """One case for each thing, in the order of the files.

    The row with most cells filled is believed, of equals the later; the others only fill what it leaves empty.
    """
    groups: list[list[Row]] = []
    numbers: dict[Key, int] = {}
    alike = _Alike(register)
    for row in rows:
        if row.continues and groups:
            groups[-1].append(row)
            continue
        key = _identity(register, row) or alike.key(row, len(groups))
        if key in numbers:
            groups[numbers[key]].append(row)
        else:
            numbers[key] = len(groups)
            groups.append([row])
    return [_case(register, group, result) for group in groups]


def _identity(register: Register, row: Row) -> Key | None:
    if row.found is not None:
        return ("row", row.found)
    own = register.own_key(row.values)
    if own is not None:
        return ("own", *own)
    return ("key", *key_of(register, row.values)) if register.key or not register.rows_with else None


class _Alike:
    """Where lines carry no key: the same moment, the same places and nothing that contradicts is the same thing."""

    def __init__(self, register: Register) -> None:
        self._same = [register.event_date, *(f.name for f in register.entered if isinstance(f, Reference))]
        self._said: dict[Key, list[tuple[int, dict[str, Any]]]] = {}

    def key(self, row: Row, fresh: int) -> Key:
        """A number that is shared by the lines of one thing: `fresh` for a new one."""
        given = {name: plain(row.values[name]) for name in row.given}
        kept = self._said.setdefault(tuple(plain(row.values.get(name)) for name in self._same if name), [])
        for number, said in kept:
            if all(said.get(name, value) == value for name, value in given.items()):
                said.update(given)
                return ("alike", number)
        kept.append((fresh, given))
        return ("alike", fresh)


def _case(register: Register, group: list[Row], result: ImportResult) -> Case:
    whole = [row for row in group if not row.continues]
    values, given, rows = _believed(register, whole, result)
    under = beside(register)
    key = key_of(register, values) if register.key else ()
    if under is None:
        return Case(key, rows, values, given, lines=tuple(group))
    others: dict[Key, list[Row]] = {}
    for row in group:
        if row.beside is not None:
            others.setdefault(key_of(under, row.beside.values), []).append(row.beside)
    cases = []
    for other, same in others.items():
        theirs, filled, ordered = _believed(under, same, result)
        cases.append(Case(other, ordered, theirs, filled))
    return Case(key, rows, values, given, tuple(cases), tuple(group))


def _believed(
    register: Register, group: Sequence[Row], result: ImportResult
) -> tuple[dict[str, Any], frozenset[str], tuple[Row, ...]]:
    if len(group) == 1:
        return group[0].values, group[0].given, (group[0],)
    believed = max(enumerate(group), key=lambda pair: (len(pair[1].given), pair[0]))[1]
    values, given = dict(believed.values), set(believed.given)
    for row in group:
        if row is not believed:
            _note_contradictions(register, believed, row, result)
        for name in row.given - given:
            values[name] = row.values[name]
            given.add(name)
    return values, frozenset(given), (believed, *(row for row in group if row is not believed))


def _note_contradictions(register: Register, believed: Row, row: Row, result: ImportResult) -> None:
    differing = [
        str(f.label)
        for f in register.entered
        if f.name in believed.given & row.given and plain(believed.values[f.name]) != plain(row.values[f.name])
    ]
    if differing:
        other = (
            _("Dòng {row} và dòng {kept} cùng khóa nhưng khác nhau ở: {labels}. Đã giữ dòng {kept}.")
            if believed.file == row.file
            else _(
                "Dòng {row} và dòng {kept} của tệp «{file}» cùng khóa nhưng khác nhau ở: {labels}. "
                "Đã giữ dòng {kept} của tệp «{file}»."
            )
        )
        parts: dict[str, Any] = {"row": row.number, "kept": believed.number, "file": believed.file}
        parts["labels"] = ", ".join(differing)
        result.note(row.file, row.number, RuleViolation("merged.contradictory", other, **parts))
    elif row.beside is None:
        message = _("Dòng lặp lại hoặc bổ sung cho một dòng khác cùng khóa: đã gộp.")
        result.note(row.file, row.number, RuleViolation("merged.same", message))
