"""A unit at a glance: which programmes it answers for, whom it shows itself to, and which years have a word."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from atvsld.base.errors import OutOfScope
from atvsld.base.fields.scalar import HERE
from atvsld.directives.overview import overview
from atvsld.org.places.anytime import find_unit
from atvsld.org.places.models import Place
from atvsld.testing import (
    EVERYTHING,
    make_accident,
    make_establishment,
    make_headcount,
    make_scope,
    make_victim,
    make_zone,
    place,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def seen(unit: Place | None, year: int = 2026):
    return overview(EVERYTHING, unit, year, today=TODAY)


@pytest.mark.parametrize(
    ("unit", "own", "others"),
    [
        ("Tỉnh Thái Nguyên", ["thai-nguyen-2025"], []),
        ("Tỉnh Tuyên Quang", ["ha-giang-2024"], []),
        ("Tỉnh Lai Châu", [], ["phong-tho-2024"]),
        ("Tỉnh Khánh Hòa", [], ["bac-ai-2024"]),
        ("Huyện Phong Thổ", ["phong-tho-2024"], []),
        ("Xã Phong Thổ, Tỉnh Lai Châu", [], ["phong-tho-2024"]),
        ("Xã Tân Cương, Tỉnh Thái Nguyên", [], []),
    ],
)
def test_programmes_of_a_unit(unit, own, others):
    found = seen(Place.objects.get(pk=find_unit(unit)))
    assert [judged.programme.id for judged in found.programmes] == own
    assert [programme.id for programme in found.others] == others


def test_the_nation_has_its_own_programme_alone():
    found = seen(None)
    assert [j.programme.id for j in found.programmes] == ["chinh-phu-209"] and found.others == ()


def test_a_running_year_is_judged_beside_the_last_full_one():
    (judged,) = seen(place("Thái Nguyên")).programmes
    assert (judged.now.year, judged.last.year) == (2026, 2025)
    (judged,) = seen(place("Thái Nguyên"), 2025).programmes
    assert (judged.now.year, judged.last) == (2025, None)


def test_targets_are_those_of_the_programme_page():
    from atvsld.directives.assessment import assess
    from atvsld.directives.programmes import PROGRAMMES

    office = make_establishment()
    for year, deaths in ((2024, 3), (2025, 2), (2026, 1)):
        make_headcount(office, year, workers=1000)
        for _ in range(deaths):
            when = datetime(year, 3, 1, 9, tzinfo=HERE)
            make_victim(make_accident(office, occurred_at=when), reported_condition="fatal", died_on=when.date())
    (judged,) = seen(place("Thái Nguyên")).programmes
    for assessment in (judged.now, judged.last):
        told = assess(PROGRAMMES["thai-nguyen-2025"], EVERYTHING, assessment.year, today=TODAY).as_json()
        shown = assessment.as_json()
        for target in (*told["targets"], *shown["targets"]):
            # The screen counts more years; what is judged is the same.
            del target["evaluation"]["series"], target["evaluation"]["breaks"]
        assert shown == told


def test_silent_years_are_not_years_without_accident():
    office = make_establishment()
    make_victim(make_accident(office, occurred_at=datetime(2024, 5, 1, 9, tzinfo=HERE)))
    make_headcount(office, 2023)
    assert seen(place("Thái Nguyên")).years_with_word() == [2024]


@pytest.mark.parametrize("role", ["leader", "employer", "zone", "invited"])
def test_a_stranger_sees_no_unit(role):
    held = {
        "leader": lambda: {"place": place("Lai Châu")},
        "employer": lambda: {"establishment": make_establishment()},
        "zone": lambda: {"zone": make_zone()},
    }.get(role, dict)()
    with pytest.raises(OutOfScope):
        overview(make_scope(role, **held), place("Thái Nguyên"), 2026)


def test_who_may_see_no_programmes_is_shown_none(monkeypatch):
    scope = make_scope("leader", place=place("Thái Nguyên"))
    monkeypatch.setattr(type(scope), "may", lambda self, register, verb: register != "programmes")
    found = overview(scope, place("Thái Nguyên"), 2026)
    assert found.programmes == () and found.others == ()
