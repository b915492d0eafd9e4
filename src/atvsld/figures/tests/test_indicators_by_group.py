"""Indicators by group against a slow count, year by year; blurred ones agree with the blurred forms."""

from __future__ import annotations

from datetime import date

import pytest

from atvsld.base.errors import OutOfScope, Refused
from atvsld.figures.forms import FormRequest, fill
from atvsld.figures.groups.words import said
from atvsld.figures.indicators import INDICATORS
from atvsld.figures.indicators.by_group import by_group, known_dimensions
from atvsld.figures.indicators.series import count
from atvsld.figures.indicators.years import Years
from atvsld.org.places.areas import Area
from atvsld.org.places.basis import THEN
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, make_scope, place

from . import slow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
YEARS, TODAY = Years(2024, 2026), date(2027, 2, 1)
DEATHS, VICTIMS = INDICATORS["fatal_accident_rate"], INDICATORS["accident_rate"]


@pytest.mark.parametrize("code", ["19", None])
@pytest.mark.parametrize("dimension", ["sex", "age", "workers"])
@pytest.mark.parametrize("indicator", [DEATHS, VICTIMS], ids=lambda i: i.id)
def test_each_group_of_each_dimension(code, dimension, indicator):
    unit = place(code) if code else None
    found = by_group(indicator, EVERYTHING, unit, YEARS, dimension, today=TODAY)
    assert not found.is_blurred
    plain = count(Area.of(unit, TODAY), YEARS).series(indicator)
    for year in YEARS:
        everyone = [v for v in slow.of_period(year, None, True) if not v.accident.is_commuting
                    and (unit is None or v.accident.reporting_province_id == unit.pk)]  # fmt: skip
        counted = [v for v in everyone if indicator is VICTIMS or v.severity == "fatal"]
        assert found.totals[year] == plain[year].count == (len(counted) if everyone else None)
        for group in found.dimension.groups:
            cell, mine = found.cell(group.id, year), [v for v in counted if slow.in_group(v, group.id)]
            if not everyone:
                assert cell.count is cell.share is None
            else:
                assert cell.count.shown == len(mine)
                assert cell.share == (100 * len(mine) / len(counted) if counted else None)
        if dimension == "sex" and everyone:
            check_rates(found, unit, year)


def check_rates(found, unit, year):
    known = [h for o in slow.offices_in(unit.pk if unit else None) for h in slow.headcounts_of(o, year)]
    women = None if any(h.average_women is None for h in known) else sum(h.average_women for h in known)
    cell = found.cell("sex:female", year)
    wanted = cell.count.shown * 1000 / women if women else None
    assert cell.rate(found.indicator, "all_known") == wanted
    assert found.cell("sex:unknown", year).rate(found.indicator, "all_known") is None


def test_what_counts_no_people_says_so():
    for indicator in INDICATORS.values():
        for dimension in known_dimensions(2026):
            found = by_group(indicator, EVERYTHING, None, YEARS, dimension.id, today=TODAY)
            assert bool(found.why_not) is (indicator not in (DEATHS, VICTIMS))
    with pytest.raises(LookupError):
        by_group(VICTIMS, EVERYTHING, None, YEARS, "shoe_size", today=TODAY)


def test_blurred_as_in_the_form():
    leader = make_scope("leader", place="19")
    for dimension in known_dimensions(2026):
        for indicator, column in ((VICTIMS, "6"), (DEATHS, "8")):
            found = by_group(indicator, leader, place("19"), YEARS, dimension.id, today=TODAY)
            assert found.is_blurred
            for year in (2025, 2026):
                table = fill(leader, FormRequest("groups", Period(year), place("19"))).table("I")
                assert found.totals[year] == table.value("total", column)
                for group in found.dimension.groups:
                    assert said(found.cell(group.id, year).count) == table.value(group.id, column)


def test_who_may_not():
    leader = make_scope("leader", place="19")
    with pytest.raises(OutOfScope):
        by_group(VICTIMS, leader, place("24"), YEARS, "sex", today=TODAY)
    for asked in ({"place": place("Xã Tân Cương, Tỉnh Thái Nguyên")}, {"place": place("19"), "basis": THEN}):
        with pytest.raises(Refused):
            by_group(VICTIMS, leader, years=YEARS, dimension_id="sex", today=TODAY, **asked)
