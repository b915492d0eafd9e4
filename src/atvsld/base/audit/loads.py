"""Bulk loads in the audit: one entry with the root of the row hashes, and the hashes themselves in parts."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from django.utils import timezone

from ..scope import Scope
from .entries import entry_hash
from .models import AuditEntry, LoadedPart

HASH_BYTES = 32
HASHES_A_PART = 1000
VERB = "load"


def root_of(parts: Iterable[tuple[int, bytes]]) -> str:
    """SHA-256 over the parts, each with the id of its first row."""
    whole = hashlib.sha256()
    for first_id, hashes in parts:
        whole.update(f"{first_id}:{len(hashes)}:".encode() + hashes)
    return whole.hexdigest()


def record_load(scope: Scope, via: str, register: str, first_id: int, parts: Iterable[bytes]) -> AuditEntry:
    """Enter that rows with consecutive ids from `first_id` on were loaded, `parts` being their hashes in this order."""
    placed: list[tuple[int, bytes]] = []
    next_id = first_id
    for hashes in parts:
        placed.append((next_id, hashes))
        next_id += len(hashes) // HASH_BYTES
    entry = AuditEntry(
        at=timezone.now(), actor_id=scope.user_id, actor_label=scope.user_label, via=via, verb=VERB,
        register=register, object_id=first_id, number=None, changes={"rows": [0, next_id - first_id]},
        content_hash=root_of(placed),
    )  # fmt: skip
    entry.entry_hash = entry_hash(entry)
    entry.save()
    LoadedPart.objects.bulk_create(
        [LoadedPart(entry=entry, register=register, first_id=first, hashes=hashes) for first, hashes in placed],
        batch_size=100,
    )
    return entry


def load_of(register: str, object_id: int) -> AuditEntry | None:
    """The entry of the load that brought this row; None when it came one by one."""
    part = LoadedPart.objects.filter(register=register, first_id__lte=object_id).order_by("-first_id").first()
    if part is None or object_id >= part.first_id + len(part.hashes) // HASH_BYTES:
        return None
    return part.entry


class LoadedRows:
    """What the loads said of the rows of one register, and which of these rows were met."""

    def __init__(self, register: str) -> None:
        # A part that hangs on another entry was put there: no root speaks for it.
        of_loads = LoadedPart.objects.filter(register=register, entry__register=register, entry__verb=VERB)
        parts = of_loads.order_by("first_id")
        self._parts = [(p.first_id, bytes(p.hashes)) for p in parts.iterator(chunk_size=100)]
        self._starts = [first_id for first_id, _ in self._parts]
        self._met = [bytearray(len(hashes) // HASH_BYTES) for _, hashes in self._parts]

    def hash_of(self, object_id: int) -> str | None:
        """The hash with which this row was loaded; None when it was not. The row counts as met."""
        index = bisect_right(self._starts, object_id) - 1
        if index < 0:
            return None
        first_id, hashes = self._parts[index]
        place = object_id - first_id
        if place >= len(self._met[index]):
            return None
        self._met[index][place] = 1
        return hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES].hex()

    def not_met(self) -> Iterator[int]:
        for (first_id, _), met in zip(self._parts, self._met, strict=True):
            yield from (first_id + place for place, was_met in enumerate(met) if not was_met)
