"""Whom a duty to report lies upon, as accepted documents and declared programmes say it."""

from __future__ import annotations

from datetime import date

import pytest

from atvsld.directives.programmes import PROGRAMMES
from atvsld.directives.reporting.duties.found import duties_on, duties_to
from atvsld.directives.reporting.duties.obliged import groups_in
from atvsld.directives.reporting.duties.owed import OVERDUE, UNDATED, owed_by, owed_for, tallied
from atvsld.directives.reporting.services import receive, send_back
from atvsld.testing import place

from .make import (
    BEGUN,
    COMMUNE,
    HOME,
    TODAY,
    agency,
    charged,
    commune,
    commune_committee,
    department,
    labour,
    made,
    make_document,
    make_duty,
    sent,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "of_province", "groups"),
    [
        ("các sở, ban, ngành, cơ quan, đơn vị, địa phương", True, {"departments", "communes"}),
        ("UBND các xã, phường", True, {"communes"}),
        ("Ủy ban nhân dân cấp xã", True, {"communes"}),
        ("UBND các tỉnh, thành phố trực thuộc trung ương", False, {"provinces"}),
        ("Các bộ, cơ quan ngang bộ; địa phương", False, {"ministries", "provinces"}),
        ("Sở Y tế", True, set()),
        ("Các tổ chức, đơn vị, doanh nghiệp trên địa bàn tỉnh", True, set()),
    ],
)
def test_groups_by_their_words(words: str, of_province: bool, groups: set[str]) -> None:
    assert set(groups_in(words, place(HOME) if of_province else None)) == groups


def test_the_declared_programme_lies_upon_departments_and_communes_before_10_december() -> None:
    people = commune()
    charged(labour())
    [duty] = duties_on(people, [commune_committee()], TODAY)
    assert (duty.programme, duty.to_agency, duty.since) == ("thai-nguyen-2025", department().pk, BEGUN)
    assert agency("department_health", HOME).pk in duty.bodies and department().pk not in duty.bodies
    communes = place(HOME).units.filter(level="commune", valid_to=None).count()
    assert len(duty.bodies) > communes > 80
    [owed] = owed_by(people, [commune_committee()], TODAY)
    assert (owed.occasion.due_on, owed.state, owed.is_late) == (date(2026, 12, 10), "none", False)
    assert owed_by(people, [commune_committee()], date(2026, 12, 10))[0].state == OVERDUE
    assert [one.key for one in duties_to(labour(), [department()], TODAY)] == [duty.key]
    assert PROGRAMMES["ha-giang-2024"].report_before is None, "a programme without a day makes none up"


def test_a_province_elsewhere_owes_nothing_of_it() -> None:
    from atvsld.testing import make_scope

    away = make_scope("commune", place="Xã Đất Mũi, Tỉnh Cà Mau")
    assert duties_on(away, [commune_committee("Xã Đất Mũi, Tỉnh Cà Mau")], TODAY) == []


def test_a_line_of_an_accepted_document() -> None:
    people, document = commune(), make_document()
    row = make_duty(document, "UBND các xã, phường")
    make_duty(document, "Sở Y tế", deadline=None, deadline_raw=None, recurrence=None)
    [duty] = [one for one in duties_on(people, [commune_committee()], TODAY) if one.document]
    assert (duty.key, duty.to_agency, duty.lines) == (f"provision:{row.pk}", department().pk, ((7, 7),))
    [owed] = [one for one in owed_by(people, [commune_committee()], TODAY) if one.duty.document]
    assert owed.occasion.due_on == date(2026, 12, 15)


def test_a_body_that_was_decided_when_the_document_was_accepted() -> None:
    health = agency("department_health", HOME)
    document = make_document(agencies={"Sở Y tế": health.pk})
    make_duty(document, "Sở Y tế", deadline=None, deadline_raw=None, recurrence=None)
    found = [one for one in duties_on(labour(), [health], TODAY) if one.document]
    assert [one.bodies for one in found] == [frozenset([health.pk])]
    [owed] = [one for one in owed_by(labour(), [health], TODAY) if one.duty.document]
    assert (owed.state, owed.occasion.due_on) == (UNDATED, None)


def test_words_that_name_nobody_lie_upon_nobody_and_are_told() -> None:
    from atvsld.directives.reporting.duties.found import duties_about

    make_duty(make_document(), "Các tổ chức, doanh nghiệp trên địa bàn tỉnh")
    [duty] = [one for one in duties_about(labour(), [department()], TODAY) if one.document]
    assert duty.bodies == frozenset() and duty.undecided == "Các tổ chức, doanh nghiệp trên địa bàn tỉnh"


def test_a_struck_out_document_asks_for_nothing() -> None:
    from django.utils import timezone

    document = make_document()
    make_duty(document, "UBND các xã, phường")
    document.voided_at, document.void_reason = timezone.now(), "Nhận nhầm văn bản"
    document.save(update_fields=["voided_at", "void_reason"])
    assert [one for one in duties_on(commune(), [commune_committee()], TODAY) if one.document] == []


def test_states_of_what_is_owed_are_counted_against_who_owes() -> None:
    charged(labour())
    people, office = commune(), labour()
    [owed] = owed_by(people, [commune_committee()], TODAY)
    row = made(people, duty=owed.duty.key, occasion=owed.occasion.key)

    def states(day: date = TODAY) -> dict[str, int]:
        return dict(tallied(owed_for(owed.duty, owed.occasion, day)))

    others = len(owed.duty.bodies) - 1
    assert states() == {"none": others, "draft": 1}
    assert states(date(2026, 12, 11)) == {"overdue": others + 1}
    sent(people, row)
    assert states(date(2026, 12, 11)) == {"overdue": others, "sent": 1}
    send_back(office, row.pk, "Thiếu nguyên nhân")
    assert states() == {"none": others, "returned": 1}
    sent_again = owed_by(people, [commune_committee()], date(2026, 12, 11))[0]
    assert sent_again.state == "returned" and sent_again.is_late
    receive_after(people, office, row)
    assert states() == {"none": others, "received": 1}


def receive_after(people, office, row) -> None:
    from atvsld.directives.reporting.services import save_texts

    row.refresh_from_db()
    save_texts(people, row.pk, {"problems": "Thiếu cán bộ."}, row.row_version)
    sent(people, row, "Bổ sung nguyên nhân")
    receive(office, row.pk)


def test_begun_twice_is_one_report() -> None:
    people = commune()
    fields = {"duty": "programme:thai-nguyen-2025", "occasion": "2026-12-10"}
    assert made(people, **fields).pk == made(people, **fields).pk
    assert made(people).pk != made(people).pk, "freely there are as many as one wants"
    assert COMMUNE and HOME
