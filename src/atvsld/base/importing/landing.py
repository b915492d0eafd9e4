"""Writing what was planned: in chunks, each one short transaction; a bad row never sinks its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import DataError, transaction

from ..codelists.reading import CodeLists
from ..errors import Refused, RuleViolation
from ..register import Register
from ..scope import Scope
from .planning import Plan
from .result import ImportResult

CHUNK = 500


def land(
    register: Register, scope: Scope, plans: Sequence[Plan], codes: CodeLists, result: ImportResult, *, dry_run: bool,
    via: str, progress: Callable[[int], None],
) -> None:  # fmt: skip
    """Write the plans and count what became of them. A dry run does the same and takes each chunk back."""
    done = 0
    for start in range(0, len(plans), CHUNK):
        part = plans[start : start + CHUNK]
        with transaction.atomic():
            for planned in part:
                if planned.violations:
                    _refuse(planned, planned.violations, result)
                elif planned.is_change:
                    _change(register, scope, planned, result, via)
                elif planned.row is not None:
                    if not register.key:
                        _note_alike(register, planned, result)
                    result.unchanged += 1
                    result.merged += len(planned.case.rows) - 1
            new = [p for p in part if p.row is None and not p.violations]
            if new:
                _create(register, scope, new, codes, result, via)
            if dry_run:
                transaction.set_rollback(True)
        done += len(part)
        progress(done)


def _create(
    register: Register, scope: Scope, plans: Sequence[Plan], codes: CodeLists, result: ImportResult, via: str
) -> None:
    """All at once; when that is refused, halves, until the bad rows stand alone."""
    values = [p.values for p in plans]
    try:
        if register.services.create_many is not None:
            register.services.create_many(scope, values, via=via, codes=codes)
        else:
            with transaction.atomic():
                for one in values:
                    register.services.create(scope, one, via=via)
    except (Refused, DataError) as error:
        if len(plans) == 1:
            _refuse(plans[0], _reasons(error), result)
            return
        half = len(plans) // 2
        for part in (plans[:half], plans[half:]):
            _create(register, scope, part, codes, result, via)
    else:
        result.created += len(plans)
        result.merged += sum(len(p.case.rows) - 1 for p in plans)


def _change(register: Register, scope: Scope, planned: Plan, result: ImportResult, via: str) -> None:
    before = planned.row.row_version
    try:
        with transaction.atomic():
            row = register.services.update(scope, planned.row, planned.values, expected_version=before, via=via)
    except (Refused, DataError) as error:
        _refuse(planned, _reasons(error), result)
        return
    if row.row_version == before:
        result.unchanged += 1
    else:
        result.updated += 1
    result.merged += len(planned.case.rows) - 1


def _note_alike(register: Register, planned: Plan, result: ImportResult) -> None:
    message = f"Mọi ô đã điền đều trùng với một {register.one} đã có: không tạo thêm."
    for row in planned.case.rows:
        result.note(row.file, row.number, RuleViolation("row.alike", message))


def _refuse(planned: Plan, violations: Sequence[RuleViolation], result: ImportResult) -> None:
    for row in planned.case.rows:
        result.refuse(row.file, row.number, violations)


def _reasons(error: Exception) -> Sequence[RuleViolation]:
    if isinstance(error, Refused):
        return error.violations
    message = "Cơ sở dữ liệu không nhận dòng này: có giá trị quá dài hoặc quá lớn. Hãy kiểm tra lại."
    return [RuleViolation("row.unwritable", message)]
