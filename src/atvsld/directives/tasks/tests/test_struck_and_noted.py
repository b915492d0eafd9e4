"""Evidence taken back stays to be seen; a body that takes part says what it did, and no more."""

from __future__ import annotations

import pytest

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.checking import check_tasks
from atvsld.directives.tasks.evidence import Shown
from atvsld.directives.tasks.house import TasksMismatchError, check_every_task
from atvsld.directives.tasks.models import Coordination
from atvsld.directives.tasks.occurrences import Occurrence, TaskTally
from atvsld.testing import make_scope

from .make import AWAY, COMMUNE, DAY, HOME, agency, make_task

pytestmark = pytest.mark.django_db
WHY = "gửi nhầm tệp của xã khác"


@pytest.fixture
def labour():
    return make_scope("labour", place=HOME)


@pytest.fixture
def commune():
    return make_scope("commune", place=COMMUNE)


def test_a_paper_taken_back_is_struck_through_and_proves_nothing(labour, commune):
    task = make_task(labour)
    services.accept(commune, task.pk, today=DAY)
    first, second = (
        due_services.attach_evidence(commune, task.pk, 1, Shown(f"Báo cáo {n}"), today=DAY) for n in (1, 2)
    )
    due_services.close(commune, task.pk, 1, today=DAY)
    due_services.strike_evidence(commune, task.pk, first.pk, WHY, today=DAY)
    assert Occurrence.objects.get(task=task).proved_by == "evidence"
    due_services.strike_evidence(commune, task.pk, second.pk, WHY, today=DAY)
    row = Occurrence.objects.get(task=task)
    assert row.proved_by == "word" and row.evidence.count() == 2
    event = task.events.filter(kind="evidence_struck").latest("pk")
    second.refresh_from_db()
    assert second.struck_by == event and event.reason == WHY and event.occurrence == row
    assert AuditEntry.objects.latest("pk").verb == "evidence_struck" and list(check_tasks()) == []
    with pytest.raises(Refused) as refused:
        due_services.strike_evidence(commune, task.pk, second.pk, WHY, today=DAY)
    assert refused.value.codes == ["evidence.struck"]
    due_services.attach_evidence(commune, task.pk, 1, Shown("Báo cáo đúng"), today=DAY)
    assert Occurrence.objects.get(task=task).proved_by == "evidence"


def test_only_who_showed_it_takes_it_back_and_with_a_reason(labour, commune):
    task, other = make_task(labour), make_task(labour, title="Việc khác")
    services.accept(commune, task.pk, today=DAY)
    made = due_services.attach_evidence(commune, task.pk, 1, Shown("Báo cáo"), today=DAY)
    for scope in (labour, make_scope("commune", place=AWAY), make_scope("leader", place=HOME)):
        with pytest.raises(OutOfScope):
            due_services.strike_evidence(scope, task.pk, made.pk, WHY, today=DAY)
    with pytest.raises(OutOfScope):
        due_services.strike_evidence(commune, other.pk, made.pk, WHY, today=DAY)
    with pytest.raises(Refused) as refused:
        due_services.strike_evidence(commune, task.pk, made.pk, "", today=DAY)
    assert refused.value.codes == ["task.reason"]


def test_who_takes_part_says_what_it_did(labour, commune):
    task, police = make_task(labour), agency("police_province", HOME)
    officer = make_scope("department", agency=police)
    with pytest.raises(OutOfScope):
        services.note(officer, task.pk, "Đã cử hai cán bộ", today=DAY)
    Coordination.objects.create(charge=task.charge, agency=police)
    services.note(officer, task.pk, "Đã cử hai cán bộ", today=DAY)
    event = task.events.latest("pk")
    assert (event.kind, event.reason) == ("noted", f"{police.name_vi}: Đã cử hai cán bộ") and not event.is_on_behalf
    task.refresh_from_db()
    assert task.accepted_on is None and list(check_tasks()) == []
    # The body speaks for itself, so nobody records for it; the lead does not take part in its own task.
    for scope in (labour, commune, make_scope("department", agency=agency("police_province", "Cà Mau"))):
        with pytest.raises(OutOfScope):
            services.note(scope, task.pk, "Đã cử hai cán bộ", today=DAY)
    Coordination.objects.create(charge=task.charge, agency=agency("department_construction", HOME))
    services.note(labour, task.pk, "Sở đã góp ý", today=DAY)
    assert task.events.latest("pk").is_on_behalf


def test_the_nights_check_fails_where_something_was_written_past_the_program(labour):
    make_task(labour)
    assert check_every_task() == 0
    TaskTally.objects.update(n=7)
    with pytest.raises(TasksMismatchError, match=r"task\.tally"):
        check_every_task()
