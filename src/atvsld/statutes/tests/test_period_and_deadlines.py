"""Reporting periods and due dates: "trước ngày" and the next year for yearly returns."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.statutes.deadlines import due_date, due_dates, is_late
from atvsld.statutes.period import Period

YEARS = st.integers(2016, 2100)
DAYS = st.dates(date(2016, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_each_day_lies_in_its_year_and_in_exactly_one_half(day: date) -> None:
    halves = [half for half in (1, 2) if Period(day.year, half).contains(day)]
    assert halves == [Period.half_of(day).half]
    assert Period(day.year).contains(day)
    assert not Period(day.year - 1).contains(day)


@given(YEARS)
def test_halves_make_the_year(year: int) -> None:
    first, second, whole = Period(year, 1), Period(year, 2), Period(year)
    assert (first.start_on, second.end_on) == (whole.start_on, whole.end_on)
    assert first.end_on + timedelta(days=1) == second.start_on
    assert first.days + second.days == whole.days


@given(YEARS, st.sampled_from([None, 1, 2]))
def test_preceding_ends_the_day_before_and_previous_is_a_year_before(year: int, half: int | None) -> None:
    period = Period(year, half)
    assert period.preceding().end_on + timedelta(days=1) == period.start_on
    assert period.previous() == Period(year - 1, half)


def test_labels_and_bounds() -> None:
    assert [Period(2025, half).label_vi for half in (1, 2, None)] == [
        "6 tháng đầu năm 2025",
        "6 tháng cuối năm 2025",
        "Năm 2025",
    ]
    assert (Period(2025, 1).start_on, Period(2025, 1).end_on) == (date(2025, 1, 1), date(2025, 6, 30))
    for half in (0, 3):
        with pytest.raises(ValueError, match="Kỳ báo cáo"):
            Period(2025, half)


@pytest.mark.parametrize(
    ("obligation", "half_on", "year_on"),
    [
        ("accident_report", date(2025, 7, 5), date(2026, 1, 10)),
        ("commune_accident_report", date(2025, 7, 5), date(2026, 1, 5)),
        ("provincial_summary", date(2025, 7, 15), date(2026, 1, 25)),
        ("treated_victims_facility", date(2025, 7, 5), date(2026, 1, 10)),
        ("treated_victims_province", date(2025, 7, 15), date(2026, 1, 25)),
        ("treated_victims_ministry", date(2025, 7, 31), date(2026, 2, 15)),
        ("publish_accidents", date(2025, 7, 10), date(2026, 1, 15)),
        ("annual_osh_report", None, date(2026, 1, 10)),
        ("occupational_health_report", date(2025, 7, 5), date(2026, 1, 10)),
        ("quick_report", None, None),
        ("leased_worker_notice", None, None),
    ],
)
def test_due_dates_of_2025(obligation: str, half_on: date | None, year_on: date | None) -> None:
    for half, expected in ((1, half_on), (None, year_on), (2, None)):
        found = due_dates(2025, half, obligation)
        assert [due.before_on for due in found] == ([expected] if expected else [])
        assert all(due.article and due.form and due.period == Period(2025, half) for due in found)


def test_what_was_not_seen_says_so() -> None:
    assert due_date(Period(2025), "commune_accident_report").status == "memory"
    assert due_date(Period(2025), "accident_report").status == "seen"
    with pytest.raises(LookupError, match="quick_report"):
        due_date(Period(2025), "quick_report")
    with pytest.raises(LookupError):
        due_dates(2025, 1, "no_such_duty")


def test_the_day_itself_is_late() -> None:
    before_on = due_date(Period(2025, 1), "accident_report").before_on
    assert not is_late(date(2025, 7, 4), before_on)
    assert is_late(date(2025, 7, 5), before_on)
