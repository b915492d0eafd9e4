"""What stands on the page, as plain values; all words are the caller's, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone

from ...base.language import Words
from ..charts import Chart, PlaceMap

# How a verdict is marked beside its words: by shape and shade, never by colour alone.
Tone = Literal["good", "bad", "unsure", "none"]


@dataclass(frozen=True)
class TargetLine:
    """A target of a programme in a row of the table: what is wanted, what is, and whether that is enough.

    `value` and `change` are texts in Vietnamese number form («2,310», «−4,2 %»; «–» where nothing is known).
    `sentence` tells how sure it is, in words a leader can quote; `warning` that the numbers are small: it is printed
    also where sentences have no room. `year` is the one that was judged, where that is not the year of the page.
    """

    label: Words
    wanted: Words
    value: Words
    change: Words
    status: Words
    tone: Tone
    sentence: Words = ""
    warning: Words = ""
    year: int | None = None


@dataclass(frozen=True)
class Item:
    """A line of a block: a unit and its number, a thing overdue and for how long, a thing missing and how often."""

    text: Words
    value: Words = ""
    note: Words = ""


@dataclass(frozen=True)
class Block:
    """Lines under a title, the most important first; where room is short the last are left out, and it says how many.

    `total`: how many there are in all, where `items` are only the first of them. `empty` is said where there are none.
    ValueError where the total is less than what is listed.
    """

    title: Words
    items: Sequence[Item]
    empty: Words = ""
    total: int | None = None

    def __post_init__(self) -> None:
        if self.count < len(self.items):
            raise ValueError("a block has no fewer lines in all than it lists")

    @property
    def count(self) -> int:
        return len(self.items) if self.total is None else self.total


@dataclass(frozen=True)
class Shown:
    """A picture and the sentence that says what it shows; the picture's own note is printed after it."""

    picture: Chart | PlaceMap
    sentence: Words = ""


@dataclass(frozen=True)
class Briefing:
    """A page A4 about a unit and a year, as it was known at an instant.

    `sentences` are the few that a leader takes along, the first the most important. `pictures` are drawn side by side,
    two at most: the months beside the map. `blocks` stand in two columns, in the order given: worst, best, overdue,
    missing. `coverage` says who has reported; `footnotes` on what basis the page counts. `demonstration` is printed on
    top of the page where the data are not real, and must then be given. `agency` (and `parent_agency` above it) with
    `locality` make the head of a letter as Decree 30/2020/NĐ-CP has it; without an agency the page has none.

    `as_of` is an instant with a time zone. ValueError for one without, and for more than two pictures.
    """

    title: Words
    unit: Words
    year: int
    as_of: datetime
    sentences: Sequence[Words] = ()
    targets: Sequence[TargetLine] = ()
    pictures: Sequence[Shown] = ()
    blocks: Sequence[Block] = ()
    coverage: Words = ""
    footnotes: Sequence[Words] = ()
    demonstration: Words = ""
    agency: Words = ""
    parent_agency: Words = ""
    locality: Words = ""

    def __post_init__(self) -> None:
        if timezone.is_naive(self.as_of):
            raise ValueError("the instant of a page needs its time zone")
        if len(self.pictures) > 2:
            raise ValueError("a page has room for two pictures")
