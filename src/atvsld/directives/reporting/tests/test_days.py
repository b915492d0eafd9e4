"""The days of a duty: what its text names and nothing else, whatever day one looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.directives.reporting.duties.days import occasions, period_about
from atvsld.directives.reporting.duties.declared import Duty
from atvsld.directives.reporting.duties.period import said

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def duty(deadline: str = "--12-10", recurrence: str = "yearly", since: date = date(2024, 1, 1)) -> Duty:
    return Duty("provision:1", "kết quả", frozenset([1]), None, "", deadline, recurrence, True, since)


def test_every_year_before_the_tenth_of_december() -> None:
    found = occasions(duty(since=date(2026, 9, 1)), date(2026, 11, 23))
    assert [(one.key, one.first_day, one.last_day) for one in found] == [
        ("2026-12-10", date(2026, 1, 1), date(2026, 12, 31))
    ]


@given(DAYS, DAYS)
def test_a_yearly_day_is_that_day_of_each_year_once_and_one_is_still_to_come(today: date, since: date) -> None:
    found = occasions(duty(since=since), today)
    days = [one.due_on for one in found if one.due_on]
    assert all((day.month, day.day) == (12, 10) and day >= since for day in days)
    assert len(set(days)) == len(days) and len([day for day in days if day >= today]) == 1
    assert all(day >= today - timedelta(days=367) for day in days)


@given(
    DAYS, st.sampled_from(["", "2026", "2026-12", "--02-30x", "định kỳ"]), st.sampled_from(["", "periodic", "yearly"])
)
def test_without_a_day_none_is_made_up(today: date, deadline: str, recurrence: str) -> None:
    [one] = occasions(duty(deadline, recurrence), today)
    assert one.due_on is None and one.first_day <= today <= one.last_day
    assert not one.is_late(today + timedelta(days=9999), True)


@pytest.mark.parametrize("recurrence", ["half_yearly", "quarterly", "monthly", "every_2_years"])
def test_one_day_of_a_year_tells_nothing_of_the_others(recurrence: str) -> None:
    [one] = occasions(duty("--12-10", recurrence), date(2026, 11, 23))
    assert one.due_on is None


@given(st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly", "every_2_years"]), DAYS, DAYS)
def test_a_first_day_comes_again_in_even_steps(recurrence: str, first: date, today: date) -> None:
    found = occasions(duty(first.isoformat(), recurrence), today)
    days = [one.due_on for one in found if one.due_on]
    assert all(day >= first for day in days) and days == sorted(set(days))
    assert len([day for day in days if day >= today]) == 1


def test_a_single_day_is_owed_once() -> None:
    once = duty("2026-12-10", "")
    assert [one.due_on for one in occasions(once, date(2026, 11, 1))] == [date(2026, 12, 10)]
    assert [one.due_on for one in occasions(once, date(2027, 3, 1))] == [date(2026, 12, 10)]
    assert occasions(once, date(2028, 3, 1)) == []


@given(st.sampled_from([1, 3, 6, 12, 24]), DAYS)
def test_a_period_is_whole_and_near_its_day(step: int, day: date) -> None:
    first, last = period_about(day, step)
    assert first.day == 1 and (last + timedelta(days=1)).day == 1 and first <= last
    assert first <= day and day - last <= timedelta(days=92)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "quý III năm 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "tháng 2 năm 2026"),
        (date(2024, 1, 1), date(2030, 12, 31), "giai đoạn 2024–2030"),
        (date(2026, 1, 5), date(2026, 3, 31), "từ ngày 05/01/2026 đến ngày 31/03/2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "từ ngày 01/02/2026 đến ngày 30/04/2026"),
    ],
)
def test_a_period_in_words(first: date, last: date, words: str) -> None:
    assert said(first, last) == words


def test_on_the_day_itself_before_is_late() -> None:
    [one] = occasions(duty(), date(2026, 12, 10))[-1:]
    assert one.is_late(date(2026, 12, 10), True) and not one.is_late(date(2026, 12, 9), True)
    assert not one.is_late(date(2026, 12, 10), False)
