"""Two people write at the same moment: one of them is told, the sums are right, and the record is one chain."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from atvsld.accidents.tests.test_two_at_once import at_once
from atvsld.base.audit.verify import verify
from atvsld.base.errors import Refused
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.authority import all_below
from atvsld.directives.tasks.checking import check_tasks
from atvsld.directives.tasks.handing import hand_out
from atvsld.directives.tasks.models import Charge, Task, TaskEvent
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.rules import Wanted
from atvsld.directives.tasks.status import Stage
from atvsld.directives.tasks.withdrawing import withdraw_charge
from atvsld.testing import make_scope

from .make import COMMUNE, DAY, HOME, commune_committee, department, make_cause, make_charge, make_task

pytestmark = pytest.mark.django_db(transaction=True)
WHY, LATER = "lý do của kiểm thử", date(2026, 4, 15)


@pytest.fixture
def labour():
    return make_scope("labour", place=HOME)


@pytest.fixture
def commune():
    return make_scope("commune", place=COMMUNE)


def told(raised: list[BaseException | None]) -> list[list[str] | None]:
    """The codes of each refusal; anything else that was raised fails the test."""
    unexpected = [error for error in raised if error is not None and not isinstance(error, Refused)]
    assert unexpected == []
    return sorted((error.codes if isinstance(error, Refused) else [] for error in raised), key=str)


def test_accepted_done_and_extended_once(labour, commune):
    task = make_task(labour)
    raised = at_once(*[lambda: services.accept(commune, task.pk, today=DAY)] * 3)
    assert told(raised) == [["task.accepted"], ["task.accepted"], []]
    raised = at_once(*[lambda: due_services.ask_extension(commune, task.pk, 1, LATER, WHY, today=DAY)] * 2)
    assert told(raised) == [["task.asked"], []]
    raised = at_once(*[lambda: due_services.decide_extension(labour, task.pk, 1, LATER, "", today=DAY)] * 2)
    assert told(raised) == [["task.not_asked", "task.extension_day"], []]
    raised = at_once(*[lambda: due_services.close(commune, task.pk, 1, WHY, today=DAY)] * 2)
    assert told(raised) == [["task.not_open"], []]
    kinds = Counter(TaskEvent.objects.filter(task=task).values_list("kind", flat=True))
    assert kinds == {"handed": 1, "accepted": 1, "extension_asked": 1, "extension_decided": 1, "done": 1}
    assert list(check_tasks()) == [] == list(verify())


def test_done_and_withdrawn_at_once_is_one_of_both(labour, commune):
    """Whichever comes first counts: done stays done, or there is nothing left to be done."""
    task = make_task(labour)
    services.accept(commune, task.pk, today=DAY)
    raised = at_once(
        lambda: due_services.close(commune, task.pk, 1, WHY, today=DAY),
        lambda: withdraw_charge(labour, task.charge_id, WHY, today=DAY),
    )
    row = Occurrence.objects.get(task=task)
    if told(raised) == [["task.withdrawn"], []]:
        assert row.stage == Stage.DONE_IN_TIME
    else:
        assert told(raised) == [["task.not_open"], []] and row.stage == Stage.WITHDRAWN
    assert list(check_tasks()) == [] == list(verify())


def test_two_hand_out_and_two_withdraw(labour):
    cause, giver = make_cause(labour, department()), department()
    wanted, communes = Wanted("Rà soát", first_due=LATER), list(all_below(department()))
    raised = at_once(*[lambda: hand_out(labour, cause, giver, wanted, communes, today=DAY)] * 2)
    assert told(raised) == [[], []] and Task.objects.count() == 184
    assert list(check_tasks()) == []
    charges = list(Charge.objects.values_list("pk", flat=True))
    raised = at_once(*[lambda pk=pk: withdraw_charge(labour, pk, WHY, today=DAY) for pk in (charges[0], *charges)])
    assert told(raised) == [["task.withdrawn"], [], []]
    assert set(Task.objects.values_list("end", flat=True)) == {"withdrawn"}
    assert list(check_tasks()) == [] == list(verify())


def test_many_tasks_of_one_charge_move_one_sum(labour):
    charge = make_charge(labour, [commune_committee(), *list(all_below(department()))[:7]])
    acts = [lambda pk=pk: services.accept(labour, pk, today=DAY) for pk in charge.tasks.values_list("pk", flat=True)]
    assert told(at_once(*acts)) == [[]] * len(acts)
    assert list(check_tasks()) == [] == list(verify())
