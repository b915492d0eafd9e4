"""The files of a run, opened and understood; and from their rows, what is to be done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..excel.opening import Opened, open_table
from ..references import ScopedRefs
from ..register import Register
from ..scope import Scope
from ..surfaces.excel_reader import Columns, read_columns
from .cases import merged
from .planning import Plan, plan
from .result import ImportResult
from .staging import Row, stage

Progress = Callable[[str, int, int], None]


def no_progress(phase: str, done: int, total: int) -> None:
    """`phase` is read, check, write or show; `done` of `total` lines."""


def open_all(
    register: Register, files: Sequence[Path], result: ImportResult, mapping: Mapping[int, str] | None = None
) -> list[tuple[Opened, Columns]]:
    """Every file opened and its header understood; what cannot be is said in the result."""
    opened = []
    for path in files:
        result.files.append(path.name)
        try:
            table = open_table(path)
            columns = read_columns(register, table, mapping)
        except RuleViolation as violation:
            result.refuse(path.name, None, [violation])
            continue
        opened.append((table, columns))
        result.ignored_columns += [name for name in columns.ignored if name not in result.ignored_columns]
        if table.other_sheets:
            names = ", ".join(f"«{name}»" for name in table.other_sheets)
            message = _("Chỉ đọc trang «{sheet}»; không đọc {others}.")
            result.note(path.name, None, RuleViolation("sheet.ignored", message, sheet=table.sheet, others=names))
    return opened


def only_heading(name: str) -> RuleViolation:
    return RuleViolation("file.empty", _("Tệp «{file}» chỉ có tiêu đề."), file=name)


def stage_all(
    register: Register, opened: Sequence[tuple[Opened, Columns]], refs: ScopedRefs, codes: CodeLists,
    result: ImportResult, progress: Progress,
) -> list[Row]:  # fmt: skip
    rows: list[Row] = []
    for table, columns in opened:
        before = result.rows
        for row in stage(register, table, columns, refs, codes, result):
            rows.append(row)
            if len(rows) % 1000 == 0:
                progress("read", result.rows, len(table.rows))
        if result.rows == before:
            result.refuse(table.name, None, [only_heading(table.name)])
    return rows


def planned(
    register: Register, scope: Scope, rows: Sequence[Row], without: Collection[str], codes: CodeLists,
    result: ImportResult, progress: Progress,
) -> list[Plan]:  # fmt: skip
    """What is to be done with the rows of all files but those."""
    standing = [row for row in rows if row.file not in without]
    cases = merged(register, standing, result)
    return plan(register, scope, cases, codes, lambda done: progress("check", done, len(standing)))
