"""Writing audit entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Max, Model

from ..scope import Scope
from ..values import digest, plain
from .entries import Entering, Said
from .models import AuditEntry

UNHASHED = {"updated_at", "search_text", "sort_key", "landing"}


@dataclass(frozen=True)
class Act:
    """One thing done to one row, ready to be entered."""

    verb: str
    register: str
    row: Model
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def content_hash(row: Model) -> str:
    """SHA-256 over every stored column of a row but those that follow from others.

    A column that came later (`later_columns`) counts from the day it holds something: rows of before keep their hash.
    """
    # `type` of the person of a request is Django's lazy wrapper; its `__class__` is the model.
    values = {name: getattr(row, name) for name in _hashed(row.__class__)}
    return digest(without_unused(row.__class__, values))


def without_unused(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """The values less those of later columns in which nothing stands."""
    for name in getattr(model, "later_columns", ()):
        if values.get(name) in (None, ""):
            values.pop(name, None)
    return values


@cache
def _hashed(model: type[Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if f.name not in UNHASHED)


def record_writes(scope: Scope, via: str, acts: Sequence[Act]) -> None:
    """Enter what was done, one entry a row, in the transaction that did it (three queries however many rows)."""
    last, entering = _last_entries(acts), Entering(scope, via)
    for act in acts:
        key = (act.register, act.row.pk)
        number, previous = last.get(key, (0, ""))
        changes = plain(dict(act.changes))
        said = Said(act.row.pk, number + 1, changes, act.reason, content_hash(act.row), previous)
        last[key] = (number + 1, entering.add(act.verb, act.register, said))
    entering.write()


def record_new(
    scope: Scope, via: str, verb: str, register: str, rows: Iterable[tuple[int, Mapping[str, Any], bytes]],
    landing: int | None = None,
) -> None:  # fmt: skip
    """Enter that these rows came to be: (id, changes in plain values, content hash), the first entry of each.

    `landing` marks the entries of rows that are still being brought in, as it marks the rows.
    """
    entering = Entering(scope, via, landing)
    for object_id, changes, content in rows:
        entering.add(verb, register, Said(object_id, 1, changes, "", content.hex()))
    entering.write()


def _last_entries(acts: Sequence[Act]) -> dict[tuple[str, int], tuple[int, str]]:
    found: dict[tuple[str, int], tuple[int, str]] = {}
    for register in {a.register for a in acts}:
        ids = sorted({a.row.pk for a in acts if a.register == register and a.verb != "create"})
        for start in range(0, len(ids), 500):
            newest = (
                AuditEntry.objects.filter(register=register, object_id__in=ids[start : start + 500], number__gt=0)
                .values("object_id")
                .annotate(newest=Max("id"))
                .values("newest")
            )
            for entry in AuditEntry.objects.filter(id__in=newest):
                found[(register, entry.object_id)] = (entry.number or 0, entry.entry_hash)
    return found


def record_reading(
    scope: Scope, via: str, register: str, object_ids: Iterable[int], what: str, reason: str = ""
) -> None:
    """Enter that personal or medical fields of these rows were shown unmasked (`what`: "personal" or "medical")."""
    entering = Entering(scope, via)
    for object_id in object_ids:
        entering.add(f"read_{what}", register, Said(object_id, None, {}, reason))
    entering.write()
