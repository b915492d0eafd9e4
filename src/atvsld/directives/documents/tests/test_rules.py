"""Small rules: which indicator a target speaks of, which agency a name means, what fits in a field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.errors import Refused, RuleViolation
from atvsld.directives.documents.accepting import line_of
from atvsld.directives.documents.correcting import accepted, removed, with_new
from atvsld.directives.documents.fields import FIELDS, HEAD
from atvsld.directives.documents.matching import RULES, indicator_of
from atvsld.directives.documents.models import PARTY, STATE, Document
from atvsld.directives.documents.naming import suggestion_for
from atvsld.figures.indicators.declared import INDICATORS
from atvsld.testing import COMMUNE, place

TODAY, THEN = date(2026, 3, 1), date(2024, 10, 28)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Giảm ít nhất 4%/năm tần suất tai nạn lao động chết người", "fatal_accident_rate"),
        ("tỉ lệ tai nạn lao động chết người giảm ít nhất 4%/năm", "fatal_accident_rate"),
        ("giảm tần suất TNLĐ", "accident_rate"),
        ("tăng thêm 5% số người lao động được khám phát hiện bệnh nghề nghiệp", "exposed_examined"),
        ("Tăng 5% số cơ sở được quan trắc môi trường lao động", "establishments_monitored"),
        ("90% người lao động làm công việc có yêu cầu nghiêm ngặt được huấn luyện", "strict_workers_trained"),
        ("80% người làm công tác y tế được huấn luyện", "health_staff_trained"),
        ("100% vụ tai nạn lao động chết người được khai báo, điều tra", "fatal_cases_handled"),
        ("100% người bị tai nạn lao động được hưởng chế độ bồi thường", "victims_compensated"),
        ("Tỷ lệ hộ nghèo giảm 1%", ""),
        ("Tỷ lệ che phủ rừng đạt 60%", ""),
    ],
)  # fmt: skip
def test_indicators(text, indicator):
    assert indicator_of({"indicator": text, "text": ""}) == indicator
    assert indicator_of({"indicator": None, "text": text}) == indicator


def test_rules_name_declared_indicators():
    assert {rule.indicator for rule in RULES} <= set(INDICATORS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "agency", "reason"),
    [
        ("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ", "đến hết ngày 28/02/2025"),
        ("Sở Lao động – Thương binh và Xã hội", "Sở Nội vụ tỉnh Thái Nguyên", "nay là Sở Nội vụ"),
        ("Sở Y tế", "Sở Y tế tỉnh Thái Nguyên", "Đúng tên"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Thái Nguyên", ""),
        ("các sở, ban, ngành", None, "Nhóm cơ quan"),
        ("UBND các xã, phường", None, "Nhóm cơ quan"),
        ("UBND huyện Đại Từ", None, "Cấp huyện"),
        ("doanh nghiệp", None, "Không có trong danh bạ"),
        ("Hội những người không có", None, "Không có trong danh bạ"),
    ],
)  # fmt: skip
def test_agencies(name, agency, reason):
    found = suggestion_for(name, place("Thái Nguyên"), THEN, TODAY)
    assert (found.agency.name_vi if found.agency else None) == agency
    assert reason in found.reason


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "of", "agency", "reason"),
    [
        ("Sở Nội vụ tỉnh Hà Giang", "Tuyên Quang", "Sở Nội vụ tỉnh Tuyên Quang", "là «Sở Nội vụ tỉnh Hà Giang»; nay"),
        ("UBND tỉnh Hà Giang", "Tuyên Quang", "Ủy ban nhân dân tỉnh Tuyên Quang", "Ngày 28/10/2024 là"),
        ("Ban Tuyên giáo Tỉnh ủy", "Tuyên Quang", "Ban Tuyên giáo và Dân vận Tỉnh ủy Tuyên Quang", "nay là"),
        ("Bộ Giao thông vận tải", "", "Bộ Xây dựng", "Ngày 28/10/2024 là «Bộ Giao thông Vận tải»"),
        ("Công an tỉnh", "Tuyên Quang", "Công an tỉnh Tuyên Quang", "Đúng tên"),
    ],
)
def test_a_name_is_that_of_the_day_of_the_document(name, of, agency, reason):
    found = suggestion_for(name, place(of) if of else None, THEN, TODAY)
    assert found.agency and found.agency.name_vi == agency
    assert reason in found.reason


@pytest.mark.django_db
def test_a_communes_document_names_its_own_committee():
    commune = place(COMMUNE)
    found = suggestion_for("Ủy ban nhân dân xã", commune, THEN, TODAY)
    assert found.agency is None or found.agency.place == commune
    assert suggestion_for("Sở Y tế", commune, THEN, TODAY).agency.place == commune.province


@pytest.mark.parametrize(("number", "line"), [("31-CT/TW", PARTY), ("03-KH/TU", PARTY), ("209/NQ-CP", STATE),
                                              ("12/KH-UBND", STATE), ("39/2016/NĐ-CP", STATE)])  # fmt: skip
def test_whose_line_a_number_is_of(number, line):
    assert line_of(number) == line


DAYS = [("2025", "2025"), ("12/2025", "2025-12"), ("10/12/2025", "2025-12-10"), ("10/12", "--12-10"),
        ("29/2", "--02-29"), ("1.7.2025", "2025-07-01"), ("5 - 6 - 2026", "2026-06-05"), ("", None)]  # fmt: skip


@pytest.mark.parametrize(("typed", "kept"), DAYS)
def test_days_are_typed_as_they_are_written_here(typed, kept):
    deadline = next(f for f in FIELDS["task"] if f.name == "deadline")
    assert deadline.read(typed) == deadline.read(kept or "") == kept
    assert deadline.read(deadline.shown(kept)) == kept


@pytest.mark.parametrize("typed", ["31/4/2025", "13/2025", "2025-02-30", "30/2", "2025-12-1", "năm 2025", "10//2025"])
def test_no_days(typed):
    deadline = next(f for f in FIELDS["task"] if f.name == "deadline")
    with pytest.raises(RuleViolation, match="Thời hạn"):
        deadline.read(typed)


@pytest.mark.parametrize(("name", "typed"), [("issued_on", "12/2025"), ("issued_on", "10/12"), ("issued_month", "2025"),
                                             ("issued_month", "10/12/2025")])  # fmt: skip
def test_a_day_of_issue_is_a_day_and_a_month_a_month(name, typed):
    with pytest.raises(RuleViolation, match="ban hành"):
        next(f for f in HEAD if f.name == name).read(typed)


@pytest.mark.parametrize("typed", ["nan", "inf", "-Infinity", "1e999"])
def test_no_numbers(typed):
    value = next(f for f in FIELDS["target"] if f.name == "value")
    with pytest.raises(RuleViolation, match="Mức"):
        value.read(typed)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_that_is_shown_is_read_again_as_it_was(number):
    value = next(f for f in FIELDS["target"] if f.name == "value")
    assert value.read(value.shown(number)) == number


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed):
    for field in [*HEAD, *(f for fields in FIELDS.values() for f in fields)]:
        try:
            value = field.read(typed)
        except RuleViolation as violation:
            assert violation.code == "draft.field"
        else:
            assert field.read(value if isinstance(value, str) else field.shown(value)) == value


def test_what_was_taken_out_is_not_accepted():
    reading, at = with_new({"targets": [], "tasks": [], "reporting": []}, "task", 1, 2, ["Tổ chức", "huấn luyện"])
    assert (at, reading["tasks"][0]["text"]) == (0, "Tổ chức huấn luyện")
    out = removed(reading, "task", 0, is_removed=True)
    assert accepted(out)["tasks"] == []
    assert accepted(removed(out, "task", 0, is_removed=False)) == accepted(reading)
    with pytest.raises(Refused):
        with_new(reading, "task", 3, 3, ["a", "b", " "])


def test_a_day_of_issue_is_shown_as_far_as_it_is_known() -> None:
    assert Document(issued_on=date(2025, 11, 5), issued_month="2025-11").issued == "05/11/2025"
    assert Document(issued_month="2025-11").issued == "11/2025"
    assert Document(issued_month="2025").issued == "2025" and Document().issued == ""
