"""What was sent stays as it was, says what it counted, and only who may sends, receives or returns it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.scope import STRANGER, Scope
from atvsld.directives.reporting.checking import check_reports
from atvsld.directives.reporting.differences import differences
from atvsld.directives.reporting.models import ReportVersion, TaskReport
from atvsld.directives.reporting.services import preview, receive, save_texts, send, send_back
from atvsld.directives.tasks import due_services, services
from atvsld.testing import make_scope

from .make import COMMUNE, HOME, TODAY, YEAR, agency, charged, commune, commune_committee, labour, made, sent

pytestmark = pytest.mark.django_db
WHY = "Bổ sung số liệu đến muộn"


def codes_of(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return caught.value.codes


def test_what_is_frozen() -> None:
    people = commune()
    charge = charged(labour())
    row = made(people, first_day=YEAR[0])
    row = save_texts(people, row.pk, {"problems": " Thiếu cán bộ. \r\n\r\n"}, row.row_version)
    version = sent(people, row)
    whole = version.whole
    assert (version.number, version.is_intact, whole["format"]) == (1, True, "atvsld-task-report/1")
    assert whole["texts"] == {"problems": "Thiếu cán bộ."} and whole["previous_sha256"] is None
    assert whole["figures"]["tasks"]["counts"]["overdue"] == 1
    assert whole["figures"]["tasks"]["rows"][0]["title"] == charge.title
    row.refresh_from_db()
    assert row.state == "sent"
    entries = AuditEntry.objects.filter(register="task_reports", object_id=row.pk).order_by("number")
    assert [entry.verb for entry in entries] == ["create", "edit", "send"]
    assert entries.last().changes["sha256"] == [None, version.sha256]
    assert people.user_label not in version.content, "persons stand in the row and in the audit"


def test_later_changes_show_as_a_difference_and_change_nothing_sent() -> None:
    people = commune()
    task = charged(labour(), first_due=date(2026, 12, 20)).tasks.get()
    row = made(people)
    version = sent(people, row)
    services.accept(people, task.pk, today=TODAY)
    due_services.close(people, task.pk, 1, "đã xong", today=TODAY)
    content = version.content
    version.refresh_from_db()
    assert version.content == content
    changed = differences(version.whole["figures"], preview(people, row.pk, TODAY).figures)
    assert {(str(one.label), one.before, one.after) for one in changed} == {
        ("Chưa nhận", 1, 0),
        ("Xong đúng hạn", 0, 1),
    }


def test_again_only_with_a_reason_and_something_new() -> None:
    people = commune()
    row = made(people)
    first = sent(people, row)
    with pytest.raises(Refused) as same:
        sent(people, row, WHY)
    assert codes_of(same) == ["report.same"]
    row.refresh_from_db()
    save_texts(people, row.pk, {"ahead": "Tập huấn."}, row.row_version)
    with pytest.raises(Refused) as without:
        sent(people, row, "vì")
    assert codes_of(without) == ["report.reason"]
    second = sent(people, row, WHY)
    assert (second.number, second.whole["previous_sha256"], second.reason) == (2, first.sha256, WHY)
    first.refresh_from_db()
    assert first.is_intact


def test_what_was_seen_is_what_is_sent() -> None:
    people = commune()
    row = made(people)
    seen = preview(people, row.pk, TODAY).seen
    charged(labour())
    with pytest.raises(Refused) as changed:
        send(people, row.pk, seen, today=TODAY)
    assert codes_of(changed) == ["report.changed"] and not ReportVersion.objects.exists()


def test_two_writers_do_not_overwrite_each_other() -> None:
    people, colleague = commune(), commune()
    row = made(people)
    after = save_texts(people, row.pk, {"problems": "của người thứ nhất"}, 1)
    with pytest.raises(Refused) as stale:
        save_texts(colleague, row.pk, {"problems": "của người thứ hai"}, 1)
    assert codes_of(stale) == ["report.stale"]
    save_texts(colleague, row.pk, {"ahead": "phần khác"}, after.row_version)
    row.refresh_from_db()
    assert row.parts == {"problems": "của người thứ nhất", "ahead": "phần khác"}
    with pytest.raises(Refused) as long:
        save_texts(people, row.pk, {"ahead": "x" * 20_001}, row.row_version)
    assert codes_of(long) == ["report.text"]


def test_returned_with_a_reason_received_once() -> None:
    people, office = commune(), labour()
    row = made(people)
    with pytest.raises(OutOfScope):
        receive(office, row.pk)
    sent(people, row)
    with pytest.raises(Refused) as without:
        send_back(office, row.pk, "vì")
    assert codes_of(without) == ["report.reason"]
    send_back(office, row.pk, "Thiếu nguyên nhân cụ thể")
    with pytest.raises(Refused) as not_waiting:
        receive(office, row.pk)
    assert codes_of(not_waiting) == ["report.not_sent"]
    row.refresh_from_db()
    save_texts(people, row.pk, {"problems": "Do thiếu cán bộ."}, row.row_version)
    sent(people, row, WHY)
    assert receive(office, row.pk).state == "received"
    assert [v.outcome for v in ReportVersion.objects.order_by("number")] == ["returned", "received"]


@pytest.mark.parametrize("role", ["health", "leader", "zone", "employer", "auditor", "admin", "away", "nobody"])
def test_nobody_else_writes_sends_or_decides(role: str) -> None:
    people = commune()
    row = made(people)
    other = _someone(role)
    for act in (lambda: save_texts(other, row.pk, {}, 1), lambda: preview(other, row.pk, TODAY),
                lambda: send(other, row.pk, "", today=TODAY), lambda: receive(other, row.pk),
                lambda: made(other, commune_committee())):  # fmt: skip
        with pytest.raises(OutOfScope):
            act()


def _someone(role: str) -> Scope:
    if role == "nobody":
        return STRANGER
    if role == "away":
        return make_scope("labour", place="Cà Mau")
    units = {"health": {"place": HOME}, "leader": {"place": HOME}}
    if role in ("zone", "employer"):
        from atvsld.testing import make_establishment, make_zone

        units = {"zone": {"zone": make_zone()}, "employer": {"establishment": make_establishment()}}
    return make_scope(role, **units.get(role, {}))


def test_drafts_are_seen_where_they_are_written_and_what_was_sent_where_it_went() -> None:
    people = commune()
    row = made(people)

    def seen(scope: Scope) -> bool:
        return TaskReport.objects.visible_to(scope).filter(pk=row.pk).exists()

    inside = {"own": people, "leader of the commune": make_scope("leader", place=COMMUNE)}
    above = {"labour": labour(), "leader": make_scope("leader", place=HOME), "health": make_scope("health", place=HOME),
             "ministry": make_scope("ministry"), "auditor": make_scope("auditor")}  # fmt: skip
    outside = {"away": make_scope("labour", place="Cà Mau"), "admin": make_scope("admin"), "nobody": STRANGER,
               "other commune": commune("Xã Đất Mũi, Tỉnh Cà Mau"),
               "department": make_scope("department", agency=agency("department_construction", HOME))}  # fmt: skip
    assert {name: seen(scope) for name, scope in inside.items()} == dict.fromkeys(inside, True)
    assert {name: seen(scope) for name, scope in (above | outside).items()} == dict.fromkeys(above | outside, False)
    sent(people, row)
    assert {name: seen(scope) for name, scope in above.items()} == dict.fromkeys(above, True)
    assert {name: seen(scope) for name, scope in outside.items()} == dict.fromkeys(outside, False)


def test_the_department_writes_for_the_committee_without_accounts_and_it_is_told() -> None:
    office = labour()
    row = made(office, agency("peoples_committee_province", HOME), to_agency=None, to_name="Bộ Nội vụ")
    assert row.is_on_behalf and sent(office, row).whole["is_on_behalf"]


def test_an_edited_version_is_told() -> None:
    people = commune()
    version = sent(people, made(people))
    assert list(check_reports()) == []
    ReportVersion.objects.filter(pk=version.pk).update(content=version.content.replace('"version":1', '"version":3'))
    assert [finding.code for finding in check_reports()] == ["report.edited"]


def test_the_database_itself_keeps_versions_apart() -> None:
    people = commune()
    version = sent(people, made(people))
    version.pk, version.sha256 = None, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


def test_a_period_that_cannot_be() -> None:
    people = commune()
    for days in ((date(2026, 5, 1), date(2026, 4, 1)), (date(2027, 1, 1), date(2027, 12, 31)),
                 (date(2000, 1, 1), date(2026, 12, 31))):  # fmt: skip
        with pytest.raises(Refused):
            made(people, first_day=days[0], last_day=days[1])
