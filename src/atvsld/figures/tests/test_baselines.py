"""Entered figures of past years speak for their unit and year; they are never added to cases nor made up."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.fields.scalar import HERE
from atvsld.base.lists import register
from atvsld.figures.baselines.models import YearlyFigure
from atvsld.figures.indicators import FATAL_ACCIDENT_RATE, INDICATORS, evaluate_indicator
from atvsld.figures.indicators.path import YEARLY, Aim
from atvsld.org.places.anytime import find_unit
from atvsld.org.places.basis import THEN
from atvsld.testing import (
    EVERYTHING,
    make_accident,
    make_establishment,
    make_headcount,
    make_scope,
    make_victim,
    place,
)

pytestmark = pytest.mark.django_db
SOURCE = "Báo cáo 15/BC-SLĐTBXH ngày 10/01/2024"


def enter(unit: str, year: int, line: str, value: int, scope=EVERYTHING) -> YearlyFigure:
    values = {"unit": find_unit(unit), "year": year, "line": line, "value": value, "source": SOURCE, "note": ""}
    return register("yearly_figures").services.create(scope, values, via="test")


def evaluated(unit, year: int, **kept):
    return evaluate_indicator(FATAL_ACCIDENT_RATE, EVERYTHING, unit, year, today=date(2027, 1, 5), **kept)


def case(year: int, deaths: int, province: str = "Thái Nguyên") -> None:
    office = make_establishment(province=place(province))
    make_headcount(office, year, workers=1000)
    accident = make_accident(office, occurred_at=datetime(year, 5, 1, 8, tzinfo=HERE))
    for _ in range(deaths):
        make_victim(accident, reported_condition="fatal", died_on=date(year, 5, 1))


def test_a_series_passes_from_documents_to_cases_and_says_where():
    for year, deaths in ((2022, 10), (2023, 8)):
        enter("Tỉnh Cà Mau", year, "deaths", deaths)
        enter("Tỉnh Cà Mau", year, "workers_known", 40_000)
    case(2024, 2, "Cà Mau")
    case(2025, 1, "Cà Mau")
    found = evaluated(place("Cà Mau"), 2025, base_year=2022, aim=Aim(YEARLY, -0.04))
    assert [(p.year, p.count, p.origin) for p in found.series.points] == [
        (2022, 10, "aggregates"), (2023, 8, "aggregates"), (2024, 2, "cases"), (2025, 1, "cases"),
    ]  # fmt: skip
    assert [(b.after, b.before, b.kind) for b in found.breaks] == [(2023, 2024, "origin")]
    assert found.as_json()["series"][0]["sources"] == [SOURCE]
    assert found.status == "met" and found.basis == "reporting"
    assert found.as_json()["series"][1]["value"] is None, "no reporting workers were entered for 2023"


def test_an_entered_year_is_not_added_to_its_cases():
    case(2024, 3)
    enter("Tỉnh Thái Nguyên (đến 30/06/2025)", 2024, "deaths", 12)
    enter("Tỉnh Bắc Kạn (đến 30/06/2025)", 2024, "deaths", 4)
    found = evaluated(place("Thái Nguyên"), 2025)
    assert (found.before.count, found.before.origin) == (16, "aggregates"), "both provinces that became one"
    then = evaluated(place("Thái Nguyên"), 2025, boundaries=THEN)
    assert (then.before.count, then.before.origin) == (12, "aggregates"), "the province of that name alone"


def test_a_missing_part_is_no_zero():
    enter("Tỉnh Thái Nguyên (đến 30/06/2025)", 2023, "deaths", 12)
    found = evaluated(place("Thái Nguyên"), 2024)
    assert found.before.count is None, "Bắc Kạn's part is not known"


def test_a_figure_of_the_province_of_today_speaks_for_all_its_ground():
    enter("Tỉnh Thái Nguyên (đến 30/06/2025)", 2023, "deaths", 12)
    enter("Tỉnh Thái Nguyên", 2023, "deaths", 17)
    assert evaluated(place("Thái Nguyên"), 2024).before.count == 17


def test_a_voided_figure_is_gone_and_a_changed_one_counts_anew():
    row = enter("Tỉnh Cà Mau", 2023, "deaths", 12)
    services = register("yearly_figures").services
    services.update(EVERYTHING, row, {"value": 9}, via="test")
    assert evaluated(place("Cà Mau"), 2024).before.count == 9
    services.void(EVERYTHING, YearlyFigure.objects.get(pk=row.pk), "nhập nhầm đơn vị", via="test")
    assert evaluated(place("Cà Mau"), 2024).before.count is None


def test_an_indicator_without_register_lives_on_entered_figures():
    examined = INDICATORS["exposed_examined"]
    aim = Aim(YEARLY, 0.05)
    assert evaluate_indicator(examined, EVERYTHING, place("Cà Mau"), 2025, aim=aim).series.known() == []
    for year, people in ((2023, 1000), (2024, 1050), (2025, 1090)):
        enter("Tỉnh Cà Mau", year, "exposed_examined", people)
    told = [
        evaluate_indicator(examined, EVERYTHING, place("Cà Mau"), y, base_year=2023, aim=aim, today=date(2027, 1, 1))
        for y in (2024, 2025)
    ]
    assert [found.status for found in told] == ["met", "not_met"]
    assert told[1].since_base == pytest.approx((1090 / 1000) ** 0.5 - 1)
    assert told[1].path == pytest.approx({2023: 1000, 2024: 1050, 2025: 1102.5})
    assert told[1].chosen.sentence == "Năm 2025: 1.090, năm 2024: 1.050 (+3,8 %)."


def test_a_share_and_its_interval():
    enter("Tỉnh Cà Mau", 2025, "officers", 40)
    enter("Tỉnh Cà Mau", 2025, "officers_trained", 33)
    found = evaluate_indicator(INDICATORS["officers_trained"], EVERYTHING, place("Cà Mau"), 2025).as_json()
    assert found["value"] == 82.5
    low, high = found["share_interval"]
    assert 67 < low < 68 and 92 < high < 93


@pytest.mark.parametrize(
    ("unit", "year", "line", "value", "code"),
    [
        ("Tỉnh Hà Giang", 2026, "deaths", 1, "yearly_figure.unit_of_year"),
        ("Tỉnh Cà Mau", 2025, "officers_trained", 41, "yearly_figure.part"),
        ("Tỉnh Cà Mau", 2025, "deaths", 1, "row.exists"),
    ],
)
def test_what_is_refused(unit, year, line, value, code):
    enter("Tỉnh Cà Mau", 2025, "officers", 40)
    enter("Tỉnh Cà Mau", 2025, "deaths", 2)
    with pytest.raises(Refused) as refused:
        enter(unit, year, line, value)
    assert any(code in v.code for v in refused.value.violations), [v.code for v in refused.value.violations]


def test_only_the_province_and_the_ministry_enter():
    enter("Tỉnh Hà Giang", 2023, "deaths", 3, make_scope("labour", place="Tuyên Quang"))
    for role, unit in (("labour", "Cà Mau"), ("leader", "Tuyên Quang"), ("commune", "Xã Tân Cương, Tỉnh Thái Nguyên")):
        with pytest.raises(OutOfScope):
            enter("Tỉnh Hà Giang", 2022, "deaths", 3, make_scope(role, place=unit))
    assert YearlyFigure.objects.visible_to(make_scope("leader", place="Tuyên Quang")).count() == 1
    assert YearlyFigure.objects.visible_to(make_scope("leader", place="Cà Mau")).count() == 0
