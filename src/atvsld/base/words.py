"""Finding rows by words: an inverted index of `search_text` in the database, FTS5 on SQLite and GIN on PostgreSQL.

Every word that was typed must be there, in any order; the last may be the beginning of one, for it is still being
typed. `search_text` holds folded text (`base.search`), so accents and case play no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Lookup, Model, Q, QuerySet, TextField

from .search import folded_words

if TYPE_CHECKING:
    from .register import Register

# A search that finds no more than this is answered by the keys it found; above, it becomes one more condition.
FEW = 1000


def words_table(model: type[Model]) -> str:
    """The name of the index of a model's words."""
    return f"{model._meta.db_table}_words"


def fts5_query(words: Sequence[str]) -> str:
    """'"tan" AND "cuong"*' for ["tan", "cuong"]."""
    return " AND ".join(f'"{word}"' for word in words) + "*"


def tsquery(words: Sequence[str]) -> str:
    """ "'tan' & 'cuong':*" for ["tan", "cuong"]."""
    return " & ".join(f"'{word}'" for word in words) + ":*"


def matching(rows: QuerySet, text: str) -> QuerySet:
    """The rows in which every word of the text stands."""
    return rows.filter(words_condition(rows.model, text))


def words_condition(model: type[Model], text: str) -> Q:
    """That every word of the text stands in a row: the keys of a few rows, or one more condition on many."""
    words = folded_words(text)
    if not words:
        return Q()
    keys = keys_of(model, words)
    return Q(search_text__words=words) if keys is None else Q(pk__in=keys)


def keys_of(model: type[Model], words: Sequence[str]) -> list[int] | None:
    """The keys of all rows with these words, when there are few (`FEW`); None when there are more.

    Says nothing about who may see them: the caller filters rows that are visible by these keys.
    """
    table, key = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name("id")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            index = connection.ops.quote_name(words_table(model))
            sql = f"SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT %s"  # noqa: S608
            cursor.execute(sql, [fts5_query(words), FEW + 1])
        else:
            # Materialised, or the planner hopes to meet a thousand rows soon and reads the table from its beginning.
            condition = "to_tsvector('simple', search_text) @@ to_tsquery('simple', %s)"
            found = f"SELECT {key} FROM {table} WHERE {condition}"  # noqa: S608
            sql = f"WITH found AS MATERIALIZED ({found}) SELECT {key} FROM found LIMIT %s"  # noqa: S608
            cursor.execute(sql, [tsquery(words), FEW + 1])
        keys = [row[0] for row in cursor.fetchall()]
    return keys if len(keys) <= FEW else None


@TextField.register_lookup
class Words(Lookup):
    """`search_text__words=["tan", "cuong"]`, for a search that finds many rows."""

    lookup_name = "words"
    prepare_rhs = False

    def get_prep_lookup(self) -> Any:
        return tuple(self.rhs)

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        table = connection.ops.quote_name(self.lhs.alias)
        index = connection.ops.quote_name(words_table(self.lhs.target.model))
        # "+ 0": the list's own index leads and the words are looked up, not the other way about, row by row.
        sql = f'{table}."id" + 0 IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)'  # noqa: S608
        return sql, [fts5_query(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"to_tsvector('simple', {column}) @@ to_tsquery('simple', %s)", [*params, tsquery(self.rhs)]


def has_word_index(model: type[Model]) -> bool:
    """Whether rows of the model are found by words."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [words_table(model)])
        else:
            cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", [words_table(model)])
        return bool(cursor.fetchone()[0])


def make_word_index(model: type[Model]) -> None:
    """The index of a model's words, if it is not there as it should be; made anew from the rows when it was.

    Called after every migration: on SQLite a change of a table makes it anew and loses the triggers that keep the
    index, on which it is then rebuilt.
    """
    table = model._meta.db_table
    names = {"index": words_table(model), "table": table}
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _GIN:
                cursor.execute(statement.format(**names))
            return
        wanted = {name.format(**names): made.format(**names) for name, made in _TRIGGERS.items()}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        held = dict(cursor.fetchall())
        if held != wanted:
            kept = [f'DROP TRIGGER "{name}"' for name in held if name.startswith(names["index"])]
            for statement in (*kept, _TABLE, *wanted.values(), _FORGET_ALL, _LEARN_ALL):
                cursor.execute(statement.format(**names))


def learn(register: Register, ids: Sequence[int], landing: int | None = None) -> None:
    """Take new rows of a register into the index; those still marked as landing are taken once they are there.

    Whoever inserts rows says so: on SQLite a trigger that only might write to the index makes each insertion ten times
    as slow, for the index is brought to a safe point before every row.
    """
    if connection.vendor == "sqlite" and register.search_fields and ids:
        model = register.model
        statement = _LEARN_NEW.format(index=words_table(model), table=model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(statement, [min(ids), max(ids), landing])


_TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(
    search_text, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 0',
    detail=none, columnsize=0)"""
_FORGET = "INSERT INTO {index}({index}, rowid, search_text) VALUES ('delete', old.id, old.search_text);"
_LEARN = "INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text);"
_FORGET_ALL = "INSERT INTO {index}({index}) VALUES ('delete-all')"
_LEARN_ALL = "INSERT INTO {index}(rowid, search_text) SELECT id, search_text FROM {table} WHERE landing IS NULL"
_LEARN_NEW = (
    "INSERT INTO {index}(rowid, search_text) SELECT id, search_text FROM {table} "
    "WHERE id BETWEEN %s AND %s AND landing IS %s"
)
_TRIGGERS = {
    "{index}_delete": "CREATE TRIGGER {index}_delete AFTER DELETE ON {table} WHEN old.landing IS NULL "
    "BEGIN " + _FORGET + " END",
    "{index}_update": "CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table} "
    "WHEN old.landing IS NULL AND old.search_text IS NOT new.search_text "
    "BEGIN " + _FORGET + " " + _LEARN + " END",
}
# New words wait in a short list that each search reads too (a millisecond), and go into the tree many at a time.
_GIN = (
    "CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (to_tsvector('simple', search_text))",
    "ALTER INDEX {index} SET (fastupdate = on, gin_pending_list_limit = 512)",
)
