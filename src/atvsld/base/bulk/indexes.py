"""Indexes of a table put aside while it is filled, and made anew of the whole, which is less work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model

from ..words import has_word_index, make_word_index

Statements = list[str]
# Memory while indexes of millions of rows are made; of SQLite in KiB, with a minus as it wants it.
SORTING = "256MB"
SQLITE_PAGES = -64_000


@contextmanager
def made_at_the_end(model: type[Model]) -> Iterator[None]:
    """Within this the table has neither its indexes, that of its words included, nor (PostgreSQL) its foreign keys.

    Call inside a transaction: whoever reads the table waits on PostgreSQL, and reads what there was before on SQLite.
    What a unique constraint is stays. Raises IntegrityError at the end when a row points nowhere.
    """
    has_words = has_word_index(model)
    drop, make = _postgresql(model) if connection.vendor == "postgresql" else _sqlite(model)
    _run(drop)
    with _roomy():
        yield
        _run(make)
        if has_words:
            make_word_index(model)


@contextmanager
def _roomy() -> Iterator[None]:
    """SQLite holds more of the file in memory meanwhile: what is unique is looked up at random."""
    if connection.vendor != "sqlite":
        yield
        return
    ((before,),) = _asked("PRAGMA cache_size")
    _run([f"PRAGMA cache_size = {SQLITE_PAGES}"])
    try:
        yield
    finally:
        _run([f"PRAGMA cache_size = {before}"])


def _run(statements: Statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _asked(sql: str, *params: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _sqlite(model: type[Model]) -> tuple[Statements, Statements]:
    """The triggers keep the index of words: `make_word_index` makes both of them."""
    sql = "SELECT {} FROM sqlite_master WHERE type = '{}' AND tbl_name = %s AND sql IS NOT NULL"
    table, quote = model._meta.db_table, connection.ops.quote_name
    indexes = _asked(sql.format("name, sql", "index"), table)
    triggers = _asked(sql.format("name, sql", "trigger"), table)
    drop = [f"DROP INDEX {quote(name)}" for name, _ in indexes] + [f"DROP TRIGGER {quote(t)}" for t, _ in triggers]
    return drop, [made for _, made in indexes]


def _postgresql(model: type[Model]) -> tuple[Statements, Statements]:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    indexes = _asked(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s "
        "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname AND conrelid = %s::regclass)",
        model._meta.db_table, table,
    )  # fmt: skip
    keys = _asked(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
        table,
    )
    drop = [f"ALTER TABLE {table} DROP CONSTRAINT {quote(name)}" for name, _ in keys]
    drop += [f"DROP INDEX {quote(name)}" for name, _ in indexes]
    make = [made for _, made in indexes]
    make += [f"ALTER TABLE {table} ADD CONSTRAINT {quote(name)} {made}" for name, made in keys]
    # What earlier rows of the transaction promised is asked now: a table with open promises cannot be altered.
    checked = ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"]
    return [*checked, *drop], [f"SET LOCAL maintenance_work_mem = '{SORTING}'", *make]
