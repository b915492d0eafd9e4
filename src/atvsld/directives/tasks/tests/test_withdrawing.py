"""A whole charge taken back in one step: the same as each of its tasks by itself, and one entry for all."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.verify import verify
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.scope import STRANGER, Scope
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.checking import check_tasks
from atvsld.directives.tasks.counting import Counts, counts, ground_for
from atvsld.directives.tasks.models import Charge, Task, TaskEvent
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.status import Stage
from atvsld.directives.tasks.withdrawing import withdraw_charge
from atvsld.testing import make_scope, place

from .make import AWAY, COMMUNE, DAY, HOME, agency, commune_committee, make_charge

pytestmark = pytest.mark.django_db
WHY, LATER = "chương trình đã thay bằng kế hoạch mới", date(2026, 4, 10)
KINDS = ("department_health", "police_province", "department_construction", "department_industry_trade")


@pytest.fixture
def labour():
    return make_scope("labour", place=HOME)


def busy(labour) -> Charge:
    """Due twice: one task wholly done, one half, one sent back, one extended, one not accepted, one withdrawn."""
    bodies = [*(agency(kind, HOME) for kind in KINDS), commune_committee(), agency("trade_union_province", HOME)]
    made = make_charge(labour, bodies, recurrence="yearly", first_due=date(2026, 3, 31), last_day=date(2027, 12, 31))
    tasks = list(made.tasks.order_by("pk"))
    for task in tasks[:3]:
        services.accept(labour, task.pk, today=DAY)
    for number in (1, 2):
        due_services.close(labour, tasks[0].pk, number, "đã có báo cáo", today=DAY)
    due_services.close(labour, tasks[1].pk, 1, "đã có báo cáo", today=DAY)
    due_services.ask_extension(labour, tasks[2].pk, 1, date(2026, 5, 1), WHY, today=DAY)
    due_services.decide_extension(labour, tasks[2].pk, 1, date(2026, 5, 1), "", today=DAY)
    services.send_back(labour, tasks[3].pk, WHY, today=DAY)
    services.withdraw(labour, tasks[5].pk, WHY, today=DAY)
    return made


def told(charge: Charge) -> list[tuple]:
    rows = Occurrence.objects.filter(charge=charge).order_by("agency", "number")
    of_row = ("agency", "number", "stage", "due_now", "accepted_on", "done_on", "ended_on", "asked_due", "is_tangled")
    return list(rows.values_list(*of_row, "task__end", "task__ended_on", "task__accepted_on"))


def test_it_is_each_task_withdrawn_by_itself(labour):
    one_by_one, whole = busy(labour), busy(labour)
    assert told(one_by_one) == told(whole)
    for task in one_by_one.tasks.order_by("pk")[1:5]:
        services.withdraw(labour, task.pk, WHY, today=LATER)
    done = withdraw_charge(labour, whole.pk, WHY, today=LATER)
    assert (done.tasks, done.occurrences) == (4, 7) and told(one_by_one) == told(whole)
    assert list(check_tasks()) == []
    first = whole.tasks.order_by("pk")[0]
    assert first.end == "" and set(first.occurrences.values_list("stage", flat=True)) == {Stage.DONE_IN_TIME}


def of_the_province(scope: Scope, day: date) -> Counts:
    ground = ground_for(scope, place(HOME))
    assert ground is not None
    return counts(ground, "agency", day, LATER)


def test_past_days_are_as_they_were(labour):
    charge = busy(labour)
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=15), LATER - timedelta(days=1)]
    before = [of_the_province(labour, day) for day in days]
    withdraw_charge(labour, charge.pk, WHY, today=LATER)
    assert [of_the_province(labour, day) for day in days] == before
    left: Counter[str] = sum(of_the_province(labour, LATER).values(), Counter())
    assert left == {"done_in_time": 3}


def test_one_entry_with_a_root_that_is_checked(labour):
    charge = busy(labour)
    before = AuditEntry.objects.count()
    withdraw_charge(labour, charge.pk, WHY, today=LATER)
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.verb, entry.object_id, entry.reason) == ("withdraw_charge", charge.pk, WHY)
    assert entry.changes["tasks"] == [4, 0] and list(verify()) == []
    event = TaskEvent.objects.filter(kind="withdrawn", reason=WHY, on=LATER).latest("pk")
    assert event.by_id == labour.user_id and event.province_id == event.task.province_id
    TaskEvent.objects.filter(pk=event.pk).delete()
    assert {finding.code for finding in check_tasks()} >= {"task.withdrawal"}


def test_who_may_not_and_what_is_refused(labour):
    charge = busy(labour)
    people = (("labour", "Cà Mau"), ("commune", COMMUNE), ("leader", HOME), ("commune", AWAY))
    others = (*(make_scope(role, place=where) for role, where in people), make_scope("ministry"), STRANGER)
    for scope in others:
        with pytest.raises(OutOfScope):
            withdraw_charge(scope, charge.pk, WHY, today=LATER)
    for reason, code in (("", "task.reason"), (WHY, "")):
        if code:
            with pytest.raises(Refused) as refused:
                withdraw_charge(labour, charge.pk, reason, today=LATER)
            assert refused.value.codes == [code] and not Task.objects.filter(ended_on=LATER).exists()
        else:
            withdraw_charge(labour, charge.pk, reason, today=LATER)
    with pytest.raises(Refused) as refused:
        withdraw_charge(labour, charge.pk, WHY, today=LATER)
    assert refused.value.codes == ["task.withdrawn"]
    # One of them is given again by itself, and can be withdrawn again with the rest.
    task = charge.tasks.order_by("pk")[4]
    services.reopen(labour, task.pk, WHY, today=LATER)
    assert withdraw_charge(labour, charge.pk, WHY, today=LATER).tasks == 1 and list(check_tasks()) == []
