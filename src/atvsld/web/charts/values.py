"""A picture as a plain value: what is measured, in which order, and what each number is there for."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from ...base.language import Words

Number = int | float | Decimal
# yearly: a line over the years; months: bars of this year before a band of earlier ones; control: counts between
# limits; ranking: a horizontal bar for each unit.
Kind = Literal["yearly", "months", "control", "ranking"]
# How a series is drawn. `value` is what the picture is about; the others are what it is compared with.
Role = Literal["value", "target", "previous", "mean", "centre", "upper", "lower"]
_ID = re.compile(r"[a-z][a-z0-9-]*")
_HERE = re.compile(r"[?#]|/(?!/)")


@dataclass(frozen=True)
class Point:
    """One number. `url` is the page of the cases behind it; `note` says what a reader must know of this number;
    `is_small`: fewer cases than such a number can be trusted on. ValueError where the address leads elsewhere."""

    value: Number | None
    url: str = ""
    note: Words = ""
    is_small: bool = False

    def __post_init__(self) -> None:
        check_url(self.url)
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"not a number that can be drawn: {self.value}")


@dataclass(frozen=True)
class Series:
    """One measured thing along the categories; None where nobody knows the number, which is never zero."""

    label: Words
    values: Sequence[Point | Number | None]
    role: Role = "value"

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(v if isinstance(v, Point) else Point(v) for v in self.values)


@dataclass(frozen=True)
class Band:
    """Between which numbers something lies or lay: an interval of confidence, the least and the most of earlier years.

    An open end is `math.inf`: it is said in the table, and not drawn.
    """

    label: Words
    lower: Sequence[Number | None]
    upper: Sequence[Number | None]


@dataclass(frozen=True)
class Break:
    """After this category the series is made in another way, and the numbers before and after do not compare."""

    after: str
    label: Words


@dataclass(frozen=True)
class Chart:
    """A picture and its table. `id` is unique on the page; `places` are the decimals of every number (as many as it
    has, where not given); `summary` is the sentence read out instead of the picture (made from the numbers, if empty).

    ValueError for lists of unequal length, an `id` that is no name, a break after an unknown category.
    """

    id: str
    title: Words
    kind: Kind
    categories: Sequence[str]
    series: Sequence[Series]
    unit: Words = ""
    bands: Sequence[Band] = ()
    breaks: Sequence[Break] = ()
    note: Words = ""
    summary: Words = ""
    category_label: Words = _("Năm")
    places: int | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        if not self.series or self.series[0].role != "value":
            raise ValueError("the first series must be the value that the picture is about")
        lists = [s.values for s in self.series] + [end for b in self.bands for end in (b.lower, b.upper)]
        if any(len(values) != len(self.categories) for values in lists):
            raise ValueError(f"{self.id}: as many values as categories, or None")
        if len(set(self.categories)) != len(self.categories):
            raise ValueError(f"{self.id}: a category stands twice")
        if not {b.after for b in self.breaks} <= set(self.categories[:-1]):
            raise ValueError(f"{self.id}: a break after no category, or after the last")
        for series in self.series:
            series.points  # noqa: B018 - each number is checked

    def of(self, role: Role) -> Series | None:
        """The first series of that role."""
        return next((s for s in self.series if s.role == role), None)

    @property
    def value(self) -> Series:
        """What the picture is about."""
        return self.series[0]

    def outside(self) -> tuple[Literal["above", "below", ""], ...]:
        """For each category, whether the value lies outside the limits of the control chart."""
        upper, lower = self.of("upper"), self.of("lower")
        above = upper.points if upper else ()
        below = lower.points if lower else ()
        found: list[Literal["above", "below", ""]] = []
        for at, point in enumerate(self.value.points):
            high = above[at].value if above else None
            low = below[at].value if below else None
            if point.value is not None and high is not None and point.value > high:
                found.append("above")
            elif point.value is not None and low is not None and point.value < low:
                found.append("below")
            else:
                found.append("")
        return tuple(found)


def check_id(name: str) -> None:
    if not _ID.fullmatch(name):
        raise ValueError(f"not a name of small letters, digits and hyphens: {name!r}")


def check_url(url: str) -> None:
    """An address within the product: nothing that a picture is handed may lead out of it or run."""
    if url and not _HERE.match(url):
        raise ValueError(f"not an address within the product: {url!r}")
