"""What a person does with a session of their own, and what becomes of sessions that nobody finishes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..crypto import decrypt_bytes, encrypt_bytes
from ..errors import Refused, RuleViolation
from ..excel.opening import Opened, open_table
from ..register import Register
from ..surfaces.excel_reader import THE_ROW, fields_in_file, read_columns
from ..values import digest
from .models import CHECKED, CHECKING, FAILED, QUEUED, UPLOADED, ImportFile, ImportMapping, ImportSession

MAX_BYTES = 25 * 1024 * 1024
KEPT = timedelta(days=7)
MAX_OPEN = 20


def start(user: Any, register: Register, name: str, content: bytes) -> ImportSession:
    """A new session with the columns guessed, or as this person named them last. Raises RuleViolation, Refused."""
    sessions = ImportSession.objects.filter(user=user)
    if sessions.filter(files__kind="upload").count() >= MAX_OPEN:
        message = _("Bạn đang có {count} tệp chưa xong. Hãy xóa bớt trước khi gửi tệp mới.")
        raise Refused([RuleViolation("import.too_many", message, "file", count=MAX_OPEN)])
    name = Path(name).name[-200:] or "tep"
    with as_file(name, content) as path:
        table = open_table(path, name, MAX_BYTES)
    columns = read_columns(register, table)
    remembered = ImportMapping.objects.filter(user=user, register=register.name, headings=_mark(columns.headings))
    kept = remembered.values_list("mapping", flat=True).first()
    with transaction.atomic():
        session = ImportSession.objects.create(
            user=user, register=register.name, file_name=name, expires_at=timezone.now() + KEPT,
            headings=list(columns.headings), total=len(table.rows),
            mapping=kept if kept is not None else {str(i): field for i, field in columns.names.items()},
        )  # fmt: skip
        ImportFile.objects.create(session=session, kind="upload", content=encrypt_bytes(content))
    return session


def name_columns(session: ImportSession, register: Register, mapping: Mapping[int, str]) -> None:
    """Say which column holds which field, and have the file checked. Raises Refused when it makes no sense."""
    known = {*fields_in_file(register), *([THE_ROW] if register.called_by else [])}
    chosen = {str(i): name for i, name in mapping.items() if name in known and 0 <= i < len(session.headings)}
    violations = []
    if not chosen:
        violations.append(RuleViolation("import.no_columns", _("Hãy chọn ít nhất một cột cho một mục của sổ.")))
    for name in {n for n in chosen.values() if list(chosen.values()).count(n) > 1}:
        label = fields_in_file(register)[name].label if name != THE_ROW else register.called_by[0]
        message = _("Có hai cột cùng được chọn cho «{label}». Hãy để lại một cột.")
        violations.append(RuleViolation("import.column_twice", message, label=label))
    if violations:
        raise Refused(violations)
    with transaction.atomic():
        ImportMapping.objects.update_or_create(
            user=session.user, register=session.register, headings=_mark(session.headings), defaults={"mapping": chosen}
        )
        of = ImportSession.objects.filter(pk=session.pk, state__in=(UPLOADED, CHECKED, FAILED))
        fresh = {"mapping": chosen, "state": CHECKING, "phase": "", "done": 0, "counts": {}, "report": ""}
        if of.update(**fresh):
            _enqueue("check_file", session)


def confirm(session: ImportSession, *, accept_valid: bool) -> bool:
    """Have it written; said twice it is done once. False when there is nothing to confirm (any more)."""
    of = ImportSession.objects.filter(pk=session.pk, state__in=(CHECKED, FAILED)).exclude(counts={})
    with transaction.atomic():
        if not of.update(state=QUEUED, accept_valid=accept_valid, phase="", done=0):
            return False
        _enqueue("land_file", session)
    return True


def forget(session: ImportSession) -> None:
    """The person lets it go: the file and all that was said of it are deleted. Not while it is being written."""
    ImportSession.objects.filter(pk=session.pk).exclude(state__in=(QUEUED, "landing")).delete()


def forget_expired() -> int:
    """Files of a week ago go, finished or not, and what was said of them."""
    old = ImportSession.objects.filter(expires_at__lt=timezone.now()).exclude(state__in=(QUEUED, "landing"))
    return sum(session.delete()[0] > 0 for session in old)


def content_of(session: ImportSession, kind: str) -> bytes | None:
    kept = ImportFile.objects.filter(session=session, kind=kind).first()
    return decrypt_bytes(bytes(kept.content)) if kept else None


def keep_rejected(session: ImportSession, content: bytes | None) -> None:
    """The workbook of rejected rows in place of the one before; None when nothing was rejected."""
    with transaction.atomic():
        ImportFile.objects.filter(session=session, kind="rejected").delete()
        if content is not None:
            ImportFile.objects.create(session=session, kind="rejected", content=encrypt_bytes(content))


@contextmanager
def as_file(name: str, content: bytes) -> Iterator[Path]:
    """The bytes as a file of that name that nobody else may read, as long as this lasts."""
    with tempfile.TemporaryDirectory(prefix="atvsld-import-") as folder:
        path = Path(folder) / name.replace("/", "_")
        path.write_bytes(content)
        yield path


def first_rows(table: Opened, header_row: int, count: int) -> list[tuple[int, list[Any]]]:
    return [(number, cells) for number, cells in table.rows if number > header_row][:count]


def _mark(headings: Any) -> str:
    return digest(list(headings))


def _enqueue(name: str, session: ImportSession) -> None:
    """In the transaction that changed the state: the task stands in the queue exactly when the state says so."""
    from . import tasks

    getattr(tasks, name).enqueue(str(session.token))
