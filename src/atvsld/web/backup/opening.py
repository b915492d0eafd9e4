"""Opening a backup file: unlock, unpack, and see that everything in it is as its manifest says."""

from __future__ import annotations

from pathlib import Path

from ...base.errors import RuleViolation
from . import archive, locking, sqlite
from .make import suffix_of
from .manifest import Manifest


def unpack(file: Path, folder: Path, identity: Path | None) -> Manifest:
    """Unpack the backup into `folder`, which is empty; every hash and every count of rows is compared.

    Raises RuleViolation: backup.missing, backup.locked, backup.foreign, backup.damaged.
    """
    if not file.is_file():
        raise RuleViolation("backup.missing", f"Không có tệp «{file}».")
    suffix, plain = suffix_of(file), file
    if file.name.endswith(locking.SUFFIX):
        plain = folder / f".plain{suffix}"
        locking.unlock(file, plain, identity)
    try:
        manifest = archive.read(plain, suffix, folder)
    finally:
        if plain != file:
            plain.unlink()
    if manifest.database == "sqlite":
        _check_sqlite(manifest, folder / sqlite.NAME)
    return manifest


def _check_sqlite(manifest: Manifest, database: Path) -> None:
    sqlite.check(database)
    if sqlite.tables(database) != manifest.tables:
        raise RuleViolation(
            "backup.damaged", "Bản sao lưu bị hỏng: số dòng không khớp với mục lục; hãy dùng một bản khác."
        )
