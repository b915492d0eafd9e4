"""Rows into a table the fastest way the database has: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection


def first_free_id(table: str) -> int:
    """The id of the next row. Until the end of the transaction nobody else adds rows to the table.

    Call inside a transaction; on SQLite that one is the only writer anyway.
    """
    quoted = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {quoted} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [quoted])
            sequence = cursor.fetchone()[0]
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        given_out = cursor.fetchone()
        cursor.execute(f"SELECT max(id) FROM {quoted}")  # noqa: S608
        return max(given_out[0] if given_out else 0, cursor.fetchone()[0] or 0) + 1


def insert(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    """All rows, with the ids they carry."""
    quoted, names = connection.ops.quote_name(table), ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quoted} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {}))".format(quoted),  # noqa: S608, UP032
                           [quoted])  # fmt: skip
        else:
            marks = ", ".join(["%s"] * len(columns))
            # An iterator as the driver takes it: a million rows are never a list.
            statement = f"INSERT INTO {quoted} ({names}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, rows)  # type: ignore[arg-type]
