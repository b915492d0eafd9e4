"""Caches that all processes of an installation share, and whose counters count each call once.

Django's own file and database caches read, add and write a counter in three steps, so that two processes at once count
one call; and they forget how long a counter was to live. Limits of calls and locks of accounts rest on both.
"""

from __future__ import annotations

import base64
import fcntl
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.db import connections, router, transaction

if TYPE_CHECKING:
    # The stubs leave out what a subclass stands on.
    FileBase: Any = FileBasedCache
    DatabaseBase: Any = DatabaseCache
else:
    FileBase, DatabaseBase = FileBasedCache, DatabaseCache


class SharedFileCache(FileBase):
    """Files of one folder, for the embedded installation: a count never waits for the one writer of SQLite."""

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._createdir()
        with Path(self._dir, "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        with self._held():
            return super().add(key, value, timeout, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The new count, living as long as before; ValueError when there is none."""
        with self._held():
            value, expires = self._read(key, version)
            self.set(key, value + delta, None if expires is None else expires - time.time(), version)
        return value + delta

    def _read(self, key: str, version: int | None) -> tuple[int, float | None]:
        value = self.get(key, version=version)
        path = Path(self._key_to_file(key, version))
        if value is None or not path.exists():
            raise ValueError(f"Key '{key}' not found")
        with path.open("rb") as file:
            return value, pickle.load(file)  # noqa: S301 (the folder is the installation's own)

    def _cull(self) -> None:
        """Where there are too many: first what has expired, then, as Django does, some of the others."""
        files = self._list_cache_files()
        if len(files) < self._max_entries:
            return
        for name in files:
            with suppress(FileNotFoundError), Path(name).open("rb") as file:
                self._is_expired(file)
        super()._cull()


class SharedDatabaseCache(DatabaseBase):
    """A table of PostgreSQL, for an installation of several machines."""

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The new count, living as long as before; ValueError when there is none."""
        name = self.make_and_validate_key(key, version=version)
        db = router.db_for_write(self.cache_model_class)
        table = connections[db].ops.quote_name(self._table)
        with transaction.atomic(using=db), connections[db].cursor() as cursor:
            cursor.execute(f"SELECT value, expires FROM {table} WHERE cache_key = %s FOR UPDATE", [name])  # noqa: S608
            found = cursor.fetchone()
            if found is None or found[1] <= datetime.now(UTC):
                raise ValueError(f"Key '{key}' not found")
            count = pickle.loads(base64.b64decode(found[0])) + delta  # noqa: S301 (the table is the installation's own)
            stored = base64.b64encode(pickle.dumps(count, self.pickle_protocol)).decode("latin1")
            cursor.execute(f"UPDATE {table} SET value = %s WHERE cache_key = %s", [stored, name])  # noqa: S608
        return count
