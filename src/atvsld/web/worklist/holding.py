"""Counts as they were last worked out, given again while nothing that they read has changed.

Twenty thousand cases that wait are counted in tens of milliseconds, and a leader who asks for another measure or
another year asks for the same count. Every write to a register leaves an entry in the outbox; entries leave it only
when a compaction changes the version of the lake in the same transaction. So as long as the version and the number of
entries of these registers stay, their rows are as they were. Inside somebody's transaction nothing is held: what it
sees may be undone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock

from django.db import connection
from django.db.models import Count, Max

from ...base.models import Change
from ...base.scope import Scope, ScopePart
from ...figures.models import LakeManifest
from .kind import Asked, Tally, WorkKind

# A few hundred bytes each.
MOST = 2_000

_lock = Lock()
_held: OrderedDict[Hashable, tuple[Hashable, Tally]] = OrderedDict()


def tally_of(kind: WorkKind, asked: Asked) -> Tally:
    """How much of a kind waits, as of the last commit."""
    if not kind.reads or connection.in_atomic_block:
        return kind.tally(asked)
    key = (str(connection.settings_dict["NAME"]), kind.id, asked.verb, asked.today, _reach(asked.scope))
    # Before the count: what is committed in between makes it newer than its stamp, never older.
    return _told(key, _stamp(kind.reads), lambda: kind.tally(asked))


def _told(key: Hashable, stamp: Hashable, count: Callable[[], Tally]) -> Tally:
    with _lock:
        held = _held.get(key)
        if held and held[0] == stamp:
            _held.move_to_end(key)
            return held[1]
    tally = count()
    with _lock:
        _held[key] = stamp, tally
        _held.move_to_end(key)
        while len(_held) > MOST:
            _held.popitem(last=False)
    return tally


def _stamp(registers: Iterable[str]) -> Hashable:
    entries = Change.objects.filter(register__in=sorted(registers)).aggregate(n=Count("*"), last=Max("pk"))
    version = LakeManifest.objects.filter(pk=LakeManifest.ONLY).values_list("version", flat=True).first()
    return version, entries["n"], entries["last"]


def _reach(scope: Scope) -> Hashable:
    """All that a query may ask of a scope, in no order."""
    return scope.user_id, frozenset(_part(part) for part in scope.parts)


def _part(part: ScopePart) -> Hashable:
    return (
        part.role, part.grants, part.everywhere, part.place_ids, part.part_place_ids, part.establishment_ids,
        part.zone_ids, part.agency_ids, frozenset(part.case_ids.items()),
    )  # fmt: skip
