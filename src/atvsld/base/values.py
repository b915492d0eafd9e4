"""Plain values written one way: for hashing, for the audit, for files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]
from typing import Any

# Most values are one of these; asked first, for a file has a million of them.
AS_THEY_ARE = frozenset({type(None), str, int, bool, float})


def _not_plain(value: Any) -> Any:
    """What an encoder does with a value that JSON does not have."""
    raise TypeError(f"{type(value).__name__} is no plain value")


# Made once: `JSONEncoder.encode` makes itself a new one for each value.
_encode = c_make_encoder(None, _not_plain, encode_basestring, None, ":", ",", True, False, True)


def encoded(value: Any) -> str:
    """The canonical JSON of a value that is plain already: keys in order, no spaces, letters as they are."""
    return "".join(_encode(value, 0))


def plain(value: Any) -> Any:
    """A JSON value that is the same before a save and after a read, on SQLite and PostgreSQL."""
    if type(value) in AS_THEY_ARE:
        return value
    return _WRITTEN.get(type(value), _of_another_kind)(value)


def _moment(value: datetime) -> str:
    return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat(timespec="microseconds")


def _decimal(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _list(values: Iterable[Any]) -> list[Any]:
    return [value if type(value) in AS_THEY_ARE else plain(value) for value in values]


def _dict(values: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): value if type(value) in AS_THEY_ARE else plain(value) for key, value in values.items()}


def _of_another_kind(value: Any) -> Any:
    for kind, write in _WRITTEN.items():
        if isinstance(value, kind):
            return write(value)
    return value


# By the very kind of a value; a moment stands before a day, which it is too.
_WRITTEN: dict[type, Callable[[Any], Any]] = {
    datetime: _moment, date: date.isoformat, Decimal: _decimal, list: _list, tuple: _list, dict: _dict,
}  # fmt: skip


def canonical_json(value: Any) -> str:
    return encoded(plain(value))


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
