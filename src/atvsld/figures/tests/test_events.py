"""What happened on the ground of a unit equals a slow count by the place of each event, on the map of today."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from random import Random

import pytest
from django.utils import timezone

from atvsld.accidents.models import Victim
from atvsld.base.fields.scalar import HERE
from atvsld.figures.events import Events, events_in
from atvsld.figures.indicators.years import Years
from atvsld.figures.lake import snapshot
from atvsld.org.places.areas import Area
from atvsld.org.places.mapped import place_graph
from atvsld.org.places.models import Place
from atvsld.testing import make_accident, make_establishment, make_victim, place

pytestmark = pytest.mark.django_db
FIRST, LAST, TODAY = 2023, 2026, date(2026, 5, 15)


def events(unit: Place | None) -> Events:
    with snapshot("victims") as taken:
        return events_in(taken, Area.of(unit), Years(FIRST, LAST), TODAY)


def old(name: str, level: str) -> Place:
    return Place.objects.filter(name_vi=name, level=level, valid_to__isnull=False).first()


def history(random: Random) -> None:
    """Accidents recorded at units of today, at ended ones, at provinces alone, some placed by officers."""
    office = make_establishment()
    tan_cuong, phan_dinh_phung = (place(f"{n}, Tỉnh Thái Nguyên") for n in ("Xã Tân Cương", "Phường Phan Đình Phùng"))
    ended = list(
        Place.objects.filter(level="commune", province=old("Hà Giang", "province"), valid_to__isnull=False)[:4]
    )
    spots = [
        (place("Thái Nguyên"), tan_cuong), (place("Thái Nguyên"), None), (place("Thái Nguyên"), phan_dinh_phung),
        (old("Bắc Kạn", "province"), None), (old("Hà Giang", "province"), None), (place("Tuyên Quang"), None),
        *((commune.province, commune) for commune in ended),
    ]  # fmt: skip
    for _ in range(40):
        province, commune = random.choice(spots)
        year, month = random.randrange(FIRST - 1, LAST + 1), random.choice((1, 3, 5, 5, 5, 7, 10))
        day = datetime(year, month, random.randrange(1, 28), 9, tzinfo=HERE)
        placed = tan_cuong if commune is None and province == place("Thái Nguyên") and random.random() < 0.5 else None
        case = make_accident(
            office, occurred_at=day, event_province=province.pk, event_commune=commune and commune.pk,
            is_commuting=random.random() < 0.2,
        )  # fmt: skip
        if placed:
            type(case).objects.filter(pk=case.pk).update(placed_commune=placed)
        for _ in range(random.choice((1, 1, 2))):
            died = {"reported_condition": "fatal", "died_on": day.date()} if random.random() < 0.5 else {}
            make_victim(case, has_labour_contract=random.random() < 0.7, **died)


def standing(victim: Victim, level: str) -> int | None:
    """The unit of today on which the case lies: of the recorded place, else of the one where an officer placed it."""
    case, today = victim.accident, timezone.localdate()
    for spot in (case.event_commune_id or case.event_province_id, case.placed_commune_id):
        if spot and (found := getattr(place_graph().on(spot, today), level)):
            return found
    return None


def month_of(victim: Victim) -> tuple[int, int]:
    return victim.accident.occurred_on.year, victim.accident.occurred_on.month


@pytest.mark.parametrize("seed", [1, 2])
def test_months_and_units_equal_the_slow_count(seed):
    history(Random(seed))
    everyone = [v for v in Victim.objects.select_related("accident") if FIRST <= v.accident.occurred_on.year <= LAST]
    units = [place("Thái Nguyên"), place("Tuyên Quang"), place("Xã Tân Cương, Tỉnh Thái Nguyên"), None]
    for unit in units:
        mine = [v for v in everyone if unit is None or standing(v, unit.level) == unit.pk]
        found = events(unit)
        assert mine or unit is None
        at = Counter(month_of(v) for v in mine)
        killed = [v for v in mine if v.severity == "fatal"]
        dead = Counter(map(month_of, killed))
        days = [(v, v.accident.occurred_on) for v in killed]
        early = Counter(month_of(v) for v, day in days if day.month == TODAY.month and day.day <= TODAY.day)
        assert {month: h.victims for month, h in found.months.items()} == at
        assert Counter({month: h.deaths for month, h in found.months.items() if h.deaths}) == dead
        assert Counter({month: h.deaths_to_date for month, h in found.months.items() if h.deaths_to_date}) == early
        level = "province" if unit is None else "commune"
        last = Counter(standing(v, level) for v in mine if v.accident.occurred_on.year == LAST)
        assert {key: h.victims for key, h in found.units.items()} == last


def test_a_province_that_ended_has_what_happened_on_its_communes():
    ha_giang, office = old("Hà Giang", "province"), make_establishment()
    commune = place_graph().units_on(
        Place.objects.filter(level="commune", province=ha_giang).first().pk, timezone.localdate()
    )[0]
    inside = Place.objects.get(pk=min(commune))
    for event in (
        {"event_province": inside.province_id, "event_commune": inside.pk},
        {"event_province": ha_giang.pk, "event_commune": None},
        {"event_province": place("Tuyên Quang").pk, "event_commune": None},
        {"event_province": place("Thái Nguyên").pk, "event_commune": None},
    ):
        when = datetime(2025, 3, 5, 9, tzinfo=HERE)
        make_victim(make_accident(office, occurred_at=when, **event))
    assert sum(h.victims for h in events(ha_giang).months.values()) == 2


def test_nothing_happened_is_nothing():
    found = events(place("Lai Châu"))
    assert (found.months, found.units) == ({}, {})
