"""A notice as it was printed: plain values, before and beside any database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ...base.values import digest
from ...statutes.period import Period

# A notice of accidents, or what was said of how many enterprises reported.
NOTICE, REPORTING = "notice", "reporting"
_KEY = re.compile(r"(\d{4})(?:H([12]))?")


def period_of_key(key: str) -> Period:
    """ "2022" the year, "2020H1" its first half. ValueError for anything else."""
    found = _KEY.fullmatch(key) if isinstance(key, str) and key.isascii() else None
    if found is None:
        raise ValueError(key)
    return Period(int(found[1]), int(found[2]) if found[2] else None)


def key_of(period: Period) -> str:
    return f"{period.year}H{period.half}" if period.half else str(period.year)


def decimals(printed: str) -> int:
    """How many decimals were printed: "18,66" has 2, "3" none."""
    return len(printed.replace(".", ",").partition(",")[2])


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a notice: of which sector, of what, and its change against the period compared with.

    `change_pct` is signed; `pct_raw` are its digits exactly as printed. `text` stands where the notice has words in
    place of a number («hơn 1.200»), and then there is no value.
    """

    sector: str
    line: str
    value: int | None
    change_abs: int | None = None
    change_pct: Decimal | None = None
    pct_raw: str = ""
    text: str = ""

    @property
    def place(self) -> tuple[str, str]:
        return self.sector, self.line


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of one period. `details` holds every other fact of it as given: costs, provinces, prosecution …"""

    kind: str
    period: Period
    number: str = ""
    issued_on: date | None = None
    signed_by: str = ""
    provinces_reporting: str = ""
    compared_with: Period | None = None
    sources: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int, int]:
        """What a notice is recognised by: its kind and period."""
        return self.kind, self.period.year, self.period.half or 0

    def figure(self, sector: str, line: str) -> Figure | None:
        return next((f for f in self.figures if f.place == (sector, line)), None)

    def value(self, sector: str, line: str) -> int | None:
        found = self.figure(sector, line)
        return found.value if found else None

    def fingerprint(self) -> str:
        """SHA-256 over all that was printed, whatever the order of its figures."""
        return digest(dict(self.facts()))

    def facts(self) -> Iterator[tuple[str, Any]]:
        """(name, plain value) of each part; the name of a figure is "total.accidents"."""
        yield "kind", self.kind
        yield "period", key_of(self.period)
        yield "notice", self.number
        yield "issued_on", self.issued_on.isoformat() if self.issued_on else None
        yield "signed_by", self.signed_by
        yield "provinces_reporting", self.provinces_reporting
        yield "compared_with", key_of(self.compared_with) if self.compared_with else None
        yield "sources", list(self.sources)
        for said in sorted(self.figures, key=lambda f: f.place):
            pct = None if said.change_pct is None else format(said.change_pct.normalize(), "f")
            yield ".".join(said.place), [said.value, said.change_abs, pct, said.pct_raw, said.text]
        yield "details", dict(self.details)
