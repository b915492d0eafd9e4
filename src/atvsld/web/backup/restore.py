"""Bringing an installation back from a backup: all of it, or nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ...base.audit.models import AuditEntry
from ...base.audit.verify import Finding, verify
from ...base.errors import RuleViolation
from ...base.hold import alone
from ...base.jobs.models import JobRun, Worker
from ...figures.lake.compaction import rebuild
from ...figures.published.models import PublishedNotice
from . import keys, postgres, sqlite
from .aside import Aside
from .make import staging
from .manifest import Manifest, targets
from .opening import unpack
from .whole import check_whole

Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What came back; where the former installation is kept, if there was one; what the audit finds in it."""

    manifest: Manifest
    aside: str
    lake_rows: int
    findings: tuple[Finding, ...] = field(default=())


def restore(
    file: Path, *, identity: Path | None = None, is_replacing: bool = False, say: Say = lambda _: None
) -> Restored:
    """Raises RuleViolation with a code backup.…; then the installation is as it was."""
    with alone(), staging("restore-") as folder:
        say("Kiểm tra bản sao lưu…")
        manifest = unpack(file, folder, identity)
        steps = targets(manifest)
        check_whole(manifest, steps, folder)
        given = keys.from_text((folder / "keys.json").read_text("utf-8")) if manifest.has_keys else None
        keys.check(manifest.keys, given)
        _check_place(manifest, is_replacing=is_replacing)
        former, aside = keys.current(), Aside(timezone.localtime().strftime("%Y%m%d-%H%M%S"))
        aside.put()
        try:
            say("Đặt lại khóa, tệp và dữ liệu…")
            _put(manifest, folder, given or former, steps)
            say("Cập nhật bảng, kiểm tra nhật ký, dựng lại kho số liệu…")
            rows = _finish()
        except BaseException:
            aside.put_back()
            keys.use(former)
            raise
        return Restored(manifest, str(aside) if aside.moved or aside.tables else "", rows, tuple(verify()))


def _check_place(manifest: Manifest, *, is_replacing: bool) -> None:
    if manifest.database == "postgresql" and connection.vendor == "sqlite":
        raise RuleViolation(
            "backup.database",
            "Bản sao lưu của PostgreSQL; hãy tạo một cơ sở dữ liệu PostgreSQL trống và đặt DATABASE_URL.",
        )
    if not is_replacing and not is_empty():
        raise RuleViolation(
            "backup.not_empty",
            "Nơi này đã có dữ liệu; thêm --replace để thay (cái cũ được giữ sang một bên), hoặc chọn nơi trống.",
        )
    if connection.vendor == "postgresql":
        _check_nobody_else()


def is_empty() -> bool:
    """No account and nothing written but what comes with the program, which can be loaded again."""
    written = AuditEntry.objects.exclude(actor=None, via=PublishedNotice.SEED)
    try:
        with transaction.atomic():
            return not (get_user_model()._default_manager.exists() or written.exists())
    except DatabaseError:
        return True


def _check_nobody_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    if others:
        raise RuleViolation(
            "backup.running",
            f"Còn {others} kết nối khác đến cơ sở dữ liệu này; hãy dừng mọi máy chủ ATVSLĐ rồi khôi phục.",
        )


def _put(manifest: Manifest, folder: Path, held: dict[str, str], steps: list[tuple[str, str]]) -> None:
    var = Path(settings.ATVSLD_VAR)
    keys.put(held, var / "keys")
    if (folder / "files").exists():
        (folder / "files").rename(var / "files")
    if connection.vendor == "sqlite":
        (folder / sqlite.NAME).rename(connection.settings_dict["NAME"])
    else:
        MigrationExecutor(connection).migrate(steps)
        postgres.load(manifest, folder)


def _finish() -> int:
    """Up to this program's tables; nobody stays signed in, no worker is believed; the rows of the new lake."""
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        Session.objects.all().delete()
        Worker.objects.all().delete()
        JobRun.objects.update(running_by="")
    return sum(rebuild().rows.values())
