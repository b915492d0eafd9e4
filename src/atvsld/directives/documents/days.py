"""Days as far as a document names them, as they are written here and as the exchange format writes them.

"2025" · "12/2025" · "10/12/2025" · "10/12" for a day of every year; in the exchange format "2025", "2025-12",
"2025-12-10", "--12-10".
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext

_TYPED = re.compile(r"(?:(?:(?P<day>\d{1,2})\s*[/.-]\s*)?(?P<month>\d{1,2})\s*[/.-]\s*)?(?P<year>\d{4})")
_YEARLY = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})")
_EXCHANGE = re.compile(r"(?:(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?|--(?P<m>\d{2})-(?P<d>\d{2}))")
# A day of every year may be 29 February.
_LEAP = 2024


def typed_day(text: str) -> str | None:
    """What a person typed, in the exchange format; None for nothing. Raises ValueError where it is no day."""
    said = text.strip()
    if not said:
        return None
    if exchange := _EXCHANGE.fullmatch(said):
        return _checked(exchange["year"], exchange["month"] or exchange["m"], exchange["day"] or exchange["d"])
    found = _TYPED.fullmatch(said)
    if found:
        return _checked(found["year"], found["month"], found["day"])
    if yearly := _YEARLY.fullmatch(said):
        return _checked(None, yearly["month"], yearly["day"])
    raise ValueError(text)


def shown_day(said: str | None) -> str:
    """A day of the exchange format as it is written here; what is none stays as it is."""
    found = _EXCHANGE.fullmatch(said or "")
    if not found:
        return said or ""
    return "/".join(part for part in (found["day"] or found["d"], found["month"] or found["m"], found["year"]) if part)


def day_in_words(said: str) -> str:
    """The same for reading: "10/12 hằng năm"."""
    shown = shown_day(said)
    return gettext("{day} hằng năm").format(day=shown) if said.startswith("--") else shown


def _checked(year: str | None, month: str | None, day: str | None) -> str:
    date(int(year or _LEAP), int(month or 1), int(day or 1))
    parts = [f"{int(part):02}" for part in (month, day) if part]
    return "-".join([year, *parts] if year else ["-", *parts])
