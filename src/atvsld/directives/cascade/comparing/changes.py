"""How the fields of two matched items differ, and whether the child asks for less or later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from .days import EVERY_YEAR, last_day
from .result import STRONGER, WEAKER, Change
from .wording import words_of

# How often in two years; "continuous" and "periodic" cannot be counted.
_TIMES = {"monthly": 24, "quarterly": 8, "half_yearly": 4, "yearly": 2, "every_2_years": 1}


def tending(before: float | None, after: float | None) -> str | None:
    """Of two quantities of which more is stricter."""
    if before is None or after is None or before == after:
        return None
    return STRONGER if after > before else WEAKER


def due_change(before: str | None, after: str | None) -> Iterator[Change]:
    """Of two due dates as far as they are known; a later one, or none any more, is weaker."""
    if before == after:
        return
    if before is None or after is None:
        yield Change("deadline", before, after, WEAKER if after is None else STRONGER)
        return
    same_kind = before.startswith(EVERY_YEAR) == after.startswith(EVERY_YEAR)
    earlier, later = last_day(before), last_day(after)
    # A day that both leave open is no later one: "2025" and "2025-12-31" end on the same day.
    is_known = same_kind and earlier is not None and later is not None
    yield Change("deadline", before, after, tending(-_order(earlier), -_order(later)) if is_known else None)


def recurrence_change(before: str | None, after: str | None) -> Iterator[Change]:
    """Of two recurrences; seldomer is weaker."""
    if before != after:
        yield Change("recurrence", before, after, tending(_TIMES.get(before or ""), _TIMES.get(after or "")))


def names_change(field: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Of two lists of agencies, without regard to their order or spelling."""
    if {words_of(name) for name in before} != {words_of(name) for name in after}:
        yield Change(field, tuple(before), tuple(after))


def words_change(field: str, before: str | None, after: str | None) -> Iterator[Change]:
    """Of two short texts, without regard to spelling."""
    if words_of(before or "") != words_of(after or ""):
        yield Change(field, before, after)


def _order(day: date | None) -> int:
    return 0 if day is None else day.toordinal()
