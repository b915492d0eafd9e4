"""Whatever is done in whatever order: columns, events and sums tell the same, on every day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atvsld.base.errors import Refused
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.checking import check_tasks
from atvsld.directives.tasks.counting import BY, Ground, by_cause, counts
from atvsld.directives.tasks.history import status_on
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.past import events_of
from atvsld.directives.tasks.recurrence import Planned
from atvsld.testing import EVERYTHING, make_scope

from .make import COMMUNE, DAY, HOME, agency, commune_committee, make_charge

pytestmark = pytest.mark.django_db
WHY = "lý do của kiểm thử"
VERBS = ("accept", "send_back", "withdraw", "reopen", "ask", "grant", "refuse", "close", "reopen_due", "nothing")
steps = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(VERBS), st.integers(1, 3), st.integers(0, 40)), max_size=14
)


@dataclass
class ByHand:
    """One occurrence as a clerk would keep it on paper."""

    opens: date
    due: date
    state: str = "waiting"
    done_on: date | None = None
    was_accepted: bool = False

    def said(self, day: date) -> str:
        if self.state == "done":
            return "done_late" if self.done_on > self.due else "done_in_time"
        if self.state in ("sent_back", "withdrawn"):
            return self.state
        if day > self.due:
            return "overdue"
        if day < self.opens:
            return "not_open"
        return "in_time" if self.state == "accepted" else "not_accepted"


class Paper:
    """What the clerk writes down when a verb was not refused."""

    def __init__(self, rows: list[Occurrence]) -> None:
        self.rows = {(row.task_id, row.number): ByHand(row.opens_on, row.due_on) for row in rows}

    def note(self, verb: str, task: int, number: int, day: date, until: date) -> None:
        of_task = [row for (pk, _n), row in self.rows.items() if pk == task]
        one = self.rows[task, number]
        if verb == "accept":
            for row in of_task:
                row.state = "accepted" if row.state == "waiting" else row.state
        elif verb in ("send_back", "withdraw"):
            for row in of_task:
                row.state = row.state if row.state == "done" else {"send_back": "sent_back"}.get(verb, "withdrawn")
        elif verb == "reopen":
            for row in of_task:
                row.state = "waiting" if row.state in ("sent_back", "withdrawn") else row.state
        elif verb == "grant":
            one.due = until
        elif verb == "close":
            one.state, one.done_on = "done", day
        elif verb == "reopen_due":
            one.state, one.done_on = "accepted", None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_every_day_of_a_history(db, steps):
    with transaction.atomic():
        _run(steps)
        transaction.set_rollback(True)


def _run(steps) -> None:
    lead, giver = make_scope("commune", place=COMMUNE), make_scope("labour", place=HOME)
    other = agency("police_province", HOME)
    row = make_charge(
        giver, [commune_committee(), other], recurrence="monthly", first_due=DAY + timedelta(days=9),
        last_day=DAY + timedelta(days=75),
    )  # fmt: skip
    tasks = list(row.tasks.order_by("pk"))
    rows = list(Occurrence.objects.filter(charge=row))
    assert {row.number for row in rows} == {1, 2, 3}
    paper, told, day = Paper(rows), {}, DAY
    for which, verb, number, gap in steps:
        task = tasks[which]
        # The police have no account: the giver records for them.
        acts = lead if task.agency_id == commune_committee().pk else giver
        until = day + timedelta(days=gap + 1)
        try:
            with transaction.atomic():
                _call(verb, acts, giver, task.pk, number, day, until)
            paper.note(verb, task.pk, number, day, until)
        except Refused as refused:
            assert all(code.startswith("task.") for code in refused.codes)
        for _ in range(gap // 8):
            told[day] = {key: one.said(day) for key, one in paper.rows.items()}
            day += timedelta(days=1)
    told[day] = {key: one.said(day) for key, one in paper.rows.items()}
    _compare(told, day, row.cause_id)


def _compare(told: dict[date, dict[tuple[int, int], str]], today: date, cause: int) -> None:
    rows = list(Occurrence.objects.all())
    events = events_of({row.task_id for row in rows})
    for day, said in told.items():
        folded = {
            (row.task_id, row.number): status_on(
                Planned(row.opens_on, row.due_on), row.number, events[row.task_id], day
            )
            for row in rows
        }
        assert folded == said, day
        wanted = Counter(one for one in said.values() if one != "withdrawn")
        for by in BY:
            assert _sum(counts(Ground(EVERYTHING), by, day, today)) == wanted, (day, by)
        assert +by_cause(counts(Ground(EVERYTHING), "charge", day, today)).get(cause, Counter()) == wanted
    assert list(check_tasks()) == []


def _sum(found: dict[Any, Counter[str]]) -> Counter[str]:
    return +sum(found.values(), Counter())


def _call(verb: str, lead, giver, task: int, number: int, day: date, until: date) -> None:
    how: dict[str, Any] = {"via": "test", "today": day}
    calls: dict[str, Callable[[], Any]] = {
        "accept": lambda: services.accept(lead, task, **how),
        "send_back": lambda: services.send_back(lead, task, WHY, **how),
        "withdraw": lambda: services.withdraw(giver, task, WHY, **how),
        "reopen": lambda: services.reopen(giver, task, WHY, **how),
        "ask": lambda: due_services.ask_extension(lead, task, number, until, WHY, **how),
        "grant": lambda: due_services.decide_extension(giver, task, number, until, WHY, **how),
        "refuse": lambda: due_services.decide_extension(giver, task, number, None, WHY, **how),
        "close": lambda: due_services.close(lead, task, number, WHY, **how),
        "reopen_due": lambda: due_services.reopen_due(giver, task, number, WHY, **how),
        "nothing": lambda: None,
    }
    calls[verb]()


def test_a_sum_or_a_row_that_was_tampered_with_is_found():
    from atvsld.directives.tasks.models import Task
    from atvsld.directives.tasks.occurrences import TaskTally

    make_charge(make_scope("labour", place=HOME))
    assert list(check_tasks()) == []
    TaskTally.objects.update(n=5)
    assert {finding.code for finding in check_tasks()} == {"task.tally"}
    TaskTally.objects.update(n=1)
    Occurrence.objects.update(done_on=DAY)
    assert {finding.code for finding in check_tasks()} == {"task.fold"}
    Occurrence.objects.update(done_on=None)
    Task.objects.update(agency=agency("police_province", HOME))
    assert {finding.code for finding in check_tasks()} == {"task.root"}
