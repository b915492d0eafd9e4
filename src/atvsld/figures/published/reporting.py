"""How many enterprises reported at all, by year: without it no figure of the nation can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .book import Book
from .record import REPORTING, Notice
from .verify import rounded


@dataclass(frozen=True, slots=True)
class Rate:
    """Enterprises that reported in a year, of how many; `share` as published, `computed` from the two (2 decimals)."""

    year: int
    enterprises: int | None
    total: int | None
    share: str
    computed: Decimal | None
    notice: Notice


def reporting_rates(book: Book) -> list[Rate]:
    """Newest first; of a year told twice, what was said in its own notice."""
    found: dict[int, Rate] = {}
    for notice in book:
        for year, said in _told(notice):
            rate = _rate(year, said, notice)
            if rate is not None and (year not in found or year == notice.period.year):
                found[year] = rate
    return [found[year] for year in sorted(found, reverse=True)]


def _told(notice: Notice) -> Iterator[tuple[int, Mapping[str, Any]]]:
    year = notice.period.year
    if notice.kind == REPORTING:
        yield year, notice.details
        return
    said = notice.details.get("reporting")
    if isinstance(said, Mapping):
        yield year, said
        before = said.get("previous_year")
        if isinstance(before, Mapping):
            yield year - 1, before


def _rate(year: int, said: Mapping[str, Any], notice: Notice) -> Rate | None:
    enterprises = _count(said.get("enterprises", said.get("enterprises_reported")))
    total, share = _count(said.get("total")), said.get("share_pct", said.get("share_text", ""))
    if enterprises is None and not share:
        return None
    computed = rounded(Fraction(100 * enterprises, total), 2) if enterprises is not None and total else None
    shown = str(share).replace(".", ",") + " %" if isinstance(share, int | float) else str(share)
    return Rate(year, enterprises, total, shown, computed, notice)


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
