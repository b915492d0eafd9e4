"""How a database with the reference data is made and copied: a file on SQLite, a template on PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections

from atvsld.testing import load_reference_data

# A thread of a test that is over may still hold the file; longer than this it is a fault of the test.
PATIENCE_SECONDS = 20


class Copies:
    """The database of one process of tests, as the copy of a template that all processes share."""

    def __init__(self) -> None:
        self.creation: Any = connection.creation
        self.outside = connection.settings_dict["NAME"]
        self.own = self.creation._get_test_db_name()

    def fill(self, name: str) -> None:
        """All tables, by the migrations, and the reference data."""
        connection.settings_dict["TEST"]["NAME"] = name
        self.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        load_reference_data()
        connections.close_all()
        cache.clear()

    def use(self, name: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


class SqliteCopies(Copies):
    name = "template.sqlite3"

    def make_template(self, folder: Path) -> None:
        self.fill(str(folder / self.name))

    def copy(self, folder: Path) -> None:
        self.template = folder / self.name
        self.use(self.own)
        self.copy_again()

    def copy_again(self) -> None:
        """Page by page under the lock of a writer: other threads may still have the file open."""
        connections.close_all()
        until = time.monotonic() + PATIENCE_SECONDS

        def look_at_clock(*_: int) -> None:
            if time.monotonic() > until:
                raise TimeoutError(f"{self.own} is still locked by a test that is over")

        with closing(sqlite3.connect(self.template)) as source, closing(sqlite3.connect(self.own)) as target:
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target, progress=look_at_clock, sleep=0.02)

    def remove(self) -> None:
        self.use(self.outside)
        Path(self.own).unlink(missing_ok=True)


class PostgresCopies(Copies):
    def __init__(self) -> None:
        super().__init__()
        self.name = f"test_{self.outside}_template"

    def make_template(self, folder: Path) -> None:
        self.fill(self.name)

    def copy(self, folder: Path) -> None:
        self.use(self.own)
        self.copy_again()

    def copy_again(self) -> None:
        connections.close_all()
        self.order(f'DROP DATABASE IF EXISTS "{self.own}" WITH (FORCE)')
        self.order(f'CREATE DATABASE "{self.own}" TEMPLATE "{self.name}" STRATEGY FILE_COPY')

    def remove(self) -> None:
        self.use(self.outside)
        self.order(f'DROP DATABASE IF EXISTS "{self.own}" WITH (FORCE)')

    def order(self, statement: str) -> None:
        with self.creation._nodb_cursor() as cursor:
            cursor.execute(statement)


def copies() -> SqliteCopies | PostgresCopies:
    return SqliteCopies() if connection.vendor == "sqlite" else PostgresCopies()
