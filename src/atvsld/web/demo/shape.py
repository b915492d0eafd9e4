"""The shape of the demonstration's accidents: how many of which kind in a year, when, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from ...base.fields.scalar import HERE

# Deaths of each fatal accident with contract, not commuting, of establishments of Thái Nguyên: 12 deaths in 2024 and
# 11 in 2025, so that the programme's page has to say that this is no proof of a decrease.
DEATHS = {2023: (1,) * 7 + (2,), 2024: (1,) * 7 + (2, 3), 2025: (1,) * 8 + (3,), 2026: (1,) * 5}
SEVERE = {2023: 10, 2024: 11, 2025: 12, 2026: 12}
MINOR = {2023: 24, 2024: 26, 2025: 27, 2026: 26}
COMMUTING = {2023: 2, 2024: 3, 2025: 3, 2026: 3}
WITHOUT_CONTRACT = {2023: 3, 2024: 4, 2025: 4, 2026: 4}
NEIGHBOUR = {2023: 2, 2024: 3, 2025: 3, 2026: 3}

RISK = {
    "construction": 7.0, "mining": 6.0, "metal": 3.0, "electricity": 2.0, "transport": 3.0, "plant": 2.0, "wood": 3.0,
    "sanitation": 2.0, "forestry": 2.0, "food": 2.0, "garment": 3.5, "electronics": 2.2, "office": 0.5,
}  # fmt: skip

MONTHS = (6, 4, 8, 9, 10, 12, 12, 10, 9, 8, 7, 7)
HOURS = {2: 1, 6: 1, 7: 3, 8: 6, 9: 8, 10: 9, 11: 5, 13: 4, 14: 8, 15: 9, 16: 6, 17: 3, 20: 2, 22: 1}
# What happened yesterday has not been declared yet by everybody.
LAST_DAYS = 4
RECENT = (6, 34)
RECENT_CASES = 5


@dataclass(frozen=True)
class Kind:
    """One accident to be drawn: its severity, deaths, and in which of the three groups it counts."""

    year: int
    severity: str
    deaths: int = 0
    group: str = "contract"
    dies_later: bool = False
    is_recent: bool = False


def kinds(today: date) -> list[Kind]:
    """Every accident to draw, year by year; of the year that is not over a part."""
    found = []
    for year in DEATHS:
        share = _share_of_year(year, today)
        if share <= 0:
            continue
        fatal = DEATHS[year][: round(len(DEATHS[year]) * share)]
        found += [Kind(year, "fatal", deaths, dies_later=year == 2025 and i == 0) for i, deaths in enumerate(fatal)]
        for severity, table in (("severe", SEVERE), ("minor", MINOR)):
            found += [Kind(year, severity) for _ in range(round(table[year] * share))]
        for group, table in (("commuting", COMMUTING), ("free", WITHOUT_CONTRACT), ("neighbour", NEIGHBOUR)):
            # The first of each year without contract and of the neighbour, and one on the way to work, was fatal.
            for i in range(round(table[year] * share)):
                is_fatal = i == 0 and (group != "commuting" or year == 2024)
                severity = "fatal" if is_fatal else ("severe", "minor")[i % 2]
                found.append(Kind(year, severity, int(is_fatal), group))
    this_year = date(today.year, 1, 1)
    if today.year in DEATHS and (today - this_year).days > RECENT[1]:
        found += [Kind(today.year, ("minor", "severe")[i % 2], is_recent=True) for i in range(RECENT_CASES)]
    return found


def moment(random: Random, kind: Kind, today: date) -> datetime:
    """A time of the year, more often in summer and in working hours, never of the last days."""
    first, last = date(kind.year, 1, 1), min(date(kind.year, 12, 31), today - timedelta(days=LAST_DAYS))
    if kind.is_recent:
        first, last = today - timedelta(days=RECENT[1]), today - timedelta(days=RECENT[0])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weights = [MONTHS[day.month - 1] * (0.4 if day.weekday() == 6 else 1) for day in days]
    hour = random.choices(list(HOURS), list(HOURS.values()))[0]
    clock = time(hour, random.choice((0, 5, 10, 15, 20, 30, 40, 45, 50)), tzinfo=HERE)
    return datetime.combine(random.choices(days, weights)[0], clock)


def _share_of_year(year: int, today: date) -> float:
    passed = (today - timedelta(days=LAST_DAYS) - date(year, 1, 1)).days + 1
    return min(1.0, passed / 365)
