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


def free_ids(table: str, count: int) -> Sequence[int]:
    """Ids for that many new rows, taken so that others add rows meanwhile. Call inside a transaction."""
    if connection.vendor != "postgresql":
        first = first_free_id(table)
        return range(first, first + count)
    with connection.cursor() as cursor:
        quoted = connection.ops.quote_name(table)
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [quoted, count])
        return [number for (number,) in cursor.fetchall()]


def insert(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    """All rows. Raises what Django raises of a statement that the database refuses."""
    quoted, names = connection.ops.quote_name(table), ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {quoted} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            # An iterator as the driver takes it: a million rows are never a list.
            statement = f"INSERT INTO {quoted} ({names}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, rows)  # type: ignore[arg-type]


def insert_with_ids(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    """All rows with ids from `first_free_id` on, which are then taken."""
    insert(table, columns, rows)
    if connection.vendor == "postgresql":
        quoted = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {}))".format(quoted),  # noqa: S608, UP032
                           [quoted])  # fmt: skip
