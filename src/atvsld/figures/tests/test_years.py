"""Years counted together equal years counted one by one and slowly: of a province, across the mergers, of a union."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

import pytest

from atvsld.base.fields.scalar import HERE
from atvsld.figures.forms import FormRequest, fill
from atvsld.figures.indicators.counting import count_years
from atvsld.figures.indicators.ground import Ground
from atvsld.figures.indicators.years import Years
from atvsld.org.establishments.models import Establishment
from atvsld.org.places.areas import Area
from atvsld.org.places.basis import NOW, THEN, as_it_was, unit_asked
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_victim, place

from . import slow

pytestmark = pytest.mark.django_db
COLUMNS = {
    "3": "establishments_known", "4": "establishments_reporting", "5": "workers_known", "6": "workers_reporting",
    "8": "victims", "9": "deaths", "10": "severe",
}  # fmt: skip


def counted(unit: Place | None, first: int, last: int, basis: str = NOW) -> dict[int, dict[str, int]]:
    found = count_years(Ground(Area.of(unit), Years(first, last), basis))
    for year in found.values():
        assert sum(year.deaths_by_month) == year.lines["deaths"]
    return {year: dict(told.lines) for year, told in found.items()}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("code", ["19", "24", "31", "VN"])
def test_years_equal_the_slow_count(code):
    unit = None if code == "VN" else place(code)
    province = unit.pk if unit else None
    for year, lines in counted(unit, 2023, 2026).items():
        everything = slow.of_period(year, None, True)
        inside = [v for v in everything if province in (None, v.accident.reporting_province_id)]
        at_work = [v for v in inside if not v.accident.is_commuting]
        values = slow.office_values(slow.offices_in(province), inside, year, None)
        assert lines == {
            **{name: values[key] for key, name in list(COLUMNS.items())[:4]},
            "victims": len(at_work),
            "deaths": sum(map(slow.dead, at_work)),
            "severe": sum(map(slow.severe, at_work)),
        }, year


def of_2024(name: str) -> Place:
    found = unit_asked(name, THEN, date(2024, 1, 1), date(2024, 12, 31))
    assert found is not None
    return found


def history(random: Random, places: list[tuple[Place, Place | None]]) -> None:
    """Offices lying in these (province, commune) and their accidents of the years around the mergers."""
    for province, commune in places:
        office = make_establishment()
        Establishment.objects.filter(pk=office.pk).update(province=province, commune=commune)
        for year in random.sample(range(2022, 2027), 3):
            make_headcount(office, year, workers=random.randrange(50, 500))
        for _ in range(random.randrange(4)):
            day = datetime(random.randrange(2023, 2027), random.randrange(1, 11), 12, 9, tzinfo=HERE)
            case = make_accident(establishment=office, occurred_at=day, is_commuting=random.random() < 0.2)
            for _ in range(random.choice((1, 1, 2))):
                fatal = random.random() < 0.5
                make_victim(
                    case, has_labour_contract=random.random() < 0.8,
                    **({"reported_condition": "fatal", "died_on": day.date()} if fatal else {}),
                )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_across_the_mergers_as_then_and_as_now(seed):
    random = Random(seed)
    merged, other = place("Tuyên Quang"), place("Thái Nguyên")
    provinces = [of_2024("Hà Giang"), of_2024("Tuyên Quang"), of_2024("Bắc Kạn"), of_2024("Thái Nguyên"), merged, other]
    history(random, [(random.choice(provinces), None) for _ in range(14)])
    for unit in (merged, other):
        for basis in (NOW, THEN):
            for year, lines in counted(unit, 2023, 2026, basis).items():
                asked = unit if basis == NOW else as_it_was(unit, date(year, 1, 1), date(year, 12, 31))
                table = fill(EVERYTHING, FormRequest("pl-xiv", Period(year), asked, basis=basis)).table("I")
                told = {name: table.value("total", key) for key, name in COLUMNS.items()}
                assert lines == told, (unit, basis, year)


def successors(unit: Place) -> set[int]:
    """Communes of today on the ground of a district's communes, walked row by row."""
    frontier = set(Place.objects.filter(parent=unit, level="commune").values_list("pk", flat=True))
    found: set[int] = set()
    while frontier:
        found |= set(Place.objects.filter(pk__in=frontier, valid_to=None).values_list("pk", flat=True))
        frontier = set(PlaceSuccession.objects.filter(old_id__in=frontier - found).values_list("new_id", flat=True))
    return found


@pytest.mark.parametrize("code", ["109", "584"])
def test_a_district_of_2024_is_the_union_of_its_successor_communes(code):
    district = Place.objects.get(level="district", code=code)
    area = Area.of(district)
    owners = successors(district)
    assert area.is_union and area.owners == owners
    old = Place.objects.filter(parent=district, level="commune")
    for commune in Place.objects.filter(pk__in=owners):
        origins = set(PlaceSuccession.objects.filter(new=commune).values_list("old_id", flat=True)) or {commune.pk}
        assert (commune.pk in area.partial_owners) == (not origins <= set(old.values_list("pk", flat=True)))
    inside, outside = Place.objects.filter(pk__in=owners).first(), place("Xã Tân Cương, Tỉnh Thái Nguyên")
    province = inside.province
    history(Random(3), [(province, inside), (province, old.first()), (outside.province, outside), (province, None)])
    offices = Establishment.objects.filter(commune__in={*owners, *old.values_list("pk", flat=True)})
    for year, lines in counted(district, 2023, 2026).items():
        everything = slow.of_period(year, None, True)
        mine = [v for v in everything if v.accident.reporting_office in offices and not v.accident.is_commuting]
        assert (lines["victims"], lines["deaths"]) == (len(mine), sum(map(slow.dead, mine)))
        assert lines["establishments_known"] == len(offices)
        assert lines["workers_known"] == sum(h.average_workers for o in offices for h in slow.headcounts_of(o, year))


def test_a_province_that_ended_is_the_union_of_its_communes():
    ha_giang = of_2024("Hà Giang")
    area = Area.of(ha_giang)
    owners = Place.objects.filter(pk__in=area.owners)
    assert area.is_union and owners.count() > 50
    assert {commune.province_id for commune in owners} == {place("Tuyên Quang").pk}
    assert ha_giang.pk in area.rows(NOW, date(2026, 1, 1))
    today = Area.of(place("Thái Nguyên"))
    assert not today.is_union and today.owners == {place("Thái Nguyên").pk} and not today.partial_owners
    nation = Area.of(None)
    assert not nation.is_union and nation.owners == frozenset()
