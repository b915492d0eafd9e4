"""What a kind of work is: declared once, counted for every scope and every unit by the same function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.scope import Scope


@dataclass(frozen=True)
class Asked:
    """For whom is counted: the rows on which the scope grants `verb` of the kind's register, on the day `today`."""

    scope: Scope
    verb: str
    today: date


@dataclass(frozen=True)
class Due:
    """A day that the law or a document names, with its words. `is_before`: on that very day it is late already."""

    on: date
    basis: Words
    is_before: bool = True
    is_provisional: bool = False

    def days_over(self, today: date) -> int:
        """How many days too late it is; 0 while there is time."""
        return max(0, (today - self.on).days + self.is_before)

    def days_left(self, today: date) -> int:
        return max(0, (self.on - today).days)


@dataclass(frozen=True)
class Tally:
    """How many wait, since when the oldest does, how many are beyond their day, and that day where all have one."""

    count: int
    since: date | None = None
    overdue: int = 0
    due: Due | None = None


@dataclass(frozen=True)
class WorkRow:
    """One thing that waits and where it is done. `name` is data and stays in its language; `note` is said."""

    name: str
    url: str
    note: str = ""
    since: date | None = None
    due: Due | None = None


@dataclass(frozen=True)
class WorkKind:
    """A kind of work; `do` says what is to be done.

    `acts` is the right (register, verb) of those who do it (None: everybody signed in, of what is their own), `watches`
    of those who see that it is left undone in their units (None: nobody). `reads` are the registers that alone decide
    the count for a scope and a day: it is held until one of them changes (none: counted each time). `overdue` says
    how many are beyond their day, where each has its own.
    """

    id: str
    label: Words
    do: Words
    acts: tuple[str, str] | None
    tally: Callable[[Asked], Tally]
    rows: Callable[[Asked, int, int], list[WorkRow]] = field(repr=False)
    watches: tuple[str, str] | None = None
    reads: frozenset[str] = frozenset()
    overdue: Words = _("{n} việc đã quá hạn")


def of_list(
    make: Callable[[Asked], list[WorkRow]],
) -> tuple[Callable[[Asked], Tally], Callable[[Asked, int, int], list[WorkRow]]]:
    """`tally` and `rows` of a kind of which there are never more than a handful."""

    def tally(asked: Asked) -> Tally:
        found = make(asked)
        return Tally(
            len(found),
            min((row.since for row in found if row.since), default=None),
            sum(1 for row in found if row.due and row.due.days_over(asked.today)),
            min((row.due for row in found if row.due), key=lambda due: due.on, default=None),
        )

    return tally, lambda asked, start, stop: make(asked)[start:stop]
