"""New rows that are model instances, written as fast as the database takes them.

Django's compiler asks each field about each value three times; for a file of many columns that costs more than all
rules together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

from .insert import free_ids, insert
from .prepared import preparations


class _Table:
    """A table without its id: how a row of it is read off an instance."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.columns = [str(field.column) for field in fields]
        self.now = [f.attname for f in fields if getattr(f, "auto_now", False) or getattr(f, "auto_now_add", False)]
        self._read = attrgetter(*(field.attname for field in fields))
        self._prepared: list[tuple[int, Callable[[Any], Any]]] = preparations(fields)

    def row(self, instance: models.Model) -> tuple[Any, ...]:
        cells = list(self._read(instance))
        for index, prepare in self._prepared:
            cells[index] = prepare(cells[index])
        return tuple(cells)


@lru_cache(maxsize=64)
def _table(model: type[models.Model], vendor: str) -> _Table:
    return _Table(model)


def insert_new(rows: Sequence[models.Model], *, with_ids: bool = True) -> None:
    """Write new rows of one table; `with_ids` they then carry the ids they have there. Call inside a transaction.

    Raises IntegrityError and DataError as `bulk_create` does.
    """
    if not rows:
        return
    model = type(rows[0])
    table, name = _table(model, connection.vendor), model._meta.db_table
    if table.now:
        now = timezone.now()
        for row in rows:
            for attribute in table.now:
                setattr(row, attribute, now)
    if not with_ids:
        insert(name, table.columns, map(table.row, rows))
        return
    ids = free_ids(name, len(rows))
    insert(name, ["id", *table.columns], ((pk, *table.row(row)) for pk, row in zip(ids, rows, strict=True)))
    for pk, row in zip(ids, rows, strict=True):
        row.pk = pk
        row._state.adding, row._state.db = False, connection.alias
