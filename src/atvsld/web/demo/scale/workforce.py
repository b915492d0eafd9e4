"""Draws establishments: where, of which line of work, how large, and whether they report at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from ....org.establishments.models import IndustrialZone
from ....org.places.models import Place
from ..companies import demo_tax_codes
from ..seedfiles import Row, rows
from .plan import Plan, Weighted

# Micro, small, medium, large by number of workers: share of enterprises, smallest and largest, share of those that
# report. Shares of sizes: assumption near the White Book's; of reporters: chosen so that one in twenty reports.
SIZES = (
    (0.690, 1, 9, 0.010),
    (0.240, 10, 49, 0.060),
    (0.045, 50, 199, 0.300),
    (0.025, 200, 9000, 0.650),
)
FORMS = {
    "2.1": "Công ty TNHH", "2.2": "Công ty CP", "2.3": "DNTN", "3.1": "Công ty TNHH Quốc tế", "4": "HTX",
    "5": "Hộ kinh doanh", "6": "Trung tâm", "1": "Công ty Nhà nước",
}  # fmt: skip
TYPES_OF_SMALL = (("2.1", 62), ("2.2", 12), ("2.3", 8), ("4", 6), ("5", 10), ("6", 2))
TYPES_OF_LARGE = (("2.1", 30), ("2.2", 42), ("3.1", 20), ("6", 5), ("1", 3))
LEAST_WITH_BRANCHES = 50
OLDEST, OPENED_IN_FIRST_YEAR = 1998, 0.12
CITY_KINDS = {"phuong": 4.0}
FIRST_NUMBER = 10_000
WAGE_FUND = 96_000_000


# The communes in force of each province, by the province's code.
Communes = Mapping[str, Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Workplace:
    """An establishment as drawn: its values, and what decides about its accidents and reports."""

    values: dict[str, Any]
    province: str
    group: str
    risk: float
    workers: int
    women_share: float
    reports: bool
    head: int | None = None


class Drawing:
    """Draws the establishments of a plan in the four provinces."""

    def __init__(self, plan: Plan, communes: Communes, zones: Mapping[str, IndustrialZone]) -> None:
        self.plan, self.zones = plan, zones
        self.random = plan.random("establishments")
        provinces = rows("provinces.csv")
        self._province = Weighted([p["code"] for p in provinces], [float(p["share"]) for p in provinces])
        lines = rows("lines_of_work.csv")
        self._lines = {p["code"]: Weighted(lines, [float(r[f"in_{p['code']}"]) for r in lines]) for p in provinces}
        self._communes = {
            code: Weighted(found, [CITY_KINDS.get(place.kind, 1.0) for place in found])
            for code, found in communes.items()
        }
        self._size = Weighted(SIZES, [size[0] for size in SIZES])
        self._codes = demo_tax_codes(FIRST_NUMBER)

    def offices(self, count: int) -> Iterator[Workplace]:
        """That many head offices."""
        for number in range(1, count + 1):
            yield self._office(number)

    def branches(self, offices: Sequence[Workplace], ids: Sequence[int], count: int) -> Iterator[Workplace]:
        """That many branches of offices of some size; `ids` are the offices' row ids."""
        large = [index for index, office in enumerate(offices) if office.workers >= LEAST_WITH_BRANCHES]
        seen: Counter[int] = Counter()
        for _ in range(min(count, len(large) * 50)):
            index = self.random.choice(large)
            if seen[index] < 999:
                seen[index] += 1
                yield self._branch(offices[index], ids[index], seen[index], index)

    def _office(self, number: int) -> Workplace:
        random = self.random
        province = self._province.draw(random)
        line = self._lines[province].draw(random)
        _, least, most, reporting = self._size.draw(random)
        workers = _heavy_tail(random, least, most)
        types = TYPES_OF_SMALL if workers < 50 else TYPES_OF_LARGE
        kind = random.choices([t for t, _ in types], [w for _, w in types])[0]
        code = f"0198{number:08d}" if kind == "5" else next(self._codes)
        commune = self._communes[province].draw(random)
        zone = self.zones.get(province) if workers >= 50 and random.random() < 0.25 else None
        name = f"{FORMS[kind]} {line['label']} Trình diễn {number:05d}"
        first = self.plan.first_day.year
        year = first if random.random() < OPENED_IN_FIRST_YEAR else random.randrange(OLDEST, first)
        registered = date(year, random.randrange(1, 13), random.randrange(1, 29))
        values = self._values(line, code, name, kind, commune, zone, registered, None)
        women = min(0.95, max(0.0, float(line["women_share"]) + random.uniform(-0.1, 0.1)))
        reports = random.random() < reporting
        return Workplace(values, province, line["group"], float(line["risk"]), workers, women, reports)

    def _branch(self, office: Workplace, office_id: int, number: int, index: int) -> Workplace:
        random = self.random
        commune = self._communes[office.province].draw(random)
        code = f"{office.values['tax_code']}-{number:03d}"
        values = office.values | {
            "tax_code": code, "name": f"Chi nhánh {number} - {office.values['name']}", "province": commune.province_id,
            "commune": commune.pk, "zone": None, "head_office": office_id, "email": f"antoan.{code}@trinhdien.example",
        }  # fmt: skip
        workers = max(1, office.workers // random.choice((4, 6, 10)))
        return replace(office, values=values, workers=workers, head=index)

    @staticmethod
    def _values(
        line: Row, code: str, name: str, kind: str, commune: Place, zone: IndustrialZone | None, registered: date,
        head: int | None,
    ) -> dict[str, Any]:  # fmt: skip
        return {
            "tax_code": code,
            "name": name,
            "type_code": kind,
            "vsic_code": line["vsic_code"],
            "vsic_version": line["vsic_version"],
            "province": commune.province_id,
            "commune": commune.pk,
            "address": "Đường Trình Diễn",
            "zone": zone.pk if zone else None,
            "head_office": head,
            "phone": "",
            "email": f"antoan.{code}@trinhdien.example",
            "registered_on": registered,
            "capital_vnd": None,
            "high_risk_sector": line["high_risk"],
            "is_high_risk_art36": False,
            "is_high_risk_art37": False,
        }


def _heavy_tail(random: Random, least: int, most: int) -> int:
    """A size between two bounds, the smaller the likelier (density as 1/size²)."""
    return int(least * most / (most - random.random() * (most - least)))


def headcounts(plan: Plan, place: Workplace, establishment_id: int, random: Random) -> Iterator[dict[str, Any]]:
    """Who reports has told every year; of the others one in three is known for one year."""
    first, last = plan.first_day.year, plan.today.year
    if place.reports:
        years: Sequence[int] = range(first, last + 1)
    else:
        years = [random.randrange(first, last)] if random.random() < 0.33 else []
    opened = place.values["registered_on"].year
    for year in years:
        if year >= opened:
            workers = max(1, round(place.workers * (1 + 0.04 * (year - first)) * random.uniform(0.95, 1.05)))
            yield {
                "establishment": establishment_id,
                "year": year,
                "average_workers": workers,
                "average_women": round(workers * place.women_share),
                "wage_fund_vnd": workers * WAGE_FUND if place.workers > 200 else None,
            }
