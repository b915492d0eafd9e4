"""The past of the few occurrences whose columns alone no longer tell it: extended, reopened, ended twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from .history import Happened, facts_on
from .models import TaskEvent
from .occurrences import Occurrence
from .recurrence import Planned
from .status import Facts, status

CHUNK = 500


class Then(NamedTuple):
    """An occurrence with the status it had on a day, and the due day that counted then."""

    row: Occurrence
    status: str
    due_on: date | None


def tangled_then(rows: QuerySet[Occurrence], day: date) -> Iterator[Then]:
    """Each of these whose columns do not tell the day, if it was handed out by then."""
    for row, known in facts_of(rows.filter(is_tangled=True, handed_on__lte=day), day):
        if known is not None:
            yield Then(row, status(known, day), known.due_on)


def facts_of(rows: QuerySet[Occurrence], day: date) -> Iterator[tuple[Occurrence, Facts | None]]:
    """What was known of each at the end of the day, from the events alone."""
    held: list[Occurrence] = []
    for row in rows.order_by("task_id", "number").iterator(chunk_size=CHUNK):
        held.append(row)
        if len(held) >= CHUNK:
            yield from _told(held, day)
            held = []
    yield from _told(held, day)


def _told(rows: Iterable[Occurrence], day: date) -> Iterator[tuple[Occurrence, Facts | None]]:
    rows = list(rows)
    events = events_of({row.task_id for row in rows})
    for row in rows:
        yield row, facts_on(Planned(row.opens_on, row.due_on), row.number, events[row.task_id], day)


def events_of(task_ids: Collection[int]) -> dict[int, list[Happened]]:
    """The events of each task in their order, in plain values."""
    found: dict[int, list[Happened]] = defaultdict(list)
    columns = ("task_id", "kind", "on", "occurrence__number", "due_after")
    for task, kind, on, number, due in TaskEvent.objects.filter(task__in=task_ids).order_by("pk").values_list(*columns):
        found[task].append(Happened(kind, on, number, due))
    return found
