"""Making a backup, while everything goes on running."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ...base.errors import RuleViolation
from . import archive, keys, locking, postgres, sqlite
from .manifest import Manifest, by_app

MODE_OF_OTHERS = 0o077


@dataclass(frozen=True)
class Made:
    """The file that was written, and what it says of itself."""

    path: Path
    manifest: Manifest
    is_encrypted: bool


def suffix_of(path: Path) -> str:
    """ ".tar.zst" or ".tar.gz", whether encrypted or not. Raises RuleViolation with backup.name."""
    name = path.name.removesuffix(locking.SUFFIX)
    for suffix in archive.SUFFIXES:
        if name.endswith(suffix):
            return suffix
    raise RuleViolation(
        "backup.name",
        f"Tên tệp phải kết thúc bằng {' hoặc '.join(archive.SUFFIXES)} (thêm {locking.SUFFIX} nếu mã hóa).",
    )


def make_backup(out: Path, *, recipient: str = "", has_keys: bool = True) -> Made:
    """Write the backup to `out`, encrypted to `recipient` where one is given (then its name ends with .age).

    It is written aside and read back before it gets its name. Raises RuleViolation and OSError.
    """
    suffix = suffix_of(out)
    if recipient and not locking.is_recipient(recipient):
        raise RuleViolation(
            "backup.recipient", "Khóa công khai để mã hóa phải có dạng age1…; tạo bằng atvsld backup-key."
        )
    if not recipient and out.name.endswith(locking.SUFFIX):
        raise RuleViolation(
            "backup.recipient", "Muốn mã hóa thì chỉ khóa công khai: --recipient age1… (atvsld backup-key)."
        )
    if recipient and not out.name.endswith(locking.SUFFIX):
        out = out.with_name(out.name + locking.SUFFIX)
    if out.exists():
        raise RuleViolation("backup.exists", f"Đã có «{out.name}»; hãy chọn tên khác.")
    with staging("backup-") as folder:
        plain = folder / f"backup{suffix}"
        manifest = _write(plain, suffix, folder, has_keys=has_keys)
        archive.read(plain, suffix, None)
        _publish(plain, out, recipient)
    return Made(out, manifest, bool(recipient))


@contextmanager
def staging(prefix: str) -> Iterator[Path]:
    """A folder of ours on the disk of the records, gone at the end."""
    with tempfile.TemporaryDirectory(prefix=prefix, dir=settings.ATVSLD_VAR) as folder:
        yield Path(folder)


def _write(plain: Path, suffix: str, folder: Path, *, has_keys: bool) -> Manifest:
    # The records first: a file that a record names was stored before the record, so it is there.
    made_at = timezone.now().isoformat(timespec="seconds")
    with archive.writing(plain, suffix) as writer:
        if connection.vendor == "sqlite":
            copied = folder / sqlite.NAME
            sqlite.copy(Path(connection.settings_dict["NAME"]), copied)
            tables, applied = sqlite.tables(copied), sqlite.migrations(copied)
            writer.add(sqlite.NAME, copied)
        else:
            with postgres.one_moment() as raw:
                tables, applied = postgres.dump(raw, folder), postgres.migrations(raw)
            for table in tables:
                writer.add(f"tables/{table}.copy", folder / f"{table}.copy")
                (folder / f"{table}.copy").unlink()
        for name, path in _stored_files():
            writer.add(name, path)
        held = keys.current()
        if has_keys:
            writer.add_text("keys.json", keys.as_text(held))
        manifest = Manifest(
            program_version=settings.ATVSLD_VERSION,
            made_at=made_at,
            database=connection.vendor,
            migrations=by_app(applied),
            tables=tables,
            keys=keys.fingerprints(held),
            has_keys=has_keys,
        )
        return writer.close(manifest)


def _stored_files() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"files/{path.relative_to(root).as_posix()}", path


def _publish(plain: Path, out: Path, recipient: str) -> None:
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        if recipient:
            locking.lock(plain, draft, recipient)
        else:
            with plain.open("rb") as source, locking.open_new(draft) as target:
                while data := source.read(archive.CHUNK):
                    target.write(data)
                target.flush()
                os.fsync(target.fileno())
            if draft.stat().st_mode & MODE_OF_OTHERS:
                raise RuleViolation(
                    "backup.exposed",
                    f"Nơi ghi «{out.parent}» không giữ được quyền chỉ chủ đọc, mà trong đó có dữ liệu cá nhân và khóa;"
                    " hãy mã hóa (--recipient) hoặc ghi nơi khác.",
                )
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
