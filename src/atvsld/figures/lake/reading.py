"""What must come from the database and what may come from files, at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import connection

from ...base.facts import Fact
from ...base.models import Change
from ..models import LakeManifest
from .arrow import chunks, rows_of, to_arrow
from .files import files_of
from .holding import Entries, Held, by_register, held_of, hold
from .moment import one_moment

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass
class Reading:
    """One fact as it was read: Parquet files that stand, keys they no longer speak for, rows from the database.

    Two readings of one `mark` are the same; "" where that cannot be told.
    """

    fact: Fact
    files: list[str]
    superseded: set[int]
    rows: pa.Table
    mark: str = ""


@dataclass(frozen=True)
class Outbox:
    """Changes that the lake has not read: their own keys, and the rows of registers that they name."""

    entries: Entries

    @property
    def ids(self) -> list[int]:
        return list(self.entries)

    @cached_property
    def changed(self) -> Mapping[str, set[int]]:
        return by_register(self.entries)


def read_facts(wanted: Iterable[Fact]) -> dict[str, Reading]:
    """These facts as of now.

    The outbox is read before the manifest. Inside a transaction that sees each commit as it comes, a compaction between
    the two then leaves changes that are read twice, never changes that are lost.
    """
    is_certain = not connection.in_atomic_block
    with one_moment():
        outbox = read_outbox()
        manifest = LakeManifest.objects.filter(pk=LakeManifest.ONLY).first()
        known = manifest.facts if manifest else {}
        read = _read_since if is_certain else _read
        return {fact.name: read(fact, known, outbox) for fact in wanted}


def read_outbox() -> Outbox:
    found = Change.objects.values_list("pk", "register", "object_id").iterator(5000)
    return Outbox({pk: (register, object_id) for pk, register, object_id in found})


def _read(fact: Fact, manifest: Mapping[str, Any], outbox: Outbox) -> Reading:
    return read_fact(fact, manifest, outbox.changed)


def _read_since(fact: Fact, manifest: Mapping[str, Any], outbox: Outbox) -> Reading:
    """The same as `read_fact`: rows that were read before and have not changed since are not read again."""
    import pyarrow as pa

    files = files_of(fact, manifest)
    if files is None or any(Change.WHOLE in outbox.changed.get(register, ()) for register in fact.touched_by):
        return read_fact(fact, manifest, outbox.changed)
    held = held_of(fact, files, outbox.entries) or Held(tuple(files), {}, frozenset(), to_arrow(fact, ()))
    since = {pk: entry for pk, entry in outbox.entries.items() if pk not in held.entries}
    new = frozenset(_keys(fact, by_register(since)))
    keys = held.keys | new
    if len(keys) > manifest[fact.name]["rows"] // 2:
        return read_fact(fact, manifest, outbox.changed)
    if since:
        rows = pa.concat_tables([held.besides(new, fact.key), to_arrow(fact, rows_of(fact, new))])
        held = Held(tuple(files), outbox.entries, keys, rows)
        hold(fact, held)
    return Reading(fact, files, set(held.keys), held.rows, held.mark)


def read_fact(fact: Fact, manifest: Mapping[str, Any], changed: Mapping[str, set[int]]) -> Reading:
    """The rows that must come from the database: the changed ones, or all where the lake is of no use."""
    files = files_of(fact, manifest)
    if files is None or any(Change.WHOLE in changed.get(register, ()) for register in fact.touched_by):
        return Reading(fact, [], set(), to_arrow(fact, fact.rows(None)))
    keys = _keys(fact, changed)
    if len(keys) > manifest[fact.name]["rows"] // 2:
        return Reading(fact, [], set(), to_arrow(fact, fact.rows(None)))
    return Reading(fact, files, keys, to_arrow(fact, rows_of(fact, keys)))


def _keys(fact: Fact, changed: Mapping[str, set[int]]) -> set[int]:
    keys: set[int] = set()
    for register, touched in fact.touched_by.items():
        for part in chunks(changed.get(register, ())):
            keys.update(touched(part))
    return keys
