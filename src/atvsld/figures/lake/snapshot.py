"""What every figure reads: `lake ANTI JOIN changed ∪ changed`, of one moment, fresh to the last commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...base.facts import Fact
from ...base.lists import facts
from ...base.models import Change
from ..models import LakeManifest
from .arrow import chunks, rows_of, to_arrow
from .engine import Engine, engine
from .files import files_of
from .moment import one_moment

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa


@dataclass
class Reading:
    """One fact as it was read: Parquet files that stand, keys they no longer speak for, rows from the database."""

    fact: Fact
    files: list[str]
    superseded: set[int]
    rows: pa.Table


@dataclass
class Snapshot:
    """Facts of one moment, as Ibis tables on this thread's engine."""

    engine: Engine
    readings: Mapping[str, Reading]
    _names: list[str] = field(default_factory=list)
    _tables: dict[str, ibis.Table] = field(default_factory=dict)

    def current(self, name: str) -> ibis.Table:
        """The fact of that name. Raises KeyError when the snapshot was not asked for it."""
        if name not in self._tables:
            self._tables[name] = self._table(self.readings[name])
        return self._tables[name]

    def bring_in(self, table: pa.Table) -> ibis.Table:
        """A small table of one's own (which value belongs to which row of a form), for the life of the snapshot."""
        name, brought = self.engine.bring_in(table)
        self._names.append(name)
        return brought

    def keep(self, expression: ibis.Table) -> ibis.Table:
        """The rows of an expression, worked out once, for the life of the snapshot."""
        name, kept = self.engine.keep(expression)
        self._names.append(name)
        return kept

    def _table(self, reading: Reading) -> ibis.Table:
        import pyarrow as pa

        rows = self.bring_in(reading.rows)
        if not reading.files:
            return rows
        name, lake = self.engine.parquet(reading.files)
        self._names.append(name)
        if reading.superseded:
            keys = self.bring_in(pa.table({"superseded": pa.array(sorted(reading.superseded), pa.int64())}))
            lake = lake.anti_join(keys, lake[reading.fact.key] == keys.superseded)
        return lake.select(*rows.columns).union(rows)

    def close(self) -> None:
        while self._names:
            self.engine.forget(self._names.pop())


@contextmanager
def snapshot(*names: str) -> Iterator[Snapshot]:
    """The facts of these names as of now. The database is read at once; what follows runs without it."""
    declared = facts()
    with one_moment():
        manifest = LakeManifest.objects.filter(pk=LakeManifest.ONLY).first()
        changed = read_outbox()
        readings = {name: read_fact(declared[name], manifest.facts if manifest else {}, changed) for name in names}
    taken = Snapshot(engine(), readings)
    try:
        yield taken
    finally:
        taken.close()


def read_outbox() -> dict[str, set[int]]:
    """Rows of registers that changed and that the lake has not read: {register: ids}."""
    changed: dict[str, set[int]] = defaultdict(set)
    for register, object_id in Change.objects.values_list("register", "object_id").distinct().iterator():
        changed[register].add(object_id)
    return changed


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
