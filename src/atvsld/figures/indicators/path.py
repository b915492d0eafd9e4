"""A target as a path of yearly values from a base year on, and whether a series keeps to it. Plain numbers.

A yearly target compounds: 4 % less each year is 0.96 of the year before, not 0.04 of the base year less. "On average"
is judged on the geometric mean of the changes since the base year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

YEARLY, AVERAGE, LEVEL = "yearly", "average", "level"
MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"
_CLOSE = 1e-9


@dataclass(frozen=True)
class Aim:
    """What is wanted: `change` a year (-0.04: at most 0.96 of the year before), or a `level` to be reached.

    `kind`: "yearly" each year beside the year before, "average" on the geometric mean since the base year, "level" the
    value itself. `is_strict`: a level must be passed, not only reached.
    """

    kind: str
    change: float = 0.0
    level: float = 0.0
    is_strict: bool = False

    @property
    def direction(self) -> int:
        """-1 when less is wanted."""
        return -1 if self.kind != LEVEL and self.change < 0 else 1


def path(aim: Aim, base: float | None, base_year: int, years: Sequence[int]) -> dict[int, float | None]:
    """What each year would have to show from the base year on; None where the base is not known."""
    if aim.kind == LEVEL:
        return dict.fromkeys((y for y in years if y > base_year), aim.level)
    return {
        year: None if base is None else base * (1 + aim.change) ** (year - base_year)
        for year in years
        if year >= base_year
    }


def mean_change(base: float | None, last: float | None, years: int) -> float | None:
    """The geometric mean of the yearly changes over so many years; None without a base above 0 or without years."""
    if base is None or last is None or base <= 0 or last < 0 or years < 1:
        return None
    return (last / base) ** (1 / years) - 1


def reached(aim: Aim, before: float | None, this: float | None, base: float | None, years: int) -> bool | None:
    """Whether the year keeps to the aim; None where that cannot be said.

    `before` is the value of the year before, `base` that of the base year, `years` lie between it and this year.
    """
    if this is None:
        return None
    if aim.kind == LEVEL:
        return this > aim.level + _CLOSE if aim.is_strict else this >= aim.level - _CLOSE
    start, span = (before, 1) if aim.kind == YEARLY else (base, years)
    if start is None or span < 1:
        return None
    if start == 0:
        # From nothing no change in percent can be taken; staying at nothing says nothing, rising from it does.
        return (aim.direction > 0) if this > 0 else None
    changed = mean_change(start, this, span)
    if changed is None:
        return None
    return changed <= aim.change + _CLOSE if aim.direction < 0 else changed >= aim.change - _CLOSE


def status(aim: Aim, is_reached: bool | None, *, is_complete: bool, only_grows: bool) -> str:
    """Met, not met or unknown. Of a year that is not over, what only grows can already have failed, or already be met.

    `only_grows`: the value can only rise until the year ends (deaths, people examined), so that an upper bound can be
    broken early and a lower bound reached early.
    """
    if is_reached is None:
        return UNKNOWN
    if is_complete:
        return MET if is_reached else NOT_MET
    if not only_grows:
        return UNKNOWN
    if aim.direction < 0:
        return UNKNOWN if is_reached else NOT_MET
    return MET if is_reached else UNKNOWN
