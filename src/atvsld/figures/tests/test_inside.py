"""The units inside a unit: each has what a slow count finds there, and together they are the whole."""

from __future__ import annotations

from collections import Counter

import pytest

from atvsld.figures.indicators.counting import Gathered
from atvsld.figures.indicators.ground import Ground
from atvsld.figures.indicators.inside import LINES_INSIDE, lines_inside, lines_of_offices
from atvsld.figures.indicators.years import Years
from atvsld.figures.lake import snapshot
from atvsld.figures.tables.population import FACTS
from atvsld.org.places.areas import Area
from atvsld.testing import place

from . import slow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.mark.parametrize("code", ["19", "24", "VN"])
def test_each_unit_equals_the_slow_count_and_all_are_the_whole(code):
    unit = None if code == "VN" else place(code)
    with snapshot(*FACTS) as taken:
        gathered = Gathered.of(taken, Ground(Area.of(unit), Years(2023, 2026), "now"))
        years = gathered.years()
        for year in (2024, 2026):
            found = lines_inside(gathered, year)
            whole = {line: sum(lines[line] for lines in found.values()) for line in LINES_INSIDE}
            assert whole == dict(years[year].lines)
            assert found == slowly(unit, year)


def slowly(unit, year):
    population = slow.of_period(year, None, True)
    found = {}
    for office in slow.offices_in(unit.pk if unit else None):
        key = office.province_id if unit is None else office.commune_id
        lines = found.setdefault(key, Counter(dict.fromkeys(LINES_INSIDE, 0)))
        mine = [v for v in population if v.accident.reporting_office_id == office.pk]
        at_work = [v for v in mine if not v.accident.is_commuting]
        workers = sum(h.average_workers for h in slow.headcounts_of(office, year))
        is_reporting = slow.reports(office, population, year, None)
        lines.update(
            victims=len(at_work), deaths=sum(map(slow.dead, at_work)), severe=sum(map(slow.severe, at_work)),
            establishments_known=1, establishments_reporting=int(is_reporting), workers_known=workers,
            workers_reporting=workers if is_reporting else 0,
        )  # fmt: skip
    return {key: dict(lines) for key, lines in found.items()}


def test_the_offices_of_a_commune():
    office = max(slow.offices_in(None), key=lambda o: len([v for v in slow.of_period(2026, None, True)
                                                          if v.accident.reporting_office_id == o.pk]))  # fmt: skip
    commune = office.commune or office.province
    with snapshot(*FACTS) as taken:
        gathered = Gathered.of(taken, Ground(Area.of(commune), Years(2025, 2026), "now"))
        found = lines_of_offices(gathered, 2026)
    mine = [v for v in slow.of_period(2026, None, True) if v.accident.reporting_office_id == office.pk]
    at_work = [v for v in mine if not v.accident.is_commuting]
    assert found[office.pk]["victims"] == len(at_work) > 0
    assert found[office.pk]["deaths"] == sum(map(slow.dead, at_work))
