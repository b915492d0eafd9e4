"""From the values of a row to what the database stores of it, without a model instance for each of a million rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connection, models

from ..audit.record import UNHASHED, without_unused
from ..register import Register
from ..search import fold
from ..sortkey import vietnamese_sort_key
from ..values import encoded, plain
from .prepared import in_utc, preparations

Stored = dict[str, Any]
# Whose values are written in JSON as they are.
PLAIN = (models.CharField, models.IntegerField, models.BooleanField, models.ForeignKey)


class Columns:
    """The columns of a register's table: how a row is filled, hashed and handed to the database."""

    def __init__(self, register: Register) -> None:
        self.register, self.vendor = register, connection.vendor
        self._searched = register.search_fields
        self.fields = list(register.model._meta.concrete_fields)
        self.names = [f.column for f in self.fields]
        columns = {f.name: f.attname for f in self.fields} | {f.name: f.column for f in register.fields}
        self._renamed = [(name, column) for name, column in columns.items() if name != column]
        self._defaults = {f.attname: f.get_default() for f in self.fields}
        self._fresh = [f.attname for f in self.fields if isinstance(f.get_default(), list)]
        hashed = [f for f in self.fields if f.name not in UNHASHED]
        self._hashed = sorted(f.attname for f in hashed)
        self._not_plain = [f.attname for f in hashed if not isinstance(f, PLAIN)]
        self.moments = [
            f.attname for f in self.fields if getattr(f, "auto_now_add", False) or getattr(f, "auto_now", False)
        ]
        self._hashed_of = itemgetter(*self._hashed)
        self._cells_of = itemgetter(*(f.attname for f in self.fields))
        self._prepared = preparations(self.fields)

    def filled(self, values: Mapping[str, Any], extra: Mapping[str, Any]) -> Stored:
        """Every column by attribute name: values of fields, columns that are no fields, and what the house adds."""
        stored = {**self._defaults, **{name: [] for name in self._fresh}, **extra, **values}
        for name, column in self._renamed:
            if name in stored:
                stored[column] = stored.pop(name)
        # Each text by itself: numbers are plain letters, and whole texts come again.
        stored["search_text"] = " ".join(filter(None, (fold(str(stored[n] or "")) for n in self._searched)))
        if self.register.sort_by:
            stored["sort_key"] = vietnamese_sort_key(stored[self.register.sort_by])
        return stored

    def said(self, stored: Stored) -> dict[str, Any]:
        """What the row says, in plain values: every column but those that follow from others."""
        said = dict(zip(self._hashed, self._hashed_of(stored), strict=True))
        for name in self._not_plain:
            said[name] = _plain(said[name])
        return said

    def content_hash(self, stored: Stored) -> bytes:
        """The 32 bytes of `audit.record.content_hash` of this row."""
        return self.hash_of(self.said(stored))

    def hash_of(self, said: dict[str, Any]) -> bytes:
        return hashlib.sha256(encoded(without_unused(self.register.model, said)).encode()).digest()

    def instance(self, stored: Stored) -> Any:
        """The row as a model instance that is in the database."""
        row = self.register.model(*self._cells_of(stored))
        row._state.adding, row._state.db = False, connection.alias
        return row

    def for_database(self, stored: Stored) -> tuple[Any, ...]:
        """The values in the order of `names`, as the driver takes them."""
        row = list(self._cells_of(stored))
        for index, prepare in self._prepared:
            if row[index] is not None:
                row[index] = prepare(row[index])
        return tuple(row)


def _plain(value: Any) -> Any:
    """As `values.plain`, the common kinds first."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return _moment(value)
    return plain(value)


@lru_cache(maxsize=4096)
def _moment(value: datetime) -> str:
    """Rows of a load share most of their moments."""
    return in_utc(value).isoformat(timespec="microseconds")
