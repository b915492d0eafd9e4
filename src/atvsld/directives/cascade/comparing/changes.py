"""How the fields of two matched items differ, and whether the child asks for less or later."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from .result import STRONGER, WEAKER, Change
from .wording import words_of

# How often in two years; "continuous" and "periodic" cannot be counted.
_TIMES = {"monthly": 24, "quarterly": 8, "half_yearly": 4, "yearly": 2, "every_2_years": 1}
_EVERY_YEAR = re.compile(r"^--(\d\d)-(\d\d)$")


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
    same_kind = bool(_EVERY_YEAR.match(before)) == bool(_EVERY_YEAR.match(after))
    earlier, later = _last_day(before), _last_day(after)
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


def _last_day(known: str) -> date | None:
    """The last day that an ISO date known in part can mean; a day of every year is put into a leap year."""
    parts = [int(part) for part in known.removeprefix("--").split("-") if part.isdigit()]
    if _EVERY_YEAR.match(known):
        parts.insert(0, 2000)
    try:
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None


def _order(day: date | None) -> int:
    return 0 if day is None else day.toordinal()
