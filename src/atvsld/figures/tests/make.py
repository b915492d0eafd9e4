"""A small country of accidents, made at random through the services, for comparing figures with a slow count."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from atvsld.accidents.models import Accident, NoAccidentPeriod
from atvsld.accidents.services import create_accidents, create_victims, void_accident, void_victim
from atvsld.base.errors import Refused
from atvsld.base.fields.scalar import HERE
from atvsld.base.lists import register
from atvsld.org.establishments.models import Establishment
from atvsld.org.places.models import Place
from atvsld.testing import EVERYTHING, make_establishment, make_headcount, place

PROVINCES = ("19", "24", "31")
TYPES = ("", "1", "2", "2.1", "2.2", "3.1", "9")
VSIC = ("", "0111", "4661", "1410", "4101")
CAUSES = ("", *"123456789")
FACTORS = ("", "1", "2", "3", "3.1", "3.2", "chua_ma_hoa")
OCCUPATIONS = ("", "7", "0", "9", "2", "5")
WORKER_GROUPS = ("disabled", "elderly", "leased", "apprentice", "underage", "domestic")
COSTS = ("medical_cost_vnd", "wage_cost_vnd", "compensation_vnd", "other_cost_vnd")


def build_world(random: Random, accidents: int = 160) -> None:
    """Offices with branches, head-counts with gaps, accidents of two years with victims, confirmations, voided rows."""
    offices = [_office(random, code) for code in PROVINCES for _ in range(7)]
    everyone = [*offices, *(_branch(random, head) for head in random.sample(offices, 7))]
    for establishment in everyone:
        for year in random.sample((2023, 2024, 2025, 2026), random.randrange(4)):
            women = random.choice((None, random.randrange(40)))
            make_headcount(establishment, year, workers=random.randrange(40, 400), average_women=women)
    active = random.sample(everyone, len(everyone) * 2 // 3)
    cases = create_accidents(EVERYTHING, [_accident(random, active) for _ in range(accidents)], via="test")
    people = [_victim(random, case) for case in cases for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5)))]
    victims = create_victims(EVERYTHING, people, via="test")
    _recode(random, cases)
    for victim in random.sample(victims, 12):
        void_victim(EVERYTHING, victim, "khai hai lần", via="test")
    for case in random.sample(cases, 8):
        void_accident(EVERYTHING, Accident.objects.get(pk=case.pk), "khai nhầm", via="test")
    for establishment in everyone:
        _confirm(random, establishment)


def _office(random: Random, code: str) -> Establishment:
    return make_establishment(
        province=place(code), type_code=random.choice(TYPES), vsic_code=random.choice(VSIC), vsic_version="VSIC 2025"
    )


def _branch(random: Random, head: Establishment) -> Establishment:
    return make_establishment(province=place(random.choice(PROVINCES)), head_office=head, type_code="2.1")


def _accident(random: Random, active: list[Establishment]) -> dict:
    province = place(random.choice(PROVINCES))
    communes = Place.objects.communes_of(province).in_force().order_by("code")[:4]
    commune = random.choice([None, *communes])
    employer = random.choice([None, *active, *active])
    return {
        "declared_by": "employer" if employer else "commune",
        "establishment": employer.pk if employer else None,
        "occurred_at": datetime(random.choice((2025, 2026)), random.randrange(1, 11), 17, 8, 30, tzinfo=HERE),
        "event_province": province.pk,
        "event_commune": commune.pk if commune else None,
        "is_commuting": random.random() < 0.2,
        "cause_code": random.choice(CAUSES),
        "injury_factor_code": random.choice(FACTORS),
        "property_damage_vnd": random.choice((None, 0, 2_500_000, 1_234_567)),
    }


def _victim(random: Random, case: Accident) -> dict:
    condition = random.choice(("minor", "minor", "severe", "fatal"))
    amounts = {name: random.choice((None, 0, 1_000, 999_999, 7_000_000)) for name in COSTS}
    return {
        "accident": case.pk,
        "full_name": "Nguyễn Văn Thử",
        "sex": random.choice(("", "male", "female")),
        "reported_condition": condition,
        "died_on": date(2026, 11, 1) if condition == "fatal" else None,
        "has_labour_contract": case.establishment_id is not None and random.random() < 0.8,
        "is_under_management": random.random() < 0.7,
        "occupation_code": random.choice(OCCUPATIONS),
        "lost_days": random.choice((None, 0, 12, 180)),
        "birth_year": random.choice((None, 1960, 1968, 1975, 1985, 1996, 2005, 2009, 2012)),
        "worker_groups": random.sample(WORKER_GROUPS, random.choice((0, 0, 0, 1, 2))),
        **amounts,
    }


def _recode(random: Random, cases: list[Accident]) -> None:
    """Some codes are of a list that no longer is: they count as not coded. No service would write them today."""
    for case in random.sample(cases, 6):
        Accident.objects.filter(pk=case.pk).update(cause_code="77", injury_factor_code="7.7")


def _confirm(random: Random, establishment: Establishment) -> NoAccidentPeriod | None:
    values = {"establishment": establishment.pk, "year": random.choice((2025, 2026)), "half": random.randrange(3)}
    try:
        return register("no_accident_periods").services.create(EVERYTHING, values, via="test")
    except Refused:
        return None
