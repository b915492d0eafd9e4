from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction

from ..asking import asking_once
from ..codelists.reading import CodeLists
from ..errors import OutOfScope, RuleViolation
from ..references import ScopedRefs
from ..register import Register
from ..scope import Scope
from .landing import land
from .merging import merged
from .planning import Plan, plan
from .result import ImportResult
from .staging import Row, open_all, stage


def import_rows(
    register: Register,
    scope: Scope,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    accept_valid: bool = True,
    via: str = "file",
    progress: Callable[[int], None] = lambda done: None,
) -> ImportResult:
    """Bring the rows of files into a register.

    Rows are recognised by the register's key: new ones are created, known ones changed where a filled cell differs (an
    empty cell never blanks a value), rows of one run with the same key merged. A file that cannot be read stops
    everything before anything is written. With `accept_valid` bad rows are refused one by one, without it any bad row
    refuses all. Raises OutOfScope when the person may neither create nor edit in this register.
    """
    if not (scope.may(register.name, "create") or scope.may(register.name, "edit")):
        raise OutOfScope()
    result = ImportResult(is_dry_run=dry_run)
    opened = open_all(register, files, result)
    if result.errors:
        return result
    codes, refs = CodeLists(), ScopedRefs(scope)
    rows: list[Row] = []
    for table, columns in opened:
        before = result.rows
        rows += stage(register, table, columns, refs, codes, result)
        if result.rows == before:
            result.refuse(table.name, None, [RuleViolation("file.empty", f"Tệp «{table.name}» chỉ có tiêu đề.")])
    if result.rows == 0:
        return result
    with asking_once():
        plans = plan(register, scope, merged(register, rows, result), codes)
        if not accept_valid:
            return _all_or_nothing(register, scope, plans, codes, result, dry_run, via, progress)
        land(register, scope, plans, codes, result, dry_run=dry_run, via=via, progress=progress)
    return result


def _all_or_nothing(
    register: Register, scope: Scope, plans: Sequence[Plan], codes: CodeLists, result: ImportResult, dry_run: bool,
    via: str, progress: Callable[[int], None],
) -> ImportResult:  # fmt: skip
    with transaction.atomic():
        land(register, scope, plans, codes, result, dry_run=False, via=via, progress=progress)
        if result.errors or dry_run:
            transaction.set_rollback(True)
    if result.errors:
        message = f"Có {result.rejected} dòng không nhận được, nên không dòng nào được ghi."
        result.notes.append(
            {"file": "", "code": "import.atomic", "message": message, "field": "", "count": 1, "rows": []}
        )
        result.created = result.updated = result.unchanged = result.merged = 0
        result.rejected = result.rows
    return result
