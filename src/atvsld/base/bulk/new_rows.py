"""New rows of a register, written as fast as the database takes them.

Django's compiler asks each field about each value three times, and an instance is made column by column; for a file of
many columns that costs more than all rules together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from ..audit.private import sealed
from ..register import Register, Values
from ..words import learn
from .insert import free_ids, insert
from .rows import Columns, Stored

NOTHING: tuple[Any, ...] = (None, "", [], False)


class NewRows:
    """Rows of one register and one moment: made of values, inserted, entered in the audit."""

    def __init__(self, register: Register) -> None:
        self.register, self.columns = register, columns_of(register)
        self._house = dict.fromkeys(self.columns.moments, timezone.now())

    def row(self, values: Values, extra: Mapping[str, Any]) -> Stored:
        """`extra` are columns that are no fields."""
        return self.columns.filled(values, {**self._house, **extra})

    def insert(self, rows: Sequence[Stored]) -> Sequence[int]:
        """The ids that these rows now have. Raises IntegrityError and DataError as `bulk_create` does."""
        if not rows:
            return ()
        table = self.register.model._meta.db_table
        ids = free_ids(table, len(rows))
        for pk, row in zip(ids, rows, strict=True):
            row["id"] = pk
        insert(table, self.columns.names, map(self.columns.for_database, rows))
        if rows[0]["landing"] is None:
            learn(self.register, ids)
        return ids

    def entered(self, row: Stored) -> tuple[int, dict[str, list[Any]], bytes]:
        """What the audit says of a row: its id, {field: [None, value]}, its hash."""
        said = self.columns.said(row)
        changes = {f.name: [None, said[c]] for f, c in self.register.stored if said[c] not in NOTHING}
        return row["id"], sealed(self.register, changes), self.columns.hash_of(said)


_COLUMNS: dict[str, Columns] = {}


def columns_of(register: Register) -> Columns:
    """Worked out once a register and database."""
    held = _COLUMNS.get(register.name)
    if held is None or held.register is not register or held.vendor != connection.vendor:
        held = _COLUMNS[register.name] = Columns(register)
    return held
