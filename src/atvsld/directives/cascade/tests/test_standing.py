"""Who has issued no plan: exact, on the map of the day, and to nobody beyond the scope."""

from datetime import date

import pytest

from ....base.scope import STRANGER
from ....org.agencies.models import Agency
from ....org.places.models import Place
from ....testing import make_establishment, make_scope, place
from ..plans.standing import HAS, LACKS, LATE, OVERDUE, WAITING, asked_by, counts, standings
from .documents import carries_out, document
from .make import task

pytestmark = pytest.mark.django_db
TAN_CUONG, DONG_HY = "Xã Tân Cương, Tỉnh Thái Nguyên", "Xã Đồng Hỷ, Tỉnh Thái Nguyên"
TODAY = date(2026, 3, 1)
COMMUNES = task("Xây dựng kế hoạch thực hiện Kế hoạch này.", ("UBND các xã, phường",), deadline="2026-02")
NATION = task(
    "Xây dựng kế hoạch hành động cụ thể.",
    ("Các bộ", "UBND tỉnh, thành phố trực thuộc trung ương"), deadline="2024-12",
)  # fmt: skip


@pytest.fixture
def labour(db):
    return make_scope("labour", place="Thái Nguyên")


@pytest.fixture
def plan(db):
    return document(place("Thái Nguyên"), "UBND tỉnh Thái Nguyên", (COMMUNES,))


def found(scope, one, today=TODAY):
    (asked,) = asked_by(one)
    return standings(scope, one, asked, today)


def by_state(rows) -> dict[str, set[str]]:
    return {state: {row.unit.label for row in rows if row.state == state} for state in {row.state for row in rows}}


def test_communes_with_late_and_without_a_plan(labour, plan):
    own = carries_out(document(place(TAN_CUONG), "UBND xã Tân Cương", issued_on=date(2026, 2, 28)), plan)
    carries_out(document(place(DONG_HY), "UBND xã Đồng Hỷ", issued_on=date(2026, 3, 1)), plan)
    rows = found(labour, plan)
    communes = Place.objects.communes_of(place("Thái Nguyên")).in_force(date(2026, 2, 28)).count()
    states = by_state(rows)
    assert states[HAS] == {"Xã Tân Cương"}
    assert states[LATE] == {"Xã Đồng Hỷ"}
    assert len(states[OVERDUE]) == communes - 2
    assert next(row.plan.document for row in rows if row.state == HAS) == own.pk
    (count,) = counts(rows)
    assert (count.asked, count.has, count.late, count.without) == (communes, 2, 1, communes - 2)


def test_before_the_day_a_unit_waits_and_without_a_day_it_lacks(labour, plan):
    assert {row.state for row in found(labour, plan, date(2026, 2, 28))} == {WAITING}
    unlimited = document(place("Thái Nguyên"), tasks=(task(COMMUNES.text, COMMUNES.lead),))
    assert {row.state for row in found(labour, unlimited)} == {LACKS}


def test_a_plan_of_the_party_or_of_another_document_is_not_the_one_asked_for(labour, plan):
    carries_out(document(place(TAN_CUONG), "Đảng ủy xã Tân Cương", number="7-KH/ĐU"), plan)
    carries_out(document(place(TAN_CUONG), "UBND xã Tân Cương"), document(place("Thái Nguyên")))
    assert {row.state for row in found(labour, plan)} == {OVERDUE}


def test_at_second_hand_is_carried_out_too(labour):
    resolution = document(body="Chính phủ", tasks=(COMMUNES,))
    plan = carries_out(document(place("Thái Nguyên"), "UBND tỉnh"), resolution)
    carries_out(document(place(TAN_CUONG), "UBND xã Tân Cương"), plan)
    assert by_state(found(labour, resolution))[HAS] == {"Xã Tân Cương"}


def test_provinces_of_the_day_and_what_succeeded_them(plan):
    ministry = make_scope("ministry")
    resolution = document(body="Chính phủ", tasks=(NATION,), issued_on=date(2024, 10, 28))
    carries_out(document(place("Thái Nguyên"), "UBND tỉnh Thái Nguyên", issued_on=date(2025, 11, 5)), resolution)
    carries_out(document(body="Bộ Y tế", issued_on=date(2024, 12, 20)), resolution)
    rows = found(ministry, resolution)
    provinces = [row for row in rows if row.unit.kind == "provinces"]
    assert len(provinces) == Place.objects.provinces().in_force(date(2024, 12, 31)).count() == 63
    # Bắc Kạn went into Thái Nguyên on 1/7/2025, which is the plan's.
    late = {row.unit.label: row.plan.is_of_successor for row in provinces if row.state == LATE}
    assert late == {"Tỉnh Bắc Kạn": True, "Tỉnh Thái Nguyên": late["Tỉnh Thái Nguyên"]}
    bodies = [row for row in rows if row.unit.kind == "ministries"]
    in_force = Agency.objects.in_force(date(2024, 12, 31)).filter(kind__startswith="ministry_", place=None)
    assert len(bodies) == in_force.count() > 10
    assert by_state(bodies)[HAS] == {"Bộ Y tế"}


def test_a_commune_sees_itself_a_province_its_own_and_a_stranger_nothing(plan):
    carries_out(document(place(DONG_HY), "UBND xã Đồng Hỷ"), plan)
    own = found(make_scope("commune", place=TAN_CUONG), plan)
    assert [(row.unit.label, row.state) for row in own] == [("Xã Tân Cương", OVERDUE)]
    assert found(STRANGER, plan) == []
    assert found(make_scope("labour", place="Cao Bằng"), plan) == []
    assert found(make_scope("employer", establishment=make_establishment()), plan) == []
    resolution = document(body="Chính phủ", tasks=(COMMUNES,))
    one = {row.unit.province for row in found(make_scope("labour", place="Cao Bằng"), resolution)}
    assert one == {"Tỉnh Cao Bằng"}
    assert counts(found(make_scope("ministry"), resolution))[0].asked > 0


def test_a_commune_asks_nobody(db):
    assert asked_by(document(place(TAN_CUONG), tasks=(COMMUNES,))) == []
