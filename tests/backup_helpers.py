"""What the drills of backup and restore need: an empty installation, and one number for all that a table holds."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection

from atvsld.web.backup.manifest import PASSING

# The outbox is emptied and the lake made anew by a restore; workers start from nothing.
MADE_ANEW = PASSING | {"base_change", "base_jobrun", "figures_lakemanifest"}

# Runs in the installation that is restored.
LOOK = """
import io, json, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from atvsld.accidents.models import Victim
from atvsld.base.models import AuditEntry
said = io.StringIO()
call_command("restore", sys.argv[1], "--json", stdout=said)
told = json.loads(said.getvalue())
executor = MigrationExecutor(connection)
assert not executor.migration_plan(executor.loader.graph.leaf_nodes()), "it is not up to date"
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
# Rolled back, so that what came back stays as it came.
with transaction.atomic():
    client.post("/dang-nhap/", {"login": sys.argv[2], "password": sys.argv[3]})
    is_signed_in = "_auth_user_id" in client.session and client.get("/tai-nan/").status_code == 200
    transaction.set_rollback(True)
print(json.dumps({
    **{name: told[name] for name in ("is_intact", "lake_rows", "rows")},
    "is_signed_in": is_signed_in,
    "identity_numbers": sorted(v.identity_number for v in Victim.objects.all()),
    "entries": AuditEntry.objects.count(),
}))
"""


class Installation:
    """An installation of its own in a folder, and with a database of its own where the tests run on PostgreSQL."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.environment = {k: v for k, v in os.environ.items() if not k.endswith("_KEY")}
        self.environment |= {"ATVSLD_VAR": str(folder), "DEMO": "0", "DJANGO_SETTINGS_MODULE": "atvsld.web.settings"}
        self.environment.pop("DATABASE_URL", None)
        self.database_url = database_url
        if database_url:
            self.environment["DATABASE_URL"] = database_url

    def run(self, *arguments: str, **more: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "atvsld", *arguments]
        done = subprocess.run(
            command, env=self.environment | more, capture_output=True, text=True, check=False, timeout=120
        )
        return done.returncode, done.stdout, done.stderr

    def restore_and_look(self, file: Path, username: str, password: str) -> dict[str, Any]:
        """In one process, for each costs seconds to start."""
        command = [sys.executable, "-c", LOOK, str(file), username, password]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    def tables(self) -> dict[str, str]:
        if not self.database_url:
            return of_sqlite(self.folder / "atvsld.sqlite3")
        with psycopg.connect(self.database_url) as raw:
            return of_postgres(raw)


@contextmanager
def empty_installation(folder: Path, name: str) -> Iterator[Installation]:
    """On the kind of database that the tests run on."""
    folder.mkdir(parents=True)
    if connection.vendor == "sqlite":
        yield Installation(folder)
        return
    told = connection.get_connection_params()
    server = {k: told[k] for k in ("host", "port", "user", "password") if told.get(k)}
    with psycopg.connect(**server, dbname=told["dbname"], autocommit=True) as raw:
        raw.execute(f'DROP DATABASE IF EXISTS "{name}"')
        raw.execute(f'CREATE DATABASE "{name}"')
        try:
            host, user = quote(str(server.get("host", "")), safe=""), quote(str(server["user"]))
            password = f":{quote(server['password'])}" if server.get("password") else ""
            port = f":{server['port']}" if server.get("port") else ""
            yield Installation(folder, f"postgres://{user}{password}@{host}{port}/{name}")
        finally:
            raw.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def of_live() -> dict[str, str]:
    """The database of the tests themselves."""
    if connection.vendor == "sqlite":
        return of_sqlite(Path(connection.settings_dict["NAME"]))
    with closing(connection.get_new_connection(connection.get_connection_params())) as raw:
        return of_postgres(raw)


def of_sqlite(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'").fetchall()
        return {
            name: _hash(repr(row) for row in raw.execute(f'SELECT * FROM "{name}"'))
            for (name,) in names
            if name not in MADE_ANEW
        }


def of_postgres(raw: psycopg.Connection) -> dict[str, str]:
    names = raw.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    return {
        name: _hash(row[0] for row in raw.execute(f'SELECT t::text FROM "{name}" t'))
        for (name,) in names
        if name not in MADE_ANEW
    }


def _hash(rows: Iterator[str]) -> str:
    digest = hashlib.sha256()
    for row in sorted(rows):
        digest.update(row.encode() + b"\n")
    return digest.hexdigest()
