"""Due dates as far as they are known: "2025", "2024-12", "2025-12-10", or "--12-10" of every year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

EVERY_YEAR = "--"
# A leap year, so that 29 February is a day of every year.
_ANY_YEAR = 2000


def last_day(known: str) -> date | None:
    """The last day that is meant; None where no day can be read."""
    parts = [int(part) for part in known.removeprefix(EVERY_YEAR).split("-") if part.isdigit()]
    if known.startswith(EVERY_YEAR):
        parts.insert(0, _ANY_YEAR)
    try:
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None
