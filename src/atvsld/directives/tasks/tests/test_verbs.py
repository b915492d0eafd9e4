"""Each verb: what it changes, what it refuses, what it leaves behind."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.verify import verify
from atvsld.base.errors import Refused
from atvsld.base.fields.scalar import HERE
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.authority import all_below
from atvsld.directives.tasks.checking import check_tasks
from atvsld.directives.tasks.evidence import MOST_BYTES, Shown, content_of
from atvsld.directives.tasks.models import Task, TaskEvent
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.rules import Wanted
from atvsld.directives.tasks.status import Stage
from atvsld.testing import make_accident, make_establishment, make_headcount, make_scope, make_victim, place

from .make import AWAY, COMMUNE, DAY, HOME, agency, commune_committee, department, make_charge, make_task

pytestmark = pytest.mark.django_db
WHY = "trùng với việc khác"


@pytest.fixture
def labour():
    return make_scope("labour", place=HOME)


@pytest.fixture
def commune():
    return make_scope("commune", place=COMMUNE)


def codes(call, *args, **kept) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **kept, today=DAY)
    return refused.value.codes


def one(task: Task, number: int = 1) -> Occurrence:
    return Occurrence.objects.get(task=task, number=number)


def test_handed_accepted_done_with_evidence(labour, commune):
    task = make_task(labour)
    assert one(task).stage == Stage.WAITING
    services.accept(commune, task.pk, today=DAY)
    shown = Shown("Báo cáo tập huấn", "9/BC-UBND", DAY, "bao-cao.pdf", b"%PDF-1.7 ...")
    made = due_services.attach_evidence(commune, task.pk, 1, shown, today=DAY)
    assert content_of(made) == shown.content and shown.content not in bytes(made.content)
    due_services.close(commune, task.pk, 1, today=date(2026, 3, 31))
    assert (one(task).stage, one(task).proved_by) == (Stage.DONE_IN_TIME, "evidence")
    assert [e.kind for e in task.events.order_by("pk")] == ["handed", "accepted", "evidence", "done"]
    assert [e.verb for e in AuditEntry.objects.filter(register="tasks", object_id=task.pk)] == [
        "accepted", "evidence", "done",
    ]  # fmt: skip
    assert [finding.code for finding in verify() if finding.register == "tasks"] == [] == list(check_tasks())


def test_somebodys_word_is_told_as_such_until_there_is_evidence(labour, commune):
    task = make_task(labour)
    services.accept(commune, task.pk, today=DAY)
    due_services.close(commune, task.pk, 1, today=date(2026, 4, 1))
    assert (one(task).stage, one(task).proved_by) == (Stage.DONE_LATE, "word")
    due_services.attach_evidence(commune, task.pk, 1, Shown("Biên bản"), today=date(2026, 4, 2))
    assert one(task).proved_by == "evidence"


def test_what_is_refused(labour, commune):
    task = make_task(labour)
    assert codes(due_services.close, commune, task.pk, 1) == ["task.not_accepted"]
    assert codes(services.send_back, commune, task.pk, "") == ["task.reason"]
    assert codes(services.reopen, labour, task.pk, WHY) == ["task.not_ended"]
    assert codes(due_services.reopen_due, labour, task.pk, 1, WHY) == ["task.not_done"]
    assert codes(due_services.decide_extension, labour, task.pk, 1, None, WHY) == ["task.not_asked"]
    services.accept(commune, task.pk, today=DAY)
    assert codes(services.accept, commune, task.pk) == ["task.accepted"]
    assert codes(services.send_back, commune, task.pk, WHY) == ["task.accepted"]
    services.withdraw(labour, task.pk, WHY, today=DAY)
    assert codes(services.withdraw, labour, task.pk, WHY) == ["task.withdrawn"]
    assert codes(due_services.attach_evidence, commune, task.pk, 1, Shown("Biên bản")) == ["task.ended"]
    assert codes(services.accept, commune, task.pk) == ["task.ended"]


def test_both_days_of_an_extension_are_kept(labour, commune):
    task, later = make_task(labour), date(2026, 4, 15)
    assert codes(due_services.ask_extension, commune, task.pk, 1, date(2026, 3, 31), WHY) == ["task.extension_day"]
    due_services.ask_extension(commune, task.pk, 1, later, WHY, today=DAY)
    assert one(task).due_now == date(2026, 3, 31) and one(task).asked_due == later
    assert codes(due_services.ask_extension, commune, task.pk, 1, later, WHY) == ["task.asked"]
    due_services.decide_extension(labour, task.pk, 1, later, "", today=DAY)
    assert (one(task).due_on, one(task).due_now, one(task).asked_due) == (date(2026, 3, 31), later, None)
    decided = task.events.get(kind="extension_decided")
    assert (decided.due_before, decided.due_after) == (date(2026, 3, 31), later)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"title": ""}, "task.title"),
        ({"recurrence": "yearly", "last_day": None}, "task.no_last_day"),
        ({"recurrence": "yearly", "first_due": None, "last_day": date(2030, 1, 1)}, "task.first_due"),
        ({"recurrence": "daily"}, "task.recurrence"),
        ({"recurrence": "monthly", "last_day": date(2099, 1, 1)}, "task.too_many_days"),
        ({"last_day": date(2026, 1, 1)}, "task.last_day"),
        ({"first_due": date(1926, 3, 31)}, "task.year"),
        ({"proof": "rumour"}, "task.proof"),
        ({"proof": "indicator", "comparator": "<=", "value": 1.0}, "task.indicator"),
        ({"proof": "indicator", "indicator": "fatal_accident_rate"}, "task.value"),
    ],
)
def test_charges_that_cannot_be(labour, wanted, code):
    with pytest.raises(Refused) as refused:
        make_charge(labour, **wanted)
    assert refused.value.codes == [code] and not Task.objects.exists() and not TaskEvent.objects.exists()


def test_nobody_is_charged_beyond_the_giver(labour):
    with pytest.raises(Refused) as refused:
        make_charge(labour, [commune_committee(AWAY)])
    assert refused.value.codes == ["task.lead_outside"]


def test_a_task_of_a_province_becomes_one_for_each_of_its_communes(labour):
    ministry = make_scope("ministry")
    whole = make_charge(ministry, [department()], agency("ministry_home_affairs")).tasks.get()
    services.accept(labour, whole.pk, today=DAY)
    wanted = Wanted("Tập huấn ở xã", first_due=date(2026, 3, 20))
    part = services.split(labour, whole.pk, wanted, all_below(department()), today=DAY)
    assert part.agencies == all_below(department()).count() == 92
    assert part.parent_id == whole.pk and part.cause_id == whole.charge.cause_id
    assert Occurrence.objects.filter(charge=part).count() == 92
    assert codes(due_services.close, labour, whole.pk, 1) == ["task.parts_open"]
    due_services.close(labour, whole.pk, 1, "ba xã xong sau", today=DAY)
    assert one(whole).stage == Stage.DONE_IN_TIME and list(check_tasks()) == []


def test_a_target_that_is_missed_is_closed_with_a_reason_only(labour, commune):
    factory = make_establishment()
    task = make_task(labour, proof="headcounts")
    services.accept(commune, task.pk, today=DAY)
    assert codes(due_services.close, commune, task.pk, 1) == ["task.target_missed"]
    make_headcount(factory, 2026)
    due_services.close(commune, task.pk, 1, today=DAY)
    assert one(task).proved_by == "register"


def test_an_indicator_proves_or_denies(labour, commune):
    """One death among 100 workers: ten in a thousand."""
    factory, died = make_establishment(), datetime(2026, 2, 2, 9, tzinfo=HERE)
    make_headcount(factory, 2026, workers=100)
    make_victim(make_accident(factory, occurred_at=died), reported_condition="fatal", died_on=died.date())
    aim = {"proof": "indicator", "indicator": "fatal_accident_rate", "comparator": "<="}
    kept, missed = (make_task(labour, title=f"Dưới {value}", value=value, **aim) for value in (20.0, 5.0))
    for task in (kept, missed):
        services.accept(commune, task.pk, today=DAY)
    due_services.close(commune, kept.pk, 1, today=DAY)
    assert one(kept).proved_by == "register"
    assert codes(due_services.close, commune, missed.pk, 1) == ["task.target_missed"]
    due_services.close(commune, missed.pk, 1, "một vụ nghiêm trọng trong năm", today=DAY)
    assert (one(missed).stage, one(missed).proved_by) == (Stage.DONE_IN_TIME, "word")


def test_recorded_for_a_body_without_accounts_and_only_for_such(labour):
    police = make_charge(labour, [agency("police_province", HOME)]).tasks.get()
    # Who is invited to cases belongs to the police and does not do its tasks.
    make_scope("invited", agency=agency("police_province", HOME))
    services.accept(labour, police.pk, today=DAY)
    assert police.events.get(kind="accepted").is_on_behalf
    task = make_task(labour)
    services.accept(labour, task.pk, today=DAY)
    make_scope("commune", place=COMMUNE)
    with pytest.raises(Refused) as refused:
        due_services.close(labour, task.pk, 1, today=timezone.localdate() + timedelta(days=1))
    assert refused.value.codes == ["scope.denied"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "evidence.kind"),
        ("a.pdf", b"<html>", "evidence.content"),
        ("a.png", b"%PDF-", "evidence.content"),
        ("a.pdf", b"%PDF-" + b"0" * MOST_BYTES, "evidence.size"),
    ],
)
def test_files_that_are_not_what_they_say(labour, commune, name, content, code):
    task = make_task(labour)
    shown = Shown("Biên bản", file_name=name, content=content)
    assert codes(due_services.attach_evidence, commune, task.pk, 1, shown) == [code]


def test_a_unit_that_was_merged_hands_its_tasks_on(labour, commune):
    """Whoever succeeded the commune sees what it was charged with."""
    task = make_task(labour)
    assert Task.objects.visible_to(commune).get() == task
    assert place(COMMUNE).pk == task.commune_id and task.province_id == place(HOME).pk
