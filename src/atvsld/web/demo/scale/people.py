"""Draws the people who were injured or killed, with what it cost."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from ..names import Names
from ..seedfiles import Row
from ..victims import HOSPITALS
from . import shares

LOST_DAYS = {"fatal": (0, 1), "severe": (25, 160), "minor": (2, 20)}
MEDICAL = {"fatal": (0, 45), "severe": (14, 95), "minor": (1, 7)}
COMPENSATION = {"fatal": (160, 420), "severe": (25, 130), "minor": (0, 1)}
OTHER = (None, None, 500_000, 1_500_000, 12_000_000)
GROUPS = ((0.90, ()), (0.94, ("probation",)), (0.96, ("apprentice",)), (0.99, ("leased",)), (1.0, ("disabled",)))
MILLION = 1_000_000


def victim(
    random: Random, names: Names, group: str, story: Row, condition: str, day: date, died_on: date | None, today: date
) -> dict[str, Any]:
    """The values of one victim as they are known today."""
    sex = "female" if random.random() < float(story["women"]) else "male"
    # Among those who work without contract there are the very young and the old.
    age = random.choice((16, 17, 63, 66)) if group == "free" and random.random() < 0.4 else _age(random)
    born = day.year - age
    injury = story["injuries"]
    codes = [injury or "034"] if condition == "severe" else [injury] if injury and condition == "fatal" else []
    return {
        "full_name": names.person(sex),
        "sex": sex,
        "birth_year": born,
        "identity_number": names.identity_number(sex, born) if random.random() < 0.6 else "",
        "home_address": "Xóm Trình Diễn" if group == "free" else "",
        "occupation_code": story["occupation_code"] if random.random() >= shares.UNCODED_OCCUPATION else "",
        "occupation_text": story["occupation_text"],
        "years_in_trade": int(random.random() * max(1, age - 17)) if random.random() < 0.8 else None,
        "has_labour_contract": group != "free",
        "is_under_management": group != "free" and random.random() > 0.02,
        "worker_groups": _groups(random, group, age),
        "reported_condition": condition,
        "died_on": died_on,
        "injury_codes": codes,
        "injury_text": "vết thương phần mềm" if condition == "minor" and injury else story["injury_text"],
        "treated_at": HOSPITALS[random.random() < 0.3],
        **_costs(random, group, condition, (today - day).days),
    }


def _age(random: Random) -> int:
    """Years of age; most victims are between 25 and 45 (assumption)."""
    return round(random.triangular(18, 61, 31))


def _groups(random: Random, group: str, age: int) -> list[str]:
    if age >= 60:
        return ["elderly"]
    if group == "free":
        return []
    chance = random.random()
    return list(next(found for limit, found in GROUPS if chance < limit))


def _costs(random: Random, group: str, condition: str, days_since: int) -> dict[str, int | None]:
    """What the establishment paid; nothing where there is no employer, little known while the case is young."""
    if days_since < 30:
        return {}
    lost_days = _between(random, LOST_DAYS[condition])
    if group == "free":
        return {"lost_days": lost_days}
    return {
        "lost_days": lost_days,
        "medical_cost_vnd": _between(random, MEDICAL[condition]) * MILLION,
        "wage_cost_vnd": lost_days * _between(random, (28, 52)) * 10_000,
        "compensation_vnd": 0 if group == "commuting" else _between(random, COMPENSATION[condition]) * MILLION,
        "other_cost_vnd": OTHER[int(random.random() * len(OTHER))],
    }


def _between(random: Random, bounds: tuple[int, int]) -> int:
    """A whole number from the first bound to below the second."""
    return bounds[0] + int(random.random() * (bounds[1] - bounds[0]))
