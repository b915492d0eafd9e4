"""Changed rows as they were read last, so that between two figures only what changed since is asked of the database.

A commit that touches a fact leaves a new entry in the outbox, whose key no entry before it had. So rows of entries
that were known already are as they were, however late another commit comes; where an entry has gone, a compaction was
there and all is read anew. Inside somebody's transaction nothing is held: what it sees may be undone, and its keys used
again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connection

from ...base.facts import Fact

if TYPE_CHECKING:
    import pyarrow as pa

# More rows than these are not kept in memory: the next compaction is near.
MOST = 20_000
Entries = Mapping[int, tuple[str, int]]

_lock = Lock()
_held: dict[tuple[str, str], Held] = {}


@dataclass(frozen=True)
class Held:
    """The rows from the database for these files and these entries of the outbox, and the keys they stand for."""

    files: tuple[str, ...]
    entries: Entries
    keys: frozenset[int]
    rows: pa.Table
    mark: str = field(default_factory=lambda: uuid4().hex)

    def besides(self, keys: frozenset[int], key: str) -> pa.Table:
        """The rows of other keys than these."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not keys:
            return self.rows
        gone = pc.is_in(self.rows[key], pa.array(sorted(keys), pa.int64()))
        return self.rows.filter(pc.invert(gone))


def held_of(fact: Fact, files: list[str], entries: Entries) -> Held | None:
    """What is held of the fact, where it is still so for these files and nothing has left the outbox."""
    with _lock:
        held = _held.get(_name(fact))
    return held if held and held.files == tuple(files) and held.entries.keys() <= entries.keys() else None


def hold(fact: Fact, held: Held) -> None:
    with _lock:
        if len(held.keys) <= MOST:
            _held[_name(fact)] = held
        else:
            _held.pop(_name(fact), None)


def by_register(entries: Entries) -> dict[str, set[int]]:
    """The rows that entries of the outbox name, by register."""
    found: dict[str, set[int]] = defaultdict(set)
    for register, object_id in entries.values():
        found[register].add(object_id)
    return found


def _name(fact: Fact) -> tuple[str, str]:
    return str(connection.settings_dict["NAME"]), fact.name
