"""Checking and writing a file, done by a worker; each is safe to begin again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as time_of_day
from typing import Any

import structlog
from django.db import OperationalError, connection
from django_tasks import task

from .. import lists
from ..errors import Refused
from ..importing.reading import Progress
from ..importing.result import ImportResult
from ..importing.run import Run, run_import
from ..language import speaking
from ..surfaces.rejected_rows import rejected_workbook
from ..values import plain
from .models import CHECKED, CHECKING, DONE, FAILED, LANDING, QUEUED, ImportFile, ImportSession
from .services import as_file, content_of, first_rows, keep_rejected

SHOWN_ERRORS, SHOWN_NOTES, SHOWN_ROWS = 2_000, 200, 10
log = structlog.get_logger(__name__)


@task()
def check_file(token: str) -> None:
    """Read and plan the file of a session; nothing of it is written."""
    session = ImportSession.objects.filter(token=token, state=CHECKING).select_related("user").first()
    if session is not None:
        _guarded(session, lambda: _check(session))


@task()
def land_file(token: str) -> None:
    """Write a session that was confirmed. It is checked again first: rows and lists may have changed since."""
    session = ImportSession.objects.filter(token=token, state__in=(QUEUED, LANDING)).select_related("user").first()
    if session is not None:
        ImportSession.objects.filter(pk=session.pk).update(state=LANDING)
        _guarded(session, lambda: _land(session))


def _check(session: ImportSession) -> None:
    run = _run(session, only_check=True, accept_valid=True)
    _keep(session, run, CHECKED)


def _land(session: ImportSession) -> None:
    def finish(result: ImportResult) -> None:
        """In the transaction that shows the rows: they are there exactly when the session says so."""
        ImportSession.objects.filter(pk=session.pk).update(state=DONE)

    run = _run(session, accept_valid=session.accept_valid, finish=finish, work=str(session.token))
    is_in = ImportSession.objects.filter(pk=session.pk, state=DONE).exists()
    _keep(session, run, DONE if is_in else CHECKED)
    if is_in:
        ImportFile.objects.filter(session=session, kind="upload").delete()


def _run(session: ImportSession, **how: Any) -> Run:
    content = content_of(session, "upload")
    if content is None:
        raise LookupError("the file of this session is gone")
    register, scope = lists.register(session.register), lists.scope_of(session.user)
    mapping = {int(position): name for position, name in session.mapping.items()}
    with as_file(session.file_name, content) as path:
        return run_import(register, scope, [path], mapping=mapping, progress=_progress(session), **how)


def _keep(session: ImportSession, run: Run, state: str) -> None:
    said = run.result.as_dict()
    errors, notes = said.pop("errors"), said.pop("notes")
    report = {"errors": errors[:SHOWN_ERRORS], "error_count": len(errors), "notes": notes[:SHOWN_NOTES],
              "codes": _counted(errors), "rows": _first_lines(run)}  # fmt: skip
    keep_rejected(session, rejected_workbook(run.tables, errors).read() if run.result.rejected else None)
    ImportSession.objects.filter(pk=session.pk).update(
        state=state, counts=said, report=json.dumps(plain(report), ensure_ascii=False, default=str)
    )


def _counted(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many errors there are of each kind and field, the most frequent first."""
    kinds: dict[tuple[str, str], int] = {}
    for error in errors:
        kinds[error["code"], error["field"]] = kinds.get((error["code"], error["field"]), 0) + 1
    ordered = sorted(kinds.items(), key=lambda item: -item[1])
    return [{"code": code, "field": field, "count": count} for (code, field), count in ordered]


def _first_lines(run: Run) -> list[dict[str, Any]]:
    """The first lines of the file as they stand there, with what becomes of each."""
    if not run.tables:
        return []
    table, columns = run.tables[0]
    outcomes: dict[int, str] = {}
    for plan in run.plans[: SHOWN_ROWS * 20]:
        outcomes |= {line.number: outcome for line, outcome in plan.outcomes()}
    return [
        {
            "number": number,
            "cells": [_as_seen(cells[i]) if i < len(cells) else "" for i in sorted(columns.names)],
            "outcome": "rejected" if run.result.is_refused(table.name, number) else outcomes.get(number, ""),
        }
        for number, cells in first_rows(table, columns.header_row, SHOWN_ROWS)
    ]


def _as_seen(cell: Any) -> Any:
    """A day or moment as the person sees it in the sheet."""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if cell.time() != time_of_day.min else f"{cell:%d/%m/%Y}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell


def _progress(session: ImportSession) -> Progress:
    last = [0.0]

    def tell(phase: str, done: int, total: int) -> None:
        if time.monotonic() - last[0] >= 1:
            if connection.in_atomic_block:
                _tell_beside(session.pk, phase, done, total)
            else:
                ImportSession.objects.filter(pk=session.pk).update(phase=phase, done=done, total=total)
            last[0] = time.monotonic()

    return tell


def _tell_beside(pk: int, *told: Any) -> None:
    """Said on a connection of its own: what a transaction says is heard when it ends. Given up when it has to wait."""
    if connection.vendor != "postgresql":
        return
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
            table = connection.ops.quote_name(ImportSession._meta.db_table)
            cursor.execute(f"UPDATE {table} SET phase = %s, done = %s, total = %s WHERE id = %s", [*told, pk])  # noqa: S608
    except OperationalError:
        log.info("progress_not_told", session=pk)
    finally:
        beside.close()


def _guarded(session: ImportSession, act: Callable[[], None]) -> None:
    """A refusal is said on the page of the session; a fault too, and it is kept for the administrator."""
    try:
        with speaking(session.user.language):
            act()
    except Refused as refused:
        report = {"errors": [{"file": "", "row": None, **v.as_dict()} for v in refused.violations]}
        _fail(session, report)
    except Exception:
        _fail(session, {"errors": []})
        raise


def _fail(session: ImportSession, report: dict[str, Any]) -> None:
    open_ones = ImportSession.objects.filter(pk=session.pk).exclude(state=DONE)
    open_ones.update(state=FAILED, report=json.dumps(report, ensure_ascii=False))
