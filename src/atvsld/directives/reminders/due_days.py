"""The due days that stand in a person's calendar, each with when it was last changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from ..tasks.history import DECIDED
from ..tasks.models import TaskEvent
from ..tasks.occurrences import Occurrence
from .audiences import Reminded
from .ladder import BESIDE, LEAD, UNIT
from .standing import OPEN

BACK, AHEAD, MOST = timedelta(days=92), timedelta(days=400), 1000


@dataclass(frozen=True)
class DueDay:
    """One time that a task is due. `moved` counts how often its day was; `changed_at` is its newest event."""

    row: Occurrence
    audience: str
    moved: int
    changed_at: datetime


def due_days(who: Reminded) -> list[DueDay]:
    """Of the agencies for which the person acts; of who only watches, those of the own unit. The soonest thousand."""
    rows: list[tuple[Occurrence, str]] = []
    for audience in (LEAD, BESIDE) if LEAD in who.clauses else (UNIT,):
        if audience in who.clauses:
            rows += [(row, audience) for row in _rows(who, who.clauses[audience])]
    rows = sorted(rows, key=lambda pair: (pair[0].due_now, pair[0].pk))[:MOST]
    events = _events([row for row, _audience in rows])
    return [DueDay(row, audience, *_changed(row, events)) for row, audience in rows]


def _rows(who: Reminded, clause: Q) -> Sequence[Occurrence]:
    window = (who.today - BACK, who.today + AHEAD)
    found = Occurrence.objects.visible_to(who.scope).filter(clause, stage__in=OPEN, due_now__range=window)
    return list(found.select_related("charge__cause", "charge__giver", "agency").order_by("due_now", "pk")[:MOST])


def _events(rows: Sequence[Occurrence]) -> dict[int, list[TaskEvent]]:
    found: dict[int, list[TaskEvent]] = {}
    ids = sorted({row.task_id for row in rows})
    for event in TaskEvent.objects.filter(task__in=ids).only("task_id", "occurrence_id", "kind", "at", "due_after"):
        found.setdefault(event.task_id, []).append(event)
    return found


def _changed(row: Occurrence, events: dict[int, list[TaskEvent]]) -> tuple[int, datetime]:
    own = [event for event in events[row.task_id] if event.occurrence_id in (None, row.pk)]
    moved = sum(event.kind == DECIDED and event.due_after is not None for event in own)
    return moved, max(event.at for event in own)
