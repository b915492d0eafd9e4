"""The embedded database in a backup: SQLite's own online copy, which disturbs no writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ...base.errors import RuleViolation

NAME = "database.sqlite3"
WAIT_SECONDS = 60.0


def copy(source: Path, target: Path) -> None:
    """The database as it was at one moment; whoever writes meanwhile goes on writing."""
    with closing(sqlite3.connect(source, timeout=WAIT_SECONDS)) as live, closing(sqlite3.connect(target)) as copied:
        live.backup(copied, pages=-1)
        # One file, with nothing beside it.
        copied.execute("PRAGMA journal_mode=DELETE")
    target.chmod(0o600)


def tables(path: Path) -> dict[str, dict[str, Any]]:
    """{table: {"columns": […], "rows": n}} of a database file."""
    with closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
        return {
            name: {
                "columns": [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')],
                "rows": database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0],  # noqa: S608
            }
            for (name,) in sorted(names)
        }


def migrations(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as database:
        return list(database.execute("SELECT app, name FROM django_migrations"))


def rows(path: Path, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        listed = ", ".join(f'"{c}"' for c in columns)
        yield from database.execute(f'SELECT {listed} FROM "{table}"')  # noqa: S608


def check(path: Path) -> None:
    """Raises RuleViolation with backup.damaged when SQLite finds the file inconsistent."""
    try:
        with closing(sqlite3.connect(path)) as database:
            said = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise RuleViolation("backup.damaged", f"Bản sao lưu bị hỏng: SQLite báo «{said}»; hãy dùng một bản khác.")
