"""A target's path, its judgement and the breaks of a line, against exact arithmetic."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.figures.indicators.declared import FATAL_ACCIDENT_RATE, INDICATORS
from atvsld.figures.indicators.path import AVERAGE, LEVEL, YEARLY, Aim, mean_change, path, reached, status
from atvsld.figures.indicators.points import AGGREGATES, CASES, COVERAGE, GAP, GROUND, ORIGIN, Break, Point, Series

POSITIVE = st.integers(1, 10_000)
PERCENTS = st.integers(-20, 20).filter(bool)


@given(POSITIVE, PERCENTS, st.integers(1, 8))
def test_a_path_compounds(base, percent, years):
    found = path(Aim(YEARLY, percent / 100), base, 2024, range(2024, 2025 + years))
    exact = Fraction(base)
    assert list(found) == list(range(2024, 2025 + years))
    for value in found.values():
        assert value == pytest.approx(float(exact))
        exact *= 1 + Fraction(percent, 100)


@given(st.lists(POSITIVE, min_size=2, max_size=7), PERCENTS)
def test_an_average_is_judged_on_the_whole_span(values, percent):
    """(1 + mean)^n · base is the last value; the target is kept as the exact product says, not as any single year."""
    base, last, years = values[0], values[-1], len(values) - 1
    mean = mean_change(base, last, years)
    assert base * (1 + mean) ** years == pytest.approx(last)
    wanted = base * (1 + Fraction(percent, 100)) ** years
    if abs(last - wanted) > Fraction(1, 10**6):
        kept = last <= wanted if percent < 0 else last >= wanted
        assert reached(Aim(AVERAGE, percent / 100), values[-2], last, base, years) is kept


@given(POSITIVE, POSITIVE, PERCENTS)
def test_a_year_is_judged_beside_the_year_before(before, this, percent):
    wanted = before * (1 + Fraction(percent, 100))
    kept = this <= wanted if percent < 0 else this >= wanted
    assert reached(Aim(YEARLY, percent / 100), before, this, 7, 5) is kept


@pytest.mark.parametrize(
    ("aim", "value", "kept"),
    [
        (Aim(LEVEL, level=80, is_strict=True), 80.0, False), (Aim(LEVEL, level=80, is_strict=True), 80.1, True),
        (Aim(LEVEL, level=80), 80.0, True), (Aim(LEVEL, level=100), 99.9, False), (Aim(LEVEL, level=100), 100.0, True),
        (Aim(LEVEL, level=80), None, None),
    ],
)  # fmt: skip
def test_a_level(aim, value, kept):
    assert reached(aim, None, value, None, 0) is kept


def test_nothing_before_is_no_base_of_a_change():
    down, up = Aim(YEARLY, -0.04), Aim(YEARLY, 0.05)
    assert [reached(down, 0, this, 0, 1) for this in (0, 3)] == [None, False]
    assert [reached(up, 0, this, 0, 1) for this in (0, 3)] == [None, True]
    assert reached(down, None, 3, 5, 1) is None and reached(Aim(AVERAGE, -0.04), 4, 3, None, 2) is None
    assert mean_change(5, 4, 0) is None


@pytest.mark.parametrize(
    ("aim", "is_reached", "grows", "expected"),
    [
        (Aim(YEARLY, -0.04), False, True, "not_met"), (Aim(YEARLY, -0.04), True, True, "unknown"),
        (Aim(YEARLY, 0.05), True, True, "met"), (Aim(YEARLY, 0.05), False, True, "unknown"),
        (Aim(LEVEL, level=80), True, False, "unknown"), (Aim(YEARLY, 0.05), None, True, "unknown"),
    ],
)  # fmt: skip
def test_of_a_year_that_is_not_over(aim, is_reached, grows, expected):
    assert status(aim, is_reached, is_complete=False, only_grows=grows) == expected


def test_breaks_are_told_where_the_line_is_no_line():
    points = (
        Point(2020, 5, {}, AGGREGATES), Point(2021, 4, {}, AGGREGATES), Point(2022),
        Point(2023, 6, {}, CASES, 50, 100), Point(2024, 6, {}, CASES, 59, 100), Point(2025, 6, {}, CASES, 70, 100),
        Point(2026, 6, {}, CASES, 70, 100, (), "19"),
    )  # fmt: skip
    assert Series(FATAL_ACCIDENT_RATE, points).breaks() == (
        Break(2021, 2023, GAP), Break(2021, 2023, ORIGIN), Break(2024, 2025, COVERAGE), Break(2025, 2026, GROUND),
    )  # fmt: skip


def test_values_of_each_kind():
    point = Point(2025, 12, {"reporting": 40_000}, CASES)
    assert point.value(FATAL_ACCIDENT_RATE, "reporting") == pytest.approx(0.3)
    assert point.value(FATAL_ACCIDENT_RATE, "all_known") is None
    assert Point(2025, 33, {"reporting": 40}).value(INDICATORS["officers_trained"], "reporting") == pytest.approx(82.5)
    assert Point(2025, 33).value(INDICATORS["exposed_examined"], "counts") == 33
    series = Series(FATAL_ACCIDENT_RATE, (Point(2024, 1, {"all_known": 9}), point))
    assert series.basis(2025) == "reporting" and series.basis(2024) == "all_known"
    assert series.basis(2024, 2025) == "counts"
