"""Establishments of the demonstration, their head-counts, and one industrial zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from ...base.lists import register
from ...base.scope import Scope
from ...org.agencies.find import agency_for
from ...org.establishments.models import Establishment, IndustrialZone
from ...org.establishments.rules import WEIGHTS
from ...org.places.models import Place
from ...org.places.resolve import resolve_place
from .seedfiles import Row, rows

ZONE_NAME = "Khu công nghiệp trình diễn 1"
FIRST_TAX_CODE = 990_000_000
# Shaped as the number of a citizen of a century to come: no living person has it.
HOUSEHOLD_TAX_CODE = "019800000001"
YEARS = (2023, 2024, 2025, 2026)


@dataclass(frozen=True)
class Company:
    """An establishment with what the seed file says of it."""

    row: Establishment
    group: str
    workers: Mapping[int, int]

    @property
    def is_office(self) -> bool:
        return self.row.head_office_id is None

    @property
    def size(self) -> int:
        return max(self.workers.values(), default=20)


def demo_tax_codes(skipped: int = 0) -> Iterator[str]:
    """Tax codes of 10 digits with right check digits, from 99…: a beginning chosen for the demonstration alone."""
    for number in count(FIRST_TAX_CODE + skipped):
        digits = f"{number:09d}"
        check = 10 - sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            yield f"{digits}{check}"


def commune(code: str) -> Place:
    place = resolve_place(code)
    if place is None or place.province_id is None:
        raise LookupError(f"Mã {code} không phải một xã, phường.")
    return place


def make_zone(province: Place, name: str = ZONE_NAME) -> IndustrialZone:
    """An industrial zone of the demonstration, under the province's zone authority."""
    authority = agency_for("zone_authority", province)
    return IndustrialZone.objects.create(name=name, province=province, authority=authority, is_demo=True)


def make_companies(scope: Scope, zone: IndustrialZone, today: date) -> dict[int, Company]:
    """All establishments with their head-counts, by demonstration number."""
    seeds = rows("establishments.csv")
    codes = _codes(seeds)
    made: dict[str, Establishment] = {}
    for branches in (False, True):
        part = [seed for seed in seeds if bool(seed["head"]) is branches]
        values = [_values(seed, codes[seed["number"]], made, zone) for seed in part]
        for seed, row in zip(part, _create(scope, "establishments", values), strict=True):
            made[seed["number"]] = row
    companies = {int(s["number"]): Company(made[s["number"]], s["group"], _workers(s)) for s in seeds}
    shares = {int(s["number"]): float(s["women_share"]) for s in seeds}
    _create(scope, "headcounts", [v for n, c in companies.items() for v in _headcounts(c, shares[n], today.year)])
    return companies


def _create(scope: Scope, name: str, values: list[dict[str, Any]]) -> list[Any]:
    create_many = register(name).services.create_many
    assert create_many is not None, name
    return create_many(scope, values, via="demo", extra=lambda: {"is_demo": True})


def _codes(seeds: list[Row]) -> dict[str, str]:
    codes: dict[str, str] = {}
    numbers = demo_tax_codes()
    for seed in seeds:
        if seed["type_code"] == "5":
            codes[seed["number"]] = HOUSEHOLD_TAX_CODE
        else:
            codes[seed["number"]] = f"{codes[seed['head']]}-001" if seed["head"] else next(numbers)
    return codes


def _values(seed: Row, tax_code: str, made: Mapping[str, Establishment], zone: IndustrialZone) -> dict[str, Any]:
    place = commune(seed["commune"])
    return {
        "tax_code": tax_code,
        "name": seed["name"],
        "type_code": seed["type_code"],
        "vsic_code": seed["vsic_code"],
        "vsic_version": seed["vsic_version"],
        "province": place.province_id,
        "commune": place.pk,
        "address": f"Số {seed['number']}, đường Trình Diễn",
        "zone": zone.pk if seed["zone"] else None,
        "head_office": made[seed["head"]].pk if seed["head"] else None,
        "phone": "",
        "email": f"antoan{seed['number']}@trinhdien.example",
        "registered_on": date.fromisoformat(seed["registered_on"]),
        "capital_vnd": None,
        "high_risk_sector": seed["high_risk"],
        "is_high_risk_art36": False,
        "is_high_risk_art37": False,
    }


def _workers(seed: Row) -> dict[int, int]:
    return {year: int(seed[f"workers_{year}"]) for year in YEARS if seed[f"workers_{year}"]}


def _headcounts(company: Company, women_share: float, this_year: int) -> Iterator[dict[str, Any]]:
    for year, workers in company.workers.items():
        if year <= this_year:
            yield {
                "establishment": company.row.pk,
                "year": year,
                "average_workers": workers,
                "average_women": round(workers * women_share),
                "wage_fund_vnd": workers * 96_000_000 if company.size > 200 else None,
            }
