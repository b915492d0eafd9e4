"""How the value of an attribute is handed to the driver, found out once for a table and not once a cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models

# Stored as they are in Python; whatever is not among these goes through its field.
AS_THEY_ARE = (models.CharField, models.IntegerField, models.BooleanField, models.ForeignKey, models.BigAutoField)


def preparations(fields: Sequence[models.Field]) -> list[tuple[int, Callable[[Any], Any]]]:
    """(position, what makes a value of that column ready) for the columns that need it."""
    return [(i, _preparation(field)) for i, field in enumerate(fields) if not _is_stored_as_is(field)]


def in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


@lru_cache(maxsize=4096)
def _sqlite_moment(value: datetime | None) -> str | None:
    """As Django writes it: without the "+00:00" at its end. Rows of a file share most of their moments."""
    return None if value is None else str(in_utc(value))[:-6]


def _is_stored_as_is(field: models.Field) -> bool:
    own_way = type(field).get_prep_value is not models.Field.get_prep_value
    return isinstance(field, AS_THEY_ARE) or (type(field) is models.TextField and own_way)


def _preparation(field: models.Field) -> Callable[[Any], Any]:
    if connection.vendor == "sqlite" and isinstance(field, models.DateTimeField):
        return _sqlite_moment
    if connection.vendor == "sqlite" and type(field) is models.DateField:
        return lambda value: None if value is None else value.isoformat()
    if type(field) is models.JSONField and connection.vendor == "sqlite" and field.encoder is None:
        return lambda value: None if value is None else json.dumps(value)
    if isinstance(field, models.TextField) and type(field).get_db_prep_value is models.Field.get_db_prep_value:
        return field.get_prep_value
    return lambda value: field.get_db_prep_save(value, connection)
