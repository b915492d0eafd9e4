"""Writing audit entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Max, Model
from django.utils import timezone

from ..bulk.instances import insert_new
from ..crypto import keyed_digest
from ..scope import Scope
from ..values import digest, encoded, plain
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


def entry_hash(entry: AuditEntry) -> str:
    """HMAC over what the entry says, and over the hash of the entry before it of the same object."""
    said = [
        plain(entry.at), entry.actor_id, entry.actor_label, entry.via, entry.verb, entry.register, entry.object_id,
        entry.number, entry.changes, entry.reason, entry.content_hash, entry.previous_hash,
    ]  # fmt: skip
    return keyed_digest(settings.ATVSLD_AUDIT_KEY, encoded(said))


def record_writes(scope: Scope, via: str, acts: Sequence[Act], landing: int | None = None) -> None:
    """Enter what was done, one entry a row, in the transaction that did it (three queries however many rows).

    `landing` marks the entries of rows that are still being brought in, as it marks the rows.
    """
    if not acts:
        return
    last = _last_entries(acts)
    now = timezone.now()
    entries = []
    for act in acts:
        number, previous = last.get((act.register, act.row.pk), (0, ""))
        entry = AuditEntry(
            at=now, actor_id=scope.user_id, actor_label=scope.user_label, via=via, verb=act.verb,
            register=act.register, object_id=act.row.pk, number=number + 1, changes=plain(dict(act.changes)),
            reason=act.reason, content_hash=content_hash(act.row), previous_hash=previous, landing=landing,
        )  # fmt: skip
        entry.entry_hash = entry_hash(entry)
        last[(act.register, act.row.pk)] = (number + 1, entry.entry_hash)
        entries.append(entry)
    insert_new(entries, with_ids=False)


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
    now = timezone.now()
    entries = []
    for object_id in object_ids:
        entry = AuditEntry(
            at=now, actor_id=scope.user_id, actor_label=scope.user_label, via=via, verb=f"read_{what}",
            register=register, object_id=object_id, number=None, changes={}, reason=reason,
        )  # fmt: skip
        entry.entry_hash = entry_hash(entry)
        entries.append(entry)
    insert_new(entries, with_ids=False)
