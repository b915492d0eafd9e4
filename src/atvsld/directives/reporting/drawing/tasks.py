"""The tasks that were at hand in the period, as they stood at its end: counted by status, each with what shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet

from ...programmes import PROGRAMMES
from ...tasks.counting import Ground, with_past_status, with_status
from ...tasks.history import ASKED, DECIDED, DONE, REOPENED
from ...tasks.history import SENT_BACK as SENT_BACK_EVENT
from ...tasks.lists import told_then
from ...tasks.models import Cause, Charge, TaskEvent
from ...tasks.occurrences import Evidence, Occurrence
from ...tasks.past import tangled_then
from ...tasks.status import (
    DONE_IN_TIME,
    DONE_LATE,
    IN_TIME,
    NO_DUE,
    NOT_ACCEPTED,
    NOT_OPEN,
    OVERDUE,
    SENT_BACK,
    WITHDRAWN,
    status_of,
)  # fmt: skip
from .asked import Asked

# Rows that a report holds one by one; beyond that it holds those that need explaining, and the counts of all.
MOST_ROWS = 1_000
SHOWN = (DONE_IN_TIME, DONE_LATE, IN_TIME, NO_DUE, NOT_ACCEPTED, OVERDUE, SENT_BACK)
_PRESSING = (OVERDUE, DONE_LATE, SENT_BACK, NOT_ACCEPTED, NO_DUE, IN_TIME, DONE_IN_TIME)


def rows_of(asked: Asked) -> QuerySet[Occurrence]:
    """At hand in the period: opened by its end and neither done nor ended before it; of what is reported about."""
    found = _ground(asked).filter(handed_on__lte=asked.day, opens_on__lte=asked.day)
    found = found.exclude(done_on__lt=asked.first).exclude(ended_on__lt=asked.first)
    causes = causes_of(asked)
    return found if causes is None else found.filter(charge__cause__in=causes)


def _ground(asked: Asked) -> QuerySet[Occurrence]:
    if asked.is_own:
        return Occurrence.objects.filter(agency=asked.agency)
    return Occurrence.objects.filter(Ground(asked.scope, asked.unit).clause())


def causes_of(asked: Asked) -> list[int] | None:
    """What the tasks hang on that this report tells of; None: all of them."""
    report = asked.report
    wanted = Q(pk__in=())
    if report.programme:
        wanted = Q(programme=report.programme)
    elif report.document is not None:
        document = report.document
        wanted = Q(charges__provision__document=document)
        if document.number:
            wanted |= Q(number=document.number, issued_on=document.issued_on, issuing_body=document.issuing_body)
    else:
        return None
    return sorted(set(Cause.objects.filter(wanted).values_list("pk", flat=True)))


def tasks(asked: Asked) -> dict[str, Any]:
    """Counts by status in all and by what the tasks hang on, by what proves the done ones, and the rows."""
    rows = rows_of(asked)
    by_charge, proved = _counted(rows, asked)
    causes = dict(Charge.objects.filter(pk__in=by_charge).values_list("pk", "cause_id"))
    named = {cause.pk: _name(cause) for cause in Cause.objects.filter(pk__in=set(causes.values()))}
    by_cause: dict[int, Counter[str]] = defaultdict(Counter)
    for charge, counter in by_charge.items():
        by_cause[causes[charge]].update(counter)
    total: Counter[str] = sum(by_cause.values(), Counter())
    chosen = _chosen(rows, asked, total)
    return {
        "as_of": asked.day,
        "total": total.total(),
        "counts": {status: total[status] for status in SHOWN},
        "proved": proved,
        "causes": [
            {"id": pk, "name": named[pk], "counts": {s: counter[s] for s in SHOWN}, "total": counter.total()}
            for pk, counter in sorted(by_cause.items(), key=lambda item: (-item[1].total(), item[0]))
        ],
        "rows": chosen,
    }  # fmt: skip


def _name(cause: Cause) -> str:
    from ....base.language import in_vietnamese

    declared = PROGRAMMES.get(cause.programme)
    return in_vietnamese(declared.title) if declared else str(cause)


def _counted(rows: QuerySet[Occurrence], asked: Asked) -> tuple[dict[int, Counter[str]], dict[str, int]]:
    """({charge: {status: n}}, {what proves the done ones: n}), what was withdrawn and what opens later left out."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    proved: Counter[str] = Counter()
    is_past = asked.day < asked.today
    told = with_past_status(rows, asked.day) if is_past else with_status(rows, asked.day)
    cells = told.order_by().values_list("charge_id", "status", "proved_by").annotate(n=Count("*"))
    tangled = (
        (then.row.charge_id, then.status, then.row.proved_by, 1) for then in tangled_then(rows, asked.day)
    ) if is_past else ()  # fmt: skip
    for charge, status, by, n in (*cells, *tangled):
        if status in SHOWN:
            found[charge][status] += n
            if status.startswith("done"):
                proved[by] += n
    return dict(found), {name: proved[name] for name in ("evidence", "register", "word")}


def _chosen(rows: QuerySet[Occurrence], asked: Asked, total: Counter[str]) -> list[dict[str, Any]]:
    """All rows where they fit, else those that need explaining; the most pressing first."""
    wanted = rows
    if total.total() > MOST_ROWS:
        late = Q(due_now__lt=asked.day) | Q(due_on__lt=asked.day)
        wanted = rows.filter(late)
    read = wanted.select_related("charge", "agency").order_by("due_now", "pk")[: 3 * MOST_ROWS]
    told = list(_told(list(read), asked))
    told = [one for one in told if one[1] in SHOWN]
    told.sort(key=lambda one: (_PRESSING.index(one[1]), one[0].charge_id, one[0].due_now is None, one[0].pk))
    return [*_rows(told[:MOST_ROWS], asked)]


def _told(rows: Collection[Occurrence], asked: Asked) -> Iterator[tuple[Occurrence, str, Any]]:
    then = told_then(list(rows), asked.day) if asked.day < asked.today else {}
    for row in rows:
        if then:
            status, due = then.get(row.pk, (WITHDRAWN, None))
        elif asked.day < asked.today:
            continue
        else:
            status, due = status_of(row.stage, row.opens_on, row.due_now, asked.day), row.due_now
        if status != NOT_OPEN:
            yield row, status, due


def _rows(told: Collection[tuple[Occurrence, str, Any]], asked: Asked) -> Iterator[dict[str, Any]]:
    ids = [row.pk for row, _status, _due in told]
    shown, reasons = _evidence(ids), _reasons([row for row, status, _due in told if _needs_reason(status)], asked)
    for row, status, due in told:
        is_done = status.startswith("done")
        yield {
            "task": row.task_id, "number": row.number, "cause": row.charge.cause_id, "title": row.charge.title,
            "agency": row.agency.name_vi, "due": due, "due_given": row.due_on, "status": status,
            "done_on": row.done_on if is_done else None, "proved_by": row.proved_by if is_done else "",
            "evidence": shown.get(row.pk, []), "reason": reasons.get(row.pk, ""),
        }  # fmt: skip


def _needs_reason(status: str) -> bool:
    return status in (OVERDUE, DONE_LATE, SENT_BACK)


def _evidence(ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        rows = Evidence.objects.filter(occurrence__in=list(ids)[start : start + 500]).order_by("pk")
        for pk, title, number in rows.values_list("occurrence_id", "title", "number"):
            found[pk].append(f"{title}, {number}" if number else title)
    return found


def _reasons(rows: Collection[Occurrence], asked: Asked) -> dict[int, str]:
    """The last reason that was recorded for each, by the day."""
    by_task = {(row.task_id, row.pk): row.pk for row in rows}
    found: dict[int, str] = {}
    tasks_asked = sorted({row.task_id for row in rows})
    for start in range(0, len(tasks_asked), 500):
        events = TaskEvent.objects.filter(
            task__in=tasks_asked[start : start + 500], on__lte=asked.day,
            kind__in=(ASKED, DECIDED, DONE, REOPENED, SENT_BACK_EVENT),
        ).exclude(reason="")  # fmt: skip
        for task, one, reason in events.order_by("pk").values_list("task_id", "occurrence_id", "reason"):
            for pk in _meant(by_task, task, one):
                found[pk] = reason
    return found


def _meant(by_task: dict[tuple[int, int], int], task: int, one: int | None) -> Iterable[int]:
    if one is not None:
        return [by_task[task, one]] if (task, one) in by_task else []
    return [pk for (of, _one), pk in by_task.items() if of == task]
