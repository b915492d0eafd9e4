"""The same figures counted slowly: plain Python over the registers' own rows, without facts, lake or layout."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from atvsld.accidents.models import NoAccidentPeriod, Victim
from atvsld.org.establishments.models import Establishment, Headcount

CAUSES, FACTORS, OCCUPATIONS = set("123456789"), {"1", "2", "3", "3.1", "3.2"}, set("0123456789")
TYPES = {"1", "2", "2.1", "2.2", "2.3", "2.4", "3", "3.1", "3.2", "4", "5", "6", "9"}
SECTORS = set("ABCDEFGHIJKLMNOPQRSTUV")
KNOWN = {"1.1": CAUSES, "1.2": FACTORS, "1.3": OCCUPATIONS, "type": TYPES, "sector": SECTORS}


def of_period(year: int, half: int | None, has_contract: bool) -> list[Victim]:
    victims = Victim.objects.select_related("accident__reporting_office")
    return [
        v
        for v in victims
        if v.voided_at is None and v.accident.voided_at is None and v.has_labour_contract is has_contract
        and v.accident.occurred_on.year == year and half in (None, 1 if v.accident.occurred_on.month < 7 else 2)
    ]  # fmt: skip


def code_of(victim: Victim, dimension: str) -> str:
    accident, office = victim.accident, victim.accident.reporting_office
    return {
        "1.1": accident.cause_code,
        "1.2": accident.injury_factor_code,
        "1.3": victim.occupation_code[:1],
        "type": office.type_code if office else "",
        "sector": office.sector_code if office else "",
    }[dimension]


def in_row(victim: Victim, row: str) -> bool:
    commuting = victim.accident.is_commuting
    if row in ("3", "2"):
        return row == "3" or commuting
    if row == "total" or row.startswith("commune:"):
        return row == "total" or commune_row(victim) == row
    if commuting:
        return False
    if row in ("1.1.a", "1.1.b"):
        return victim.accident.cause_code in ({*"123456"} if row == "1.1.a" else {*"78"})
    dimension, colon, code = row.partition(":")
    if not colon:
        return True
    found = code_of(victim, dimension)
    if code == "chua_ma_hoa":
        return found not in KNOWN[dimension]
    return found == code or found.startswith(code + ".")


def commune_row(victim: Victim) -> str:
    commune = victim.accident.event_commune
    return f"commune:{commune.code}" if commune else "commune:chua_xac_dinh"


Count = Callable[[list[Victim], list[Victim]], object]


def cases(population: list[Victim], row: list[Victim], keep: Callable[[list[Victim]], bool] = bool) -> int:
    ids = {v.accident_id for v in row}
    return sum(keep([v for v in population if v.accident_id == i]) for i in ids)


def fatal_cases(population: list[Victim], row: list[Victim]) -> int:
    return cases(population, row, lambda vs: any(v.severity == "fatal" for v in vs))


def multiple_cases(population: list[Victim], row: list[Victim]) -> int:
    return cases(population, row, lambda vs: len(vs) > 1)


def people(test: Callable[[Victim], bool] = lambda v: True) -> Count:
    return lambda population, row: sum(map(test, row))


def dead(v: Victim) -> bool:
    return v.severity == "fatal"


def severe(v: Victim) -> bool:
    return v.severity == "severe"


def woman(v: Victim) -> bool:
    return v.sex == "female"


def outside(test: Callable[[Victim], bool] = lambda v: True) -> Count:
    return people(lambda v: test(v) and not v.is_under_management)


def money(*names: str) -> Count:
    return lambda population, row: Fraction(sum(getattr(v, n) or 0 for v in row for n in names), 1000)


def damage(population: list[Victim], row: list[Victim]) -> Fraction:
    return Fraction(sum({v.accident_id: v.accident.property_damage_vnd or 0 for v in row}.values()), 1000)


def days(population: list[Victim], row: list[Victim]) -> int:
    return sum(v.lost_days or 0 for v in row)


LOSSES: list[Count] = [
    days, money("medical_cost_vnd", "wage_cost_vnd", "compensation_vnd"), money("medical_cost_vnd"),
    money("wage_cost_vnd"), money("compensation_vnd"), damage,
]  # fmt: skip
XII_I = dict(zip(map(str, range(3, 14)), [
    cases, fatal_cases, multiple_cases, people(), outside(), people(woman), outside(woman), people(dead), outside(dead),
    people(severe), outside(severe)], strict=True))  # fmt: skip
XII_II = dict(zip("123456", LOSSES, strict=True))
XIV_II = dict(zip(map(str, range(3, 16)), [
    cases, fatal_cases, multiple_cases, people(), people(woman), people(dead), people(severe), *LOSSES],
    strict=True))  # fmt: skip
XIV_I = {"8": people(), "9": people(dead), "10": people(severe)}


def offices_in(province_id: int | None) -> list[Establishment]:
    heads = Establishment.objects.filter(voided_at=None, head_office=None)
    return [e for e in heads if province_id in (None, e.province_id)]


def reports(office: Establishment, population: list[Victim], year: int, half: int | None) -> bool:
    said = set(
        NoAccidentPeriod.objects.filter(voided_at=None, establishment=office, year=year).values_list("half", flat=True)
    )
    confirmed = bool(said & {0, half}) if half else 0 in said or said >= {1, 2}
    return confirmed or any(v.accident.reporting_office_id == office.pk for v in population)


def headcounts_of(office: Establishment, year: int) -> list[Headcount]:
    """Of the office and of each branch the newest head-count up to the year."""
    found = []
    for establishment in (office, *Establishment.objects.filter(voided_at=None, head_office=office)):
        rows = Headcount.objects.filter(establishment=establishment, voided_at=None, year__lte=year).order_by("-year")
        found += rows[:1]
    return found


def office_values(
    offices: list[Establishment], population: list[Victim], year: int, half: int | None
) -> dict[str, int]:
    reporting = [o for o in offices if reports(o, population, year, half)]
    known = [h for o in offices for h in headcounts_of(o, year)]
    return {
        "3": len(offices),
        "4": len(reporting),
        "5": sum(h.average_workers for h in known),
        "6": sum(h.average_workers for o in reporting for h in headcounts_of(o, year)),
        "7": sum(h.average_women or 0 for h in known),
    }


AGES = {"under_15": (0, 14), "15_17": (15, 17), "18_24": (18, 24), "25_34": (25, 34), "35_44": (35, 44),
        "45_54": (45, 54), "55_59": (55, 59), "60": (60, 200)}  # fmt: skip


def in_group(victim: Victim, group: str) -> bool:
    """By what the register itself holds of the person; "workers:none" is nobody's group of the list."""
    dimension, _, code = group.partition(":")
    if dimension == "sex":
        return (victim.sex or "unknown") == code
    if dimension == "contract":
        return victim.has_labour_contract is (code == "yes")
    if dimension == "workers":
        return code in victim.worker_groups or (code == "none" and not victim.worker_groups)
    if victim.birth_year is None:
        return code == "unknown"
    youngest, oldest = AGES.get(code, (1, 0))
    return youngest <= victim.accident.occurred_on.year - victim.birth_year <= oldest
