"""The nightly backup: a new file in BACKUP_DIR, and the oldest ones beyond BACKUP_KEEP go."""

from __future__ import annotations

import re
from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.jobs.job import Job
from .make import make_backup

OURS = re.compile(r"atvsld-(\d{8}-\d{6})\.tar\.zst(\.age)?")


def scheduled() -> list[Path]:
    """The backups in BACKUP_DIR, the oldest first."""
    folder = settings.ENVIRONMENT.backup_dir
    found = [path for path in Path(folder).iterdir() if OURS.fullmatch(path.name)] if folder and folder.is_dir() else []
    return sorted(found, key=lambda path: path.name)


def last_backup_at() -> datetime | None:
    """When the newest one was made, as its name says."""
    newest = scheduled()[-1:]
    said = OURS.fullmatch(newest[0].name) if newest else None
    return timezone.make_aware(datetime.strptime(said[1], "%Y%m%d-%H%M%S")) if said else None


def back_up() -> int:
    """Raises OSError where the folder cannot be written; then no older backup is removed."""
    folder = Path(settings.ENVIRONMENT.backup_dir or "")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"atvsld-{timezone.localtime():%Y%m%d-%H%M%S}.tar.zst"
    make_backup(folder / name, recipient=settings.ENVIRONMENT.backup_recipient)
    for path in scheduled()[: -settings.ENVIRONMENT.backup_keep]:
        path.unlink()
    return 1


JOBS = (Job("backup", _("Sao lưu"), back_up, at=time(2, 0), is_long=True),) if settings.ENVIRONMENT.backup_dir else ()
