"""Rows of a file come in chunk by chunk and are there for everybody at once; a file that fails is taken back.

Until then rows and their audit entries carry the number of their `Landing`, which every reader passes over. The lake
is told when they are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from .. import lists
from ..audit.models import AuditEntry
from ..models import Landing
from ..register import Register
from ..scope import Scope
from ..surfaces.excel_reader import beside
from ..words import learn
from ..writing import note_changes

# A chunk is written in two seconds and waits for others twenty at most.
DEAD_AFTER = timedelta(minutes=10)
TAKEN_BACK_TOGETHER = 2_000
AUDIT = "audit"


class LandingLost(RuntimeError):
    """Somebody took the landing back for dead while it was still at work: nothing of it is there."""


def written_by(register: Register) -> list[Register]:
    """The registers that a file of this one writes, those above first."""
    under = beside(register)
    return [register] if under is None else [register, under]


def begin(register: Register, scope: Scope, work: str = "") -> Landing:
    after = {r.name: _last_id(r.model.everything) for r in written_by(register)}
    after[AUDIT] = _last_id(AuditEntry.everything)
    return Landing.objects.create(
        register=register.name, actor_label=scope.user_label, beat_at=timezone.now(), after=after, work=work
    )


def _last_id(rows: Any) -> int:
    return rows.aggregate(last=Max("pk"))["last"] or 0


def beat(landing: Landing) -> None:
    """Still at work: said in the transaction of each chunk. Raises LandingLost."""
    if not Landing.objects.filter(pk=landing.pk).update(beat_at=timezone.now()):
        raise LandingLost


def show(landing: Landing) -> None:
    """Rows and entries are there for everybody when the transaction around this ends. Raises LandingLost."""
    beat(landing)
    for register in written_by(lists.register(landing.register)):
        rows = register.model.everything.filter(pk__gt=landing.after[register.name], landing=landing.pk)
        ids = list(rows.values_list("pk", flat=True))
        learn(register, ids, landing.pk)
        rows.update(landing=None)
        note_changes(register, ids)
    AuditEntry.everything.filter(pk__gt=landing.after[AUDIT], landing=landing.pk).update(landing=None)
    Landing.objects.filter(pk=landing.pk).delete()


def take_back(landing: Landing) -> None:
    """Nothing of it was ever there: rows and entries go, in short transactions."""
    tables = [(r.model.everything, r.name) for r in reversed(written_by(lists.register(landing.register)))]
    for rows, name in (*tables, (AuditEntry.everything, AUDIT)):
        written = rows.filter(pk__gt=landing.after[name], landing=landing.pk)
        while ids := list(written.order_by("pk").values_list("pk", flat=True)[:TAKEN_BACK_TOGETHER]):
            with transaction.atomic():
                Landing.objects.filter(pk=landing.pk).update(beat_at=timezone.now())
                # One statement: what refers to these rows went before them, and nobody else could.
                _raw_delete(rows.filter(pk__in=ids))
    Landing.objects.filter(pk=landing.pk).delete()


def _raw_delete(rows: Any) -> None:
    rows._raw_delete(rows.db)


def sweep(work: str = "") -> Sequence[int]:
    """Take back what was left behind by a program that ended in the middle; the numbers of those landings.

    `work` is begun again just now: what it left behind is dead however fresh its beat.
    """
    is_dead = Q(beat_at__lt=timezone.now() - DEAD_AFTER)
    dead = list(Landing.objects.filter(is_dead | Q(work=work) if work else is_dead))
    taken = []
    for landing in dead:
        # One of two who sweep at once takes it.
        was = Landing.objects.filter(pk=landing.pk, beat_at=landing.beat_at)
        if was.update(beat_at=timezone.now()):
            take_back(landing)
            taken.append(landing.pk)
    return taken
