"""The fatal accident rate: numbers, target and the sentence, in each case that a province meets."""

from __future__ import annotations

from datetime import date

import pytest

from atvsld.figures.indicators import FATAL_ACCIDENT_RATE, evaluate_indicator
from atvsld.figures.indicators.comparison import compare
from atvsld.figures.indicators.path import YEARLY, Aim, reached, status
from atvsld.figures.indicators.points import CASES, Point
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_victim, place

AIM = Aim(YEARLY, -0.04)


def said(before: tuple[int, int], this: tuple[int, int], basis: str = "all_known", *, is_complete: bool = True):
    """(the comparison, its status under a target of 4 % down)."""
    old, new = (
        Point(year, deaths, {"all_known": workers} if workers else {}, CASES)
        for year, (deaths, workers) in ((2024, before), (2025, this))
    )
    found = compare(FATAL_ACCIDENT_RATE, old, new, basis, is_complete=is_complete)
    is_reached = reached(AIM, found.value_before, found.value, found.value_before, 1)
    return found, status(AIM, is_reached, is_complete=is_complete, only_grows=True)


@pytest.mark.parametrize(
    ("before", "this", "words", "expected"),
    [
        ((12, 40_000), (11, 40_000), "Với 12 người chết năm 2024 và 11 năm 2025, chưa thể nói là đã giảm.", "met"),
        ((12, 40_000), (12, 40_000), "chưa thể nói là đã giảm hay tăng", "not_met"),
        ((11, 40_000), (12, 40_000), "chưa thể nói là đã tăng", "not_met"),
        ((100, 40_000), (97, 40_000), "chưa thể nói là đã giảm", "not_met"),
        ((60, 40_000), (20, 40_000), "có thể nói chắc là đã giảm", "met"),
        ((20, 40_000), (60, 40_000), "có thể nói chắc là đã tăng", "not_met"),
        ((0, 40_000), (0, 40_000), "Không có người chết nào trong cả hai năm", "unknown"),
        ((0, 40_000), (3, 40_000), "chưa thể nói là đã tăng", "not_met"),
        ((3, 40_000), (0, 40_000), "chưa thể nói là đã giảm", "met"),
        ((5, 0), (5, 40_000), "Chưa có số lao động của mọi cơ sở đã biết năm 2024", "unknown"),
        ((5, 0), (5, 0), "năm 2024 và 2025, nên chưa tính được", "unknown"),
        # More deaths among twice the workers is a lower rate.
        ((10, 40_000), (12, 80_000), "chưa thể nói là đã giảm", "met"),
    ],
)
def test_sentences_and_status(before, this, words, expected):
    found, judged = said(before, this)
    assert words in found.sentence
    assert judged == expected


def test_exactly_four_percent_down_is_met():
    assert said((100, 1000), (96, 1000))[1] == "met"
    assert said((100, 1000), (96, 999))[1] == "not_met"


def test_of_a_year_that_is_not_over_only_failure_is_known():
    assert said((12, 40_000), (2, 40_000), is_complete=False)[1] == "unknown"
    late, judged = said((12, 40_000), (13, 40_000), is_complete=False)
    assert judged == "not_met"
    assert late.sentence.startswith("Năm 2025 chưa kết thúc.")


def test_without_workers_only_deaths_are_compared():
    found, judged = said((12, 0), (11, 0), "counts")
    assert "chỉ so số người chết" in found.sentence
    assert (found.value, judged) == (None, "unknown")
    assert found.change == pytest.approx(-1 / 12)


@pytest.mark.django_db
def test_the_indicator_counts_what_table_one_counts():
    establishment = make_establishment()
    for year, workers in ((2024, 1000), (2025, 2000)):
        make_headcount(establishment, year, workers=workers)
    for year, deaths in ((2024, 3), (2025, 2)):
        accident = make_accident(establishment, occurred_at=at(year))
        for _ in range(deaths):
            make_victim(accident, reported_condition="fatal", died_on=date(year, 5, 1))
        make_victim(accident)
        commuting = make_accident(establishment, occurred_at=at(year), is_commuting=True)
        make_victim(commuting, reported_condition="fatal", died_on=date(year, 5, 1))
    found = evaluate_indicator(FATAL_ACCIDENT_RATE, EVERYTHING, place("19"), 2025, today=date(2026, 1, 5))
    result = found.as_json()
    assert (result["value"], result["value_before"], result["change_percent"]) == (1.0, 3.0, -66.67)
    assert result["numerator"] == result["numerator"] | {"value": 2, "before": 3}
    assert (result["denominator"]["basis"], result["denominator"]["value"]) == ("reporting", 2000)
    assert found.is_complete
    assert found.chosen.ratio.upper > 1 > found.chosen.ratio.lower
    # No accident and no word in 2026: nobody reported, and silence is not a year without deaths.
    later = evaluate_indicator(FATAL_ACCIDENT_RATE, EVERYTHING, place("19"), 2026, today=date(2027, 1, 5)).as_json()
    assert (later["denominator"]["basis"], later["value"]) == ("all_known", None)
    assert later["sentence"].startswith("Chưa có số liệu năm 2026")
    nowhere = evaluate_indicator(FATAL_ACCIDENT_RATE, EVERYTHING, place("24"), 2025).as_json()
    assert nowhere["denominator"]["basis"] == "counts"


def at(year: int):
    from datetime import datetime

    from atvsld.base.fields.scalar import HERE

    return datetime(year, 5, 1, 8, tzinfo=HERE)
