"""A PostgreSQL database in a backup: every table by COPY, in one transaction that sees one moment.

No client program is needed, and no version of one has to match the server's. A backup of the embedded database can be
loaded too: that is how an office moves to PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import Connection, IsolationLevel, sql

from ...base.errors import RuleViolation
from . import sqlite
from .manifest import PASSING, Manifest

COLUMNS = """
    SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
    ORDER BY c.table_name, c.ordinal_position
"""
SEQUENCES = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')
"""
CHUNK = 1 << 20


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection of its own that sees one state of the database and writes nothing."""
    raw = connection.get_new_connection(connection.get_connection_params())
    try:
        raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
        yield raw
    finally:
        raw.close()


def columns(raw: Connection) -> dict[str, dict[str, str]]:
    """{table: {column: type}} of every table of ours."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in raw.execute(COLUMNS).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def dump(raw: Connection, folder: Path) -> dict[str, dict[str, Any]]:
    """Every table but the passing ones into `folder`/TABLE.copy; gives the manifest's `tables`."""
    told: dict[str, dict[str, Any]] = {}
    for table, kinds in columns(raw).items():
        if table in PASSING:
            continue
        path = folder / f"{table}.copy"
        with raw.cursor() as cursor, path.open("wb") as out:
            with cursor.copy(_copy(table, kinds, "TO STDOUT")) as source:
                for data in source:
                    out.write(data)
            told[table] = {"columns": list(kinds), "rows": cursor.rowcount}
        path.chmod(0o600)
    return told


def migrations(raw: Connection) -> list[tuple[str, str]]:
    return list(raw.execute("SELECT app, name FROM django_migrations").fetchall())


def load(manifest: Manifest, folder: Path) -> None:
    """Fill the tables, which stand as the backup's migrations make them, all or none.

    Foreign keys are checked at the end of the transaction, so the order of tables does not matter. Raises
    RuleViolation with backup.damaged when a table does not come back whole.
    """
    raw = connection.get_new_connection(connection.get_connection_params())
    try:
        with raw.transaction():
            here = columns(raw)
            missing = [t for t in manifest.tables if t not in here and t not in PASSING and _rows(manifest, t)]
            if missing:
                raise _unlike(missing[0])
            raw.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, here))))
            for table in manifest.tables:
                if table in here and table not in PASSING:
                    _load(raw, manifest, table, here[table], folder)
            _set_sequences(raw)
    finally:
        raw.close()


def _load(raw: Connection, manifest: Manifest, table: str, kinds: Mapping[str, str], folder: Path) -> None:
    names: list[str] = list(manifest.tables[table]["columns"])
    if set(names) != set(kinds):
        raise _unlike(table)
    with raw.cursor() as cursor:
        with cursor.copy(_copy(table, names, "FROM STDIN")) as target:
            if manifest.database == "sqlite":
                for row in sqlite.rows(folder / sqlite.NAME, table, names):
                    target.write_row(_as_postgres(row, [kinds[n] for n in names]))
            else:
                with (folder / "tables" / f"{table}.copy").open("rb") as source:
                    while data := source.read(CHUNK):
                        target.write(data)
        if cursor.rowcount != _rows(manifest, table):
            raise RuleViolation(
                "backup.damaged", f"Bảng {table} có {cursor.rowcount} dòng, mục lục ghi {_rows(manifest, table)}."
            )


def _as_postgres(row: Iterable[Any], kinds: Iterable[str]) -> list[Any]:
    """SQLite keeps instants as text in UTC without saying so, and truth as 0 and 1."""
    told = []
    for value, kind in zip(row, kinds, strict=True):
        if kind == "timestamp with time zone" and isinstance(value, str):
            value = f"{value}+00"
        told.append(str(value) if isinstance(value, int | float) else value)
    return told


def _set_sequences(raw: Connection) -> None:
    for table, column in raw.execute(SEQUENCES).fetchall():
        name, key = sql.Identifier(table), sql.Identifier(column)
        raw.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 1), max({}) IS NOT NULL) FROM {}"
            ).format(sql.Literal(name.as_string(raw)), sql.Literal(column), key, key, name)
        )


def _copy(table: str, names: Iterable[str], direction: str) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    return sql.SQL("COPY {} ({}) " + direction).format(sql.Identifier(table), listed)


def _rows(manifest: Manifest, table: str) -> int:
    return int(manifest.tables[table]["rows"])


def _unlike(table: str) -> RuleViolation:
    return RuleViolation("backup.damaged", f"Bảng {table} của bản sao lưu không khớp với các bước cập nhật mà nó ghi.")
