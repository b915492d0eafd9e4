from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..asking import asking_once
from ..codelists.reading import CodeLists
from ..collecting import uncollected
from ..errors import OutOfScope
from ..excel.opening import Opened
from ..references import ScopedRefs
from ..register import Register
from ..scope import Scope
from ..surfaces.excel_reader import Columns
from .chunks import refuse_plan
from .landing import sweep
from .planning import Plan
from .reading import Progress, no_progress, open_all, planned, stage_all
from .result import ImportResult
from .waiting import Waiting
from .writing import PieceByPiece, Whole


@dataclass
class Run:
    """One import: the account of it, its tables (rejected rows are copied from them), and what was to be done."""

    result: ImportResult
    tables: Sequence[tuple[Opened, Columns]] = ()
    plans: Sequence[Plan] = ()


def import_rows(register: Register, scope: Scope, files: Sequence[Path], **how: Any) -> ImportResult:
    """`run_import`, of which only the account is wanted."""
    return run_import(register, scope, files, **how).result


def run_import(
    register: Register,
    scope: Scope,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    accept_valid: bool = False,
    only_check: bool = False,
    via: str = "file",
    mapping: Mapping[int, str] | None = None,
    progress: Progress = no_progress,
    work: str = "",
    finish: Callable[[ImportResult], None] = lambda result: None,
) -> Run:
    """Bring the rows of files into a register.

    Rows are recognised by the register's key: new ones are created, known ones changed where a filled cell differs (an
    empty cell never blanks a value), rows of one run with the same key merged. Each file comes in whole or, with one
    bad row, not at all; with `accept_valid` bad rows are refused one by one. A file that cannot be read stops
    everything. `only_check` reads and plans; a dry run writes too, and takes it back. `finish` is called in the
    transaction that makes the rows visible; `work` names what is begun again after a crash. Raises OutOfScope when the
    person may neither create nor edit here.
    """
    if not (scope.may(register.name, "create") or scope.may(register.name, "edit")):
        raise OutOfScope()
    result = ImportResult(is_dry_run=dry_run)
    run = Run(result, open_all(register, files, result, mapping))
    if result.errors:
        return run
    codes, refs = CodeLists(), ScopedRefs(scope)
    with asking_once(), uncollected():
        rows = stage_all(register, run.tables, refs, codes, result, progress)
        if any(error["row"] is None for error in result.errors):
            return run
        if not (dry_run or only_check):
            sweep(work)
        while True:
            before = len(result.errors)
            refused = set() if accept_valid else result.refused_files
            said = ImportResult()
            ready = [row for row in rows if not row.waits]
            run.plans = planned(register, scope, ready, refused, codes, said, progress)
            for plan in run.plans:
                if plan.is_refused:
                    refuse_plan(plan, result)
            waiting = Waiting(register, scope, [r for r in rows if r.waits and r.file not in refused], ready, codes)
            if only_check:
                waiting.look(result)
            if accept_valid or len(result.errors) == before:
                if not only_check:
                    kind = PieceByPiece if accept_valid or dry_run else Whole
                    writing = kind(register, scope, codes, result, via, progress, work, finish)
                    writing.write(run.plans, waiting, dry_run)
                if accept_valid or len(result.errors) == before:
                    break
        run.plans = [*run.plans, *waiting.plans]
        _account(register, run, waiting, said)
    return run


def _account(register: Register, run: Run, waiting: Waiting, said: ImportResult) -> None:
    """What became of each line, counted once it is certain."""
    result = run.result
    result.take_notes(said)
    counts = {"created": 0, "updated": 0, "unchanged": 0, "merged": 0}
    for plan in run.plans:
        lines = [line for line, _ in plan.outcomes()]
        if any(result.is_refused(line.file, line.number) for line in lines):
            continue
        for _, outcome in plan.outcomes():
            counts[outcome] += 1
        result.count_records(register.name, plan.row is None, plan.is_change)
        for under in plan.under:
            result.count_records(register.rows_with, under.row is None, under.is_change)
    counts["created"] += waiting.expected
    result.created, result.updated, result.unchanged, result.merged = counts.values()
    result.withheld = result.rows - result.rejected - sum(counts.values())
