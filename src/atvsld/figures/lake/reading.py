"""What must come from the database and what may come from files, at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...base.facts import Fact
from ...base.models import Change
from ..models import LakeManifest
from .arrow import chunks, rows_of, to_arrow
from .files import files_of
from .moment import one_moment

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass
class Reading:
    """One fact as it was read: Parquet files that stand, keys they no longer speak for, rows from the database."""

    fact: Fact
    files: list[str]
    superseded: set[int]
    rows: pa.Table


@dataclass(frozen=True)
class Outbox:
    """Changes that the lake has not read: their own keys, and the rows of registers that they name."""

    ids: list[int]
    changed: Mapping[str, set[int]]


def read_facts(wanted: Iterable[Fact]) -> dict[str, Reading]:
    """These facts as of now.

    The outbox is read before the manifest. Inside a transaction that sees each commit as it comes, a compaction between
    the two then leaves changes that are read twice, never changes that are lost.
    """
    with one_moment():
        outbox = read_outbox()
        manifest = LakeManifest.objects.filter(pk=LakeManifest.ONLY).first()
        known = manifest.facts if manifest else {}
        return {fact.name: read_fact(fact, known, outbox.changed) for fact in wanted}


def read_outbox() -> Outbox:
    ids, changed = [], defaultdict(set)
    for pk, register, object_id in Change.objects.values_list("pk", "register", "object_id").iterator(5000):
        ids.append(pk)
        changed[register].add(object_id)
    return Outbox(ids, changed)


def read_fact(fact: Fact, manifest: Mapping[str, Any], changed: Mapping[str, set[int]]) -> Reading:
    """The rows that must come from the database: the changed ones, or all where the lake is of no use."""
    files = files_of(fact, manifest)
    if files is None or any(Change.WHOLE in changed.get(register, ()) for register in fact.touched_by):
        return Reading(fact, [], set(), to_arrow(fact, fact.rows(None)))
    keys: set[int] = set()
    for register, touched in fact.touched_by.items():
        for part in chunks(changed.get(register, ())):
            keys.update(touched(part))
    if len(keys) > manifest[fact.name]["rows"] // 2:
        return Reading(fact, [], set(), to_arrow(fact, fact.rows(None)))
    return Reading(fact, files, keys, to_arrow(fact, rows_of(fact, keys)))
