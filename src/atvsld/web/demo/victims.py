"""Draws the people who were injured or killed: plain values for the register of victims."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from .names import Names
from .seedfiles import Row
from .shape import Kind

LATER_DEATH_DAYS = 19
HOSPITALS = ("Bệnh viện Đa khoa Trình diễn 34", "Trạm y tế trình diễn")


def victims_of(random: Random, names: Names, kind: Kind, story: Row, day: date, today: date) -> list[dict[str, Any]]:
    """One victim, now and then two or three; the deaths of the kind first."""
    conditions = ["fatal"] * kind.deaths or [kind.severity]
    chance = random.random()
    if kind.group != "commuting" and len(conditions) == 1:
        others = "severe" if kind.deaths and chance < 0.12 else "minor"
        conditions += [others] * (2 if chance < 0.02 else 1 if chance < 0.1 else 0)
    return [_victim(random, names, kind, story, condition, day, today) for condition in conditions]


def late_death_on(day: date) -> date:
    """The day on which the one victim who died later died."""
    return day + timedelta(days=LATER_DEATH_DAYS)


def _victim(
    random: Random, names: Names, kind: Kind, story: Row, condition: str, day: date, today: date
) -> dict[str, Any]:
    sex = "female" if random.random() < float(story["women"]) else "male"
    age = round(random.triangular(18, 61, 31))
    if kind.group == "free":
        # Among those who work without contract there are the very young and the old.
        age = random.choice((16, 17, 63, 66, age, age, age))
    born = day.year - age
    died_on = day if condition == "fatal" else None
    if kind.dies_later and condition == "fatal":
        condition, died_on = "severe", None
    is_severe = condition == "severe"
    coded = [story["injuries"]] if story["injuries"] and condition != "minor" else []
    return {
        "full_name": names.person(sex),
        "sex": sex,
        "birth_year": born,
        "identity_number": names.identity_number(sex, born) if random.random() < 0.6 else "",
        "home_address": "Xóm Trình Diễn" if kind.group == "free" else "",
        "occupation_code": story["occupation_code"] if random.random() < 0.85 else "",
        "occupation_text": story["occupation_text"],
        "years_in_trade": random.randrange(0, max(1, age - 17)) if random.random() < 0.8 else None,
        "has_labour_contract": kind.group != "free",
        "is_under_management": kind.group != "free",
        "worker_groups": _groups(random, kind, age),
        "reported_condition": condition,
        "died_on": died_on,
        "injury_codes": coded or (["034"] if is_severe else []),
        "injury_text": "vết thương phần mềm" if condition == "minor" and story["injuries"] else story["injury_text"],
        "treated_at": random.choice(HOSPITALS),
        **_costs(random, kind, condition, day, today),
    }


def _groups(random: Random, kind: Kind, age: int) -> list[str]:
    if age >= 60:
        return ["elderly"]
    if kind.group == "free":
        return []
    return random.choices(([], ["probation"], ["apprentice"], ["leased"], ["disabled"]), (90, 4, 2, 3, 1))[0]


def _costs(random: Random, kind: Kind, condition: str, day: date, today: date) -> dict[str, int | None]:
    """What the establishment paid; nothing for those who have no employer, little known while the case is young."""
    if (today - day).days < 30:
        return {}
    low, high = {"fatal": (0, 1), "severe": (25, 160), "minor": (2, 20)}[condition]
    lost_days = random.randrange(low, high)
    if kind.group == "free":
        return {"lost_days": lost_days}
    medical = {"fatal": (0, 45), "severe": (14, 95), "minor": (1, 7)}[condition]
    compensation = {"fatal": (160, 420), "severe": (25, 130), "minor": (0, 1)}[condition]
    return {
        "lost_days": lost_days,
        "medical_cost_vnd": random.randrange(*medical) * 1_000_000,
        "wage_cost_vnd": lost_days * random.randrange(28, 52) * 10_000,
        "compensation_vnd": 0 if kind.group == "commuting" else random.randrange(*compensation) * 1_000_000,
        "other_cost_vnd": random.choice((None, None, 500_000, 1_500_000, 12_000_000)),
    }
