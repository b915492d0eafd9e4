"""Whether the lake with its changes is what the database holds: asked each night and when someone asks."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from ...base.facts import Fact
from ...base.lists import facts
from ..models import LakeManifest
from .engine import roomy_cursor
from .moment import one_moment
from .reading import Reading, read_fact, read_outbox
from .snapshot import Snapshot

SHOWN = 5


@dataclass(frozen=True)
class Difference:
    """Rows of one fact that the lake and the database do not tell alike: how many, and the keys of the first."""

    fact: str
    count: int
    keys: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.fact}: {self.count} dòng khác nhau, như {', '.join(map(str, self.keys))}"


def compare() -> list[Difference]:
    """The lake with its changes beside the database, of one moment; writes nothing."""
    with one_moment():
        outbox = read_outbox()
        manifest = LakeManifest.objects.filter(pk=LakeManifest.ONLY).first()
        known = manifest.facts if manifest else {}
        told = {f.name: read_fact(f, known, outbox.changed) for f in facts().values()}
        held = {f.name: read_fact(f, {}, {}) for f in facts().values()}
    return differences(told, held)


def differences(told: Mapping[str, Reading], held: Mapping[str, Reading]) -> list[Difference]:
    """What two readings of the same facts do not tell alike, by fact; a row told twice differs too."""
    with closing(roomy_cursor()) as one:
        lake = Snapshot(one, told)
        found = [_of_fact(lake, reading.fact, held[name]) for name, reading in told.items() if reading.files]
    return [d for d in found if d.count]


def _of_fact(lake: Snapshot, fact: Fact, held: Reading) -> Difference:
    lake.current(fact.name)
    lake.cursor.register(f"held_{fact.name}", held.rows)
    columns = ", ".join(column.name for column in fact.columns)

    def hashed(table: str) -> str:
        # A sum, for a row that is told twice must not cancel itself out.
        return f"SELECT {fact.key} AS k, sum(hash({columns})::HUGEINT) AS h FROM {table} GROUP BY 1"  # noqa: S608

    rows = lake.cursor.execute(
        f"SELECT k FROM ({hashed(fact.name)}) AS told FULL JOIN ({hashed(f'held_{fact.name}')}) AS held USING (k) "  # noqa: S608
        "WHERE told.h IS DISTINCT FROM held.h ORDER BY k"
    ).fetchall()
    return Difference(fact.name, len(rows), tuple(key for (key,) in rows[:SHOWN]))
