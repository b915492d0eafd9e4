"""What was there before a restore is kept aside, and comes back when the restore fails."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

MOVED = ("files", "keys", "lake", "cache", "setup.json")


class Aside:
    """The former records, files and keys: a folder `before-restore-…`; tables of PostgreSQL in a schema so named."""

    def __init__(self, stamp: str) -> None:
        self.var = Path(settings.ATVSLD_VAR)
        self.folder = self.var / f"before-restore-{stamp}"
        self.schema = f"before_restore_{stamp.replace('-', '_')}"
        self.moved: list[str] = []
        self.tables: list[str] = []

    def put(self) -> None:
        self.folder.mkdir(mode=0o700)
        if connection.vendor == "sqlite":
            connections.close_all()
            database = Path(connection.settings_dict["NAME"]).name
            self._move(*(f"{database}{end}" for end in ("", "-wal", "-shm")))
        else:
            self.tables = _tables()
            _to_schema(self.tables, self.schema, source=_current_schema())
        self._move(*MOVED)

    def put_back(self) -> None:
        """Whatever the restore had made is removed."""
        if connection.vendor == "sqlite":
            connections.close_all()
            database = Path(connection.settings_dict["NAME"])
            for end in ("", "-wal", "-shm"):
                Path(f"{database}{end}").unlink(missing_ok=True)
        else:
            connection.close()
            home = _current_schema()
            with connection.cursor() as cursor:
                for table in _tables():
                    cursor.execute(f"DROP TABLE {_quoted(table)} CASCADE")
            _to_schema(self.tables, home, source=self.schema)
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {_quoted(self.schema)}")
        for name in MOVED:
            _remove(self.var / name)
        for name in self.moved:
            (self.folder / name).rename(self.var / name)
        with suppress(OSError):
            self.folder.rmdir()

    def _move(self, *names: str) -> None:
        for name in names:
            if (self.var / name).exists():
                (self.var / name).rename(self.folder / name)
                self.moved.append(name)

    def __str__(self) -> str:
        return f"{self.folder}" + (f"; bảng cũ trong lược đồ {self.schema}" if self.tables else "")


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def _current_schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def _to_schema(tables: list[str], schema: str, *, source: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {_quoted(schema)}")
        for table in tables:
            cursor.execute(f"ALTER TABLE {_quoted(source)}.{_quoted(table)} SET SCHEMA {_quoted(schema)}")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
