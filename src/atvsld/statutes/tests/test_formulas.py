"""Formulas against the worked figures of the law, and what must hold for every value."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.statutes.compensation import (
    allowance_vnd,
    compensation_months,
    compensation_vnd,
    fund_death_vnd,
    fund_lump_sum_vnd,
    fund_monthly_vnd,
)
from atvsld.statutes.frequency import rate_per_1000
from atvsld.statutes.investigation import case_of, due_on, limits
from atvsld.statutes.recipients import recipient, recipients
from atvsld.statutes.reference_wage import reference_wage_vnd

WAGE = reference_wage_vnd(date(2026, 7, 1))
MONEY = st.decimals(0, 100_000_000, places=0)


@pytest.mark.parametrize(
    ("loss", "months"), [(5, "1.5"), (10, "1.5"), (11, "1.9"), (31, "9.9"), (80, "29.5"), (81, "30"), (100, "30")]
)
def test_months_of_compensation(loss: int, months: str) -> None:
    assert compensation_months(loss) == Decimal(months)


def test_death_is_thirty_months_whatever_the_loss() -> None:
    assert compensation_vnd(None, Decimal(10_000_000), is_death=True) == 300_000_000
    assert allowance_vnd(None, Decimal(10_000_000), is_death=True) == 120_000_000


def test_fund_allowances_at_the_reference_wage_of_july_2026() -> None:
    assert WAGE == 2_530_000
    assert fund_lump_sum_vnd(5, WAGE, Decimal(0), 1) == 12_650_000
    assert fund_lump_sum_vnd(6, WAGE, Decimal(0), 1) - fund_lump_sum_vnd(5, WAGE, Decimal(0), 1) == 1_265_000
    assert fund_monthly_vnd(31, WAGE, Decimal(0), 1) == 759_000
    assert fund_monthly_vnd(32, WAGE, Decimal(0), 1) - fund_monthly_vnd(31, WAGE, Decimal(0), 1) == 50_600
    assert fund_death_vnd(WAGE) == 91_080_000


def test_years_of_contribution_beyond_the_first_add() -> None:
    assert (
        fund_lump_sum_vnd(5, Decimal(0), Decimal(1_000_000), 0)
        == fund_lump_sum_vnd(5, Decimal(0), Decimal(1_000_000), 1)
        == 500_000
    )
    assert fund_lump_sum_vnd(5, Decimal(0), Decimal(1_000_000), 3) == 1_100_000
    assert fund_monthly_vnd(31, Decimal(0), Decimal(1_000_000), 3) == 11_000


@given(st.integers(5, 99), MONEY)
def test_more_loss_is_never_less_compensation(loss: int, wage: Decimal) -> None:
    assert (
        compensation_vnd(loss, wage) <= compensation_vnd(loss + 1, wage) <= compensation_vnd(None, wage, is_death=True)
    )
    assert allowance_vnd(loss, wage) == compensation_vnd(loss, wage) * Decimal("0.4")


@given(st.integers(5, 29), MONEY, MONEY, st.integers(0, 40))
def test_lump_sum_grows_with_loss_and_years(loss: int, reference: Decimal, wage: Decimal, years: int) -> None:
    amount = fund_lump_sum_vnd(loss, reference, wage, years)
    assert amount <= fund_lump_sum_vnd(loss + 1, reference, wage, years)
    assert amount <= fund_lump_sum_vnd(loss, reference, wage, years + 1)


@given(st.integers(31, 99), MONEY, MONEY, st.integers(0, 40))
def test_monthly_grows_with_loss_and_years(loss: int, reference: Decimal, wage: Decimal, years: int) -> None:
    amount = fund_monthly_vnd(loss, reference, wage, years)
    assert amount <= fund_monthly_vnd(loss + 1, reference, wage, years)
    assert amount <= fund_monthly_vnd(loss, reference, wage, years + 1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: compensation_months(4), "từ 5% đến 100%"),
        (lambda: compensation_months(101), "từ 5% đến 100%"),
        (lambda: compensation_months(None), "Chưa có tỷ lệ"),
        (lambda: fund_lump_sum_vnd(31, WAGE, Decimal(0), 1), "từ 5% đến 30%"),
        (lambda: fund_monthly_vnd(30, WAGE, Decimal(0), 1), "từ 31% đến 100%"),
        (lambda: fund_monthly_vnd(31, WAGE, Decimal(0), -1), "Số năm"),
        (lambda: compensation_vnd(5, Decimal(-1)), "Tiền lương"),
        (lambda: rate_per_1000(-1, 10), "âm"),
    ],
)
def test_outside_the_article_is_refused_in_vietnamese(call, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()


def test_reference_wage_by_day() -> None:
    assert reference_wage_vnd(date(2024, 7, 1)) == reference_wage_vnd(date(2026, 6, 30)) == 2_340_000
    with pytest.raises(LookupError, match="30/06/2024"):
        reference_wage_vnd(date(2024, 6, 30))


def test_frequency_is_per_thousand_and_none_without_workers() -> None:
    assert rate_per_1000(3, 1500) == 2
    assert rate_per_1000(0, 1500) == 0
    assert rate_per_1000(1, Decimal("12.5")) == 80
    assert rate_per_1000(1, 0) is None
    assert rate_per_1000(1, None) is None


@pytest.mark.parametrize(
    ("case", "due", "extended"),
    [
        ("one_severe", date(2026, 1, 12), date(2026, 1, 19)),
        ("two_or_more_severe", date(2026, 1, 25), date(2026, 2, 14)),
        ("fatal", date(2026, 2, 4), date(2026, 3, 6)),
        ("needs_technical_or_forensic_expertise", date(2026, 3, 6), date(2026, 5, 5)),
    ],
)
def test_investigation_ends_in_time_and_may_be_doubled_once(case: str, due: date, extended: date) -> None:
    assert due_on(date(2026, 1, 5), case) == due
    assert due_on(date(2026, 1, 5), case, extended=True) == extended


def test_a_minor_accident_has_four_days_and_no_extension() -> None:
    assert due_on(date(2026, 1, 5), "minor") == date(2026, 1, 9)
    with pytest.raises(ValueError, match="không được gia hạn"):
        due_on(date(2026, 1, 5), "minor", extended=True)
    with pytest.raises(LookupError):
        due_on(date(2026, 1, 5), "no_such_case")


def test_the_case_follows_the_gravest_injury() -> None:
    assert [case_of(0, 0), case_of(0, 1), case_of(0, 2), case_of(1, 5)] == [
        "minor",
        "one_severe",
        "two_or_more_severe",
        "fatal",
    ]
    assert case_of(0, 0, needs_expertise=True) in limits()


@pytest.mark.parametrize(
    ("role", "on", "name_vi"),
    [
        ("labour_province", date(2025, 2, 28), "Sở Lao động - Thương binh và Xã hội"),
        ("labour_province", date(2025, 3, 1), "Sở Nội vụ"),
        ("labour_ministry", date(2025, 2, 28), "Bộ Lao động - Thương binh và Xã hội"),
        ("labour_ministry", date(2025, 3, 1), "Bộ Nội vụ"),
        ("police_local", date(2024, 1, 1), "Công an cấp huyện"),
        ("police_local", date(2025, 7, 1), "Công an cấp xã"),
        ("commune_report", date(2025, 6, 30), "Ủy ban nhân dân cấp huyện"),
        ("commune_report", date(2025, 7, 1), "Sở Nội vụ"),
    ],
)
def test_recipient_of_a_day(role: str, on: date, name_vi: str) -> None:
    assert recipient(role, on).name_vi == name_vi


def test_recipients_do_not_overlap_and_leave_no_gap() -> None:
    for older, newer in pairwise(recipients()):
        if older.role == newer.role:
            assert older.valid_to is not None
            assert (newer.valid_from - older.valid_to).days == 1
    for role, on in (("labour_province", date(2016, 6, 30)), ("no_such_role", date(2026, 1, 1))):
        with pytest.raises(LookupError, match="nơi nhận"):
            recipient(role, on)
