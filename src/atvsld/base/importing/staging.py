"""From the cells of files to plain values, row by row; nothing is written yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..checking import Read, clean
from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..excel.opening import Opened
from ..fields import Reference
from ..privacy import is_masked
from ..references import ScopedRefs
from ..register import Register
from ..surfaces.excel_reader import THE_ROW, Columns, beside, is_blank, read_rows
from .result import ImportResult

READ_TOGETHER = 2_000


@dataclass(frozen=True)
class Row:
    """One row of a file: the plain values of the cells that were filled, and what it lacks to stand alone.

    `beside` is what the same line says of the row under it (the victim of the accident); `continues` that the line
    says nothing else, as under merged cells. `found` is the row that the line names itself; `waits` what it refers to
    by words that may be those of another line: {field: text}.
    """

    file: str
    number: int
    values: dict[str, Any]
    given: frozenset[str]
    lacks: tuple[RuleViolation, ...] = ()
    beside: Row | None = None
    continues: bool = False
    found: int | None = None
    waits: Mapping[str, str] | None = None


def stage(
    register: Register, table: Opened, columns: Columns, refs: ScopedRefs, codes: CodeLists, result: ImportResult
) -> Iterator[Row]:
    """The rows whose cells could be read. A row that only lacks required fields is kept: another may complete it."""
    under = beside(register)
    own = [*(f.name for f in register.entered), THE_ROW]
    others = [(n, n.partition(".")[2]) for n in columns.names.values() if "." in n]
    reading = _Reading(register, table.name, refs, result)
    reading_under = _Reading(under, table.name, refs, result, under.parent) if under is not None else None
    is_first = True
    for part in _parts(read_rows(table, columns)):
        prepared = [(number, *register.prepare_row(raw, codes)) for number, raw in part]
        _look_up(register, under, [cells for _, cells, _ in prepared], refs)
        for number, cells, notes in prepared:
            result.rows += 1
            mine = {name: cells[name] for name in own if name in cells} if others else cells
            row = reading.row(number, mine, notes)
            if reading_under is not None:
                theirs = {name: cells.get(whole) for whole, name in others}
                if any(not is_blank(cell) for cell in theirs.values()):
                    continues = not is_first and all(is_blank(cell) for cell in mine.values())
                    row = _with_beside(reading_under.row(number, theirs), row, continues)
            is_first = False
            if isinstance(row, Row):
                yield row
            else:
                result.refuse(table.name, number, row)


def _with_beside(
    other: Row | list[RuleViolation], row: Row | list[RuleViolation], continues: bool
) -> Row | list[RuleViolation]:
    if continues:
        if not isinstance(other, Row):
            return other
        return Row(other.file, other.number, {}, frozenset(), beside=other, continues=True)
    if isinstance(row, Row) and isinstance(other, Row):
        return replace(row, beside=other)
    wrong = [] if isinstance(row, Row) else row
    return wrong if isinstance(other, Row) else [*wrong, *other]


class _Reading:
    """Reads the rows of one file for one register; `without` names a field that is not asked for."""

    def __init__(
        self, register: Register, file: str, refs: ScopedRefs, result: ImportResult, without: str = ""
    ) -> None:  # fmt: skip
        self.register, self.file, self.refs, self.result, self.without = register, file, refs, result, without
        self._read: Read = {}

    def row(
        self, number: int, raw: Mapping[str, Any], notes: Sequence[RuleViolation] = ()
    ) -> Row | list[RuleViolation]:  # fmt: skip
        """The row, or why it cannot be read."""
        register = self.register
        cells, masked = _without_masks(register, raw)
        given = frozenset([name for name, cell in cells.items() if not is_blank(cell)]) - {THE_ROW}
        values, violations = clean(register, cells, self.refs, self.without, self._read)
        found = None
        if not is_blank(cells.get(THE_ROW)):
            found = self.refs.find(register.one_target, _text(cells[THE_ROW]))
            if found is None:
                message = _("Không tìm thấy {what} «{text}». Hãy kiểm tra lại, hoặc để trống.")
                return [RuleViolation("row.unknown", message, what=register.one, text=_text(cells[THE_ROW])[:80])]
        if not violations:
            self._note(number, *notes, *masked)
            return Row(self.file, number, values, given, found=found)
        waits, violations = _waiting(register, cells, violations)
        lacks = tuple(v for v in violations if v.field in register.required - given)
        # Without its key a row cannot be recognised, so nothing can complete it.
        if len(lacks) < len(violations) or any(v.field in register.key for v in lacks):
            return violations
        self._note(number, *notes, *masked)
        return Row(self.file, number, values, given - set(waits), lacks, found=found, waits=waits or None)

    def _note(self, number: int, *notes: RuleViolation) -> None:
        for said in notes:
            self.result.note(self.file, number, said)


def _waiting(
    register: Register, cells: Mapping[str, Any], violations: list[RuleViolation]
) -> tuple[dict[str, str], list[RuleViolation]]:
    """References to another row of the same register that is not there: it may come with the same file."""
    waits, others = {}, []
    for violation in violations:
        declared = register.field(violation.field) if violation.field else None
        is_own = isinstance(declared, Reference) and declared.target == register.one_target
        if is_own and declared is not None and violation.code == "field.unknown":
            waits[violation.field] = _text(cells[violation.field])
        else:
            others.append(violation)
    return waits, others


def _look_up(
    register: Register, under: Register | None, rows: Sequence[Mapping[str, Any]], refs: ScopedRefs
) -> None:  # fmt: skip
    """What the references of these rows mean, asked together."""
    wanted = [(f.name, f.target) for f in register.entered if isinstance(f, Reference)]
    wanted += [(THE_ROW, register.one_target)]
    if under is not None:
        wanted += [(f"{under.name}.{f.name}", f.target) for f in under.entered if isinstance(f, Reference)]
    for name, target in wanted:
        refs.find_many(target, {_text(row[name]) for row in rows if not is_blank(row.get(name))})


def _text(cell: Any) -> str:
    """As a reference reads it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _parts(rows: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[list[tuple[int, dict[str, Any]]]]:
    part: list[tuple[int, dict[str, Any]]] = []
    for row in rows:
        part.append(row)
        if len(part) == READ_TOGETHER:
            yield part
            part = []
    if part:
        yield part


def _without_masks(register: Register, cells: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[RuleViolation]]:
    """A masked export that comes back must not write its masks over what they stand for."""
    kept, notes = dict(cells), []
    for declared in register.private:
        if is_masked(declared, kept.get(declared.name)):
            kept[declared.name] = None
            message = _("Ô «{label}» đang được che trong tệp nên được hiểu là trống.")
            notes.append(RuleViolation("cell.masked", message, declared.name, label=declared.label))
    return kept, notes
