"""A country of the size asked for, written straight into the tables: what is measured is reading, not declaring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

ESTABLISHMENTS = 20_000
YEARS = (2021, 2022, 2023, 2024, 2025)
TYPES = ("1", "2", "2.1", "2.2", "2.3", "2.4", "3", "3.1", "4", "5", "6", "9", "")
SECTORS = (*"ABCDEFGHIJKLMNOPQRSTU", "")
CAUSES = (*"123456789", "77")
FACTORS = ("1", "2", "3", "3.1", "3.2", "9.9")
SEVERITIES = ("minor",) * 12 + ("severe",) * 3 + ("fatal",)
# Of twenty cases seventeen have one victim, so that counting cases and counting people are two things.
VICTIMS_OF_A_CASE = (1,) * 17 + (2, 2, 4)
NOW = datetime(2026, 1, 10, tzinfo=UTC)


def fill(victims: int, seed: int = 31) -> None:
    """Establishments with head-counts, accidents of five years with their victims. Needs the places to be loaded."""
    from atvsld.accidents.models import Accident, NoAccidentPeriod, Victim
    from atvsld.org.establishments.models import Establishment, Headcount
    from atvsld.org.places.models import Place

    random = Random(seed)
    provinces = list(Place.objects.filter(level=Place.Level.PROVINCE, valid_to=None).values_list("pk", flat=True))
    offices = [(pk, random.choice(provinces)) for pk in range(1, ESTABLISHMENTS + 1)]
    insert(Establishment, (_establishment(random, pk, province) for pk, province in offices))
    counts = ((pk, year) for pk, _ in offices for year in YEARS if random.random() < 0.7)
    insert(Headcount, ({"id": n, "establishment_id": pk, "year": year, "average_workers": random.randrange(5, 900),
                        "average_women": random.randrange(5)} for n, (pk, year) in enumerate(counts, 1)))  # fmt: skip
    quiet = ((pk, year) for pk, _ in offices for year in YEARS if random.random() < 0.2)
    insert(NoAccidentPeriod, ({"id": n, "establishment_id": pk, "year": year, "half": 0, "confirmed_at": NOW}
                              for n, (pk, year) in enumerate(quiet, 1)))  # fmt: skip
    sizes: list[int] = []
    left = victims
    while left:
        sizes.append(min(left, random.choice(VICTIMS_OF_A_CASE)))
        left -= sizes[-1]
    insert(Accident, (_accident(random, pk, random.choice(offices)) for pk in range(1, len(sizes) + 1)))
    cases = (case for case, size in enumerate(sizes, 1) for _ in range(size))
    insert(Victim, (_victim(random, pk, case) for pk, case in enumerate(cases, 1)))


def insert(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """The rows with the model's own defaults for every column that they do not name."""
    from django.db import connection, transaction

    from atvsld.base.bulk.indexes import made_at_the_end

    fields = model._meta.concrete_fields
    stated = {f.column: None if f.null else "" if f.default.__class__.__name__ == "NOT_PROVIDED" else f.get_default()
              for f in fields}  # fmt: skip
    stated |= {"created_at": NOW, "updated_at": NOW}
    prepared = {f.column: f for f in fields}
    columns = list(prepared)
    sql = (f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "
           f"VALUES ({', '.join(['%s'] * len(columns))})")  # fmt: skip
    constant = {c: prepared[c].get_db_prep_save(v, connection) for c, v in stated.items() if c != "id"}
    varying = ("occurred_at", "occurred_on", "confirmed_at")
    values = iter(rows)
    with transaction.atomic(), made_at_the_end(model), connection.cursor() as cursor:
        while part := list(islice(values, 20_000)):
            for row in part:
                for column in varying:
                    if column in row:
                        row[column] = prepared[column].get_db_prep_save(row[column], connection)
            cursor.executemany(sql, [[row.get(c, constant.get(c)) for c in columns] for row in part])


def _establishment(random: Random, pk: int, province: int) -> dict[str, Any]:
    return {"id": pk, "tax_code": f"{pk:010}", "name": f"Cơ sở đo thử {pk}", "province_id": province,
            "type_code": random.choice(TYPES), "sector_code": random.choice(SECTORS)}  # fmt: skip


def _accident(random: Random, pk: int, office: tuple[int, int]) -> dict[str, Any]:
    day = date(random.choice(YEARS), 1, 1) + timedelta(random.randrange(365))
    employer, province = office
    return {
        "id": pk, "receipt_number": None, "occurred_on": day, "declared_by": "employer",
        "occurred_at": datetime(day.year, day.month, day.day, 5, tzinfo=UTC), "event_province_id": province,
        "establishment_id": employer, "reporting_office_id": employer, "establishment_province_id": province,
        "reporting_province_id": province, "is_commuting": random.random() < 0.15,
        "cause_code": random.choice(CAUSES), "injury_factor_code": random.choice(FACTORS),
        "property_damage_vnd": random.choice((None, 0, 2_500_000, 1_234_567)),
    }  # fmt: skip


def _victim(random: Random, pk: int, case: int) -> dict[str, Any]:
    chance = random.random
    return {
        "id": pk, "accident_id": case, "full_name": "Nguyễn Văn Thử", "sex": "female" if chance() < 0.4 else "male",
        "birth_year": 1990, "occupation_code": random.choice("0123456789") + "11",
        "severity": random.choice(SEVERITIES), "reported_condition": "minor",
        "has_labour_contract": chance() < 0.9, "is_under_management": chance() < 0.8,
        "lost_days": int(chance() * 90), "medical_cost_vnd": int(chance() * 9e6), "wage_cost_vnd": int(chance() * 9e6),
        "compensation_vnd": int(chance() * 9e7), "other_cost_vnd": int(chance() * 1000),
    }  # fmt: skip
