"""What waits is counted exactly, for whom it may be, with the days of the law; and found by its index."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from atvsld.accidents.models import Accident
from atvsld.accidents.services import move
from atvsld.accidents.waiting import waiting
from atvsld.accidents.workflow import OPEN_STATES
from atvsld.base.import_sessions.models import ImportSession
from atvsld.base.lists import register
from atvsld.base.scope import STRANGER, Scope
from atvsld.figures.published.standing import standing_book
from atvsld.org.people.scoping import scope_of
from atvsld.org.places.models import Place
from atvsld.testing import (
    EVERYTHING,
    make_accident,
    make_establishment,
    make_headcount,
    make_scope,
    make_user,
    make_victim,
    place,
)
from atvsld.web.worklist.counting import counts, own_counts, own_work
from atvsld.web.worklist.establishments import last_period
from atvsld.web.worklist.house import TRUNCATED
from atvsld.web.worklist.kinds import KINDS

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def own(scope: Scope, today: date = TODAY) -> dict[str, Any]:
    return {work.id: work for work in own_counts(scope, today)}


def undone(scope: Scope, unit: Place | None, today: date = TODAY) -> dict[str, int]:
    return {work.id: work.count for work in counts(scope, unit, today)}


def received(accident: Accident, day: date, **columns: Any) -> None:
    """As if it had come in at noon of that day (UTC+7)."""
    at = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    Accident.objects.filter(pk=accident.pk).update(received_at=at, **columns)


def test_every_kind_has_an_address_of_its_own() -> None:
    assert len({kind.id for kind in KINDS}) == len(KINDS)


def test_a_stranger_is_told_nothing() -> None:
    make_accident(make_establishment())
    assert own_counts(STRANGER, TODAY) == [] and counts(STRANGER, place("Thái Nguyên"), TODAY) == []
    elsewhere = make_scope("labour", place="Cà Mau")
    assert own(elsewhere) == {} and undone(elsewhere, place("Thái Nguyên")) == {}
    assert undone(elsewhere, None) == {}, "nor of the nation"


def test_what_is_due_by_the_law_of_investigations() -> None:
    office = make_establishment()
    fatal, minor = make_accident(office), make_accident(office)
    make_victim(fatal, reported_condition="dead", died_on=date(2026, 3, 10))
    received(fatal, date(2026, 10, 23), state="declared", severity="fatal")
    received(minor, date(2026, 11, 17), state="declared", severity="minor")
    work = own(make_scope("labour", place="Thái Nguyên"))["tiep-nhan"]
    assert (work.count, work.oldest_days, work.overdue) == (2, 30, 1), "30 days from receipt are not yet over, 4 are"
    later = own(make_scope("labour", place="Thái Nguyên"), date(2026, 11, 23))["tiep-nhan"]
    assert later.overdue == 2
    [(kind, asked, _)] = [
        w for w in own_work(make_scope("labour", place="Thái Nguyên"), TODAY) if w[0].id == "tiep-nhan"
    ]
    rows = kind.rows(asked, 0, 5)
    assert [(row.name, row.due.on, row.due.days_over(TODAY)) for row in rows if row.due] == [
        (str(fatal), date(2026, 11, 22), 0), (str(minor), date(2026, 11, 21), 1),
    ]  # fmt: skip


def test_what_was_returned_waits_for_its_author_until_it_is_answered() -> None:
    office = make_establishment()
    accident = make_accident(office, cause_code="", summary="Trượt ngã")
    Accident.objects.filter(pk=accident.pk).update(state="declared")
    move(EVERYTHING, accident, "return", "Thiếu nguyên nhân")
    employer = make_scope("employer", establishment=office)
    assert {"bo-sung", "khai-du"} & set(own(employer)) == {"bo-sung"}
    assert own(employer)["bo-sung"].count == 1
    Accident.objects.filter(pk=accident.pk).update(state="notified", returned_at=None)
    assert {"bo-sung", "khai-du"} & set(own(employer)) == {"khai-du"}


def test_a_commune_is_not_told_of_what_only_the_employer_may_complete() -> None:
    make_accident(make_establishment())
    mine = make_accident()
    found = own(make_scope("commune", place="Xã Tân Cương, Tỉnh Thái Nguyên"))
    assert mine.declared_by == "commune" and found["khai-du"].count == 1


def test_the_return_of_the_last_period_and_the_day_before_which_it_was_due() -> None:
    assert (last_period(TODAY).label_vi, last_period(date(2026, 6, 30)).label_vi) == (
        "6 tháng đầu năm 2026",
        "Năm 2025",
    )
    silent = make_establishment()
    make_establishment(head_office=silent, name="Chi nhánh", tax_code=f"{silent.tax_code}-001")
    make_accident(make_establishment())
    make_establishment(registered_on=date(2026, 8, 1))
    labour = make_scope("labour", place="Thái Nguyên")
    work = own(labour)["chua-bao-cao"]
    assert (work.count, work.overdue, work.overdue_days) == (1, 1, (TODAY - date(2026, 7, 5)).days + 1)
    early = own(labour, date(2026, 7, 4))["chua-bao-cao"]
    assert (early.count, early.overdue, early.overdue_days) == (1, 0, 0)
    assert own(labour, date(2026, 7, 5))["chua-bao-cao"].overdue_days == 1, "«trước ngày» leaves the day itself out"


@pytest.mark.parametrize(("halves", "is_told"), [((1,), False), ((1, 2), True), ((0,), True)])
def test_a_year_is_confirmed_whole_or_by_both_halves(halves: tuple[int, ...], is_told: bool) -> None:
    office = make_establishment()
    for half in halves:
        register("no_accident_periods").services.create(
            EVERYTHING, {"establishment": office.pk, "year": 2025, "half": half}
        )
    found = own(make_scope("employer", establishment=office), date(2026, 2, 1))
    assert ("chua-bao-cao" not in found) is is_told


def test_establishments_without_headcount() -> None:
    make_headcount(make_establishment())
    make_establishment()
    assert own(make_scope("labour", place="Thái Nguyên"))["chua-co-so-lao-dong"].count == 1


def test_a_leader_sees_what_is_left_undone_in_the_unit_and_in_its_communes() -> None:
    here, there = "Xã Tân Cương, Tỉnh Thái Nguyên", "Phường Phan Đình Phùng, Tỉnh Thái Nguyên"
    make_accident(make_establishment(commune=here))
    make_establishment(commune=there)
    leader = make_scope("leader", place="Thái Nguyên")
    assert own(leader) == {}, "a leader does none of it"
    in_province = {"khai-du": 1, "chua-bao-cao": 1, "chua-co-so-lao-dong": 2, "ket-qua-chuong-trinh": 1}
    assert undone(leader, place("Thái Nguyên")) == in_province
    assert undone(leader, place(here)) == {"khai-du": 1, "chua-co-so-lao-dong": 1}
    assert undone(leader, place(there)) == {"chua-bao-cao": 1, "chua-co-so-lao-dong": 1}
    assert undone(make_scope("ministry"), None) == in_province
    commune = make_scope("commune", place=here)
    assert undone(commune, place("Thái Nguyên")) == {} == undone(commune, place(there)), "only one's own unit"


def test_an_ended_unit_is_the_union_of_the_communes_on_its_ground() -> None:
    make_accident(make_establishment())
    old = Place.objects.filter(name_vi="Thái Nguyên", level="district").first()
    assert old is not None
    found = undone(make_scope("leader", place="Thái Nguyên"), old)
    assert found in ({"khai-du": 1, "chua-co-so-lao-dong": 1}, {})
    assert undone(make_scope("leader", place="Cà Mau"), old) == {}


def test_accounts_without_a_role_are_the_administrators_work() -> None:
    before = own(make_scope("admin")).get("chua-co-vai-tro")
    make_user()
    assert own(make_scope("admin"))["chua-co-vai-tro"].count == (before.count if before else 0) + 1
    assert "chua-co-vai-tro" not in own(make_scope("auditor"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by what the table holds")
def test_what_waits_is_found_by_its_own_index() -> None:
    for role, unit in (("labour", "Thái Nguyên"), ("commune", "Xã Tân Cương, Tỉnh Thái Nguyên")):
        scope = make_scope(role, place=unit)
        for state in OPEN_STATES:
            rows = waiting(scope, "view", state)
            assert f"accident_{state}" in rows.order_by().explain()


def test_the_summary_of_the_province_comes_due() -> None:
    labour = make_scope("labour", place="Thái Nguyên")
    for day, count in ((date(2026, 6, 14), 0), (date(2026, 6, 15), 1), (date(2026, 7, 15), 1), (date(2026, 7, 16), 0)):
        found = own(labour, day).get("bao-cao-den-han")
        assert (found.count if found else 0) == count, day
    work = own(labour, date(2027, 1, 10))["bao-cao-den-han"]
    assert (work.due.on, work.overdue, work.due.is_provisional) == (date(2027, 1, 25), 0, False)
    commune = own(make_scope("commune", place="Xã Tân Cương, Tỉnh Thái Nguyên"), date(2026, 6, 20))["bao-cao-den-han"]
    assert commune.due.on == date(2026, 7, 5) and commune.due.is_provisional, "the day was not seen in the text"
    assert "bao-cao-den-han" not in own(make_scope("health", place="Thái Nguyên"), date(2026, 7, 1))


def test_the_result_of_a_programme_comes_due_for_its_own_province() -> None:
    labour, other = make_scope("labour", place="Thái Nguyên"), make_scope("labour", place="Cà Mau")
    work = own(labour)["ket-qua-chuong-trinh"]
    assert (work.count, work.due.on, work.overdue) == (1, date(2026, 12, 10), 0)
    assert "ket-qua-chuong-trinh" not in own(labour, date(2026, 12, 11)), "nothing says whether it was reported"
    assert not {"ket-qua-chuong-trinh", "chi-tieu-chua-co-so-lieu"} & set(own(other))


def test_a_target_without_data_until_a_year_was_entered() -> None:
    labour = make_scope("labour", place="Thái Nguyên")
    before = own(labour)["chi-tieu-chua-co-so-lieu"].count
    values = {"unit": place("Thái Nguyên").pk, "year": 2025, "line": "exposed_examined", "value": 900, "source": "BC 1"}
    register("yearly_figures").services.create(EVERYTHING, values)
    assert own(labour)["chi-tieu-chua-co-so-lieu"].count == before - 1 > 0


def test_a_file_waits_for_the_one_who_sent_it() -> None:
    sender, colleague = make_user("labour", place="Thái Nguyên"), make_user("labour", place="Thái Nguyên")
    later = timezone.now() + timedelta(days=3)
    ImportSession.objects.create(user=sender, register="accidents", file_name="quy-3.xlsx", expires_at=later)
    ImportSession.objects.create(
        user=sender, register="accidents", file_name="xong.xlsx", expires_at=later, state="done"
    )
    work = own(scope_of(sender), timezone.localdate())["tep-chua-xong"]
    assert (work.count, work.overdue) == (1, 0) and "tep-chua-xong" not in own(scope_of(colleague))


def test_the_ministry_is_told_of_notices_that_contradict_themselves() -> None:
    book = standing_book()
    wrong = [n for n in book if n.kind == "notice" and any(v.code != TRUNCATED for v in book.findings(n))]
    assert own(make_scope("ministry"))["thong-bao-khong-khop"].count == len(wrong) > 0
    assert "thong-bao-khong-khop" not in own(make_scope("labour", place="Thái Nguyên"))


def test_failed_tasks_wait_for_an_administrator() -> None:
    DBTaskResult.objects.create(
        status="FAILED", args_kwargs={"args": [], "kwargs": {}}, task_path="a.b", finished_at=timezone.now()
    )
    assert own(make_scope("admin"), timezone.localdate())["viec-nen-hong"].count == 1
    assert "viec-nen-hong" not in own(make_scope("ministry"))


def test_only_cases_are_late_by_the_law_of_investigations() -> None:
    said = {kind.id: str(kind.overdue) for kind in KINDS if "điều tra" in str(kind.overdue)}
    assert set(said) == {"tiep-nhan", "khai-du", "bo-sung", "chua-ro-xa", "xa-da-chia"}
    office = make_establishment()
    for _ in range(2):
        received(make_accident(office), date(2026, 1, 5), state="declared", severity="minor")
    work = own(make_scope("labour", place="Thái Nguyên"))["tiep-nhan"]
    assert work.late == "2 vụ đã quá thời hạn điều tra"
