"""What a duty to report is, and one time that it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ....base.language import Words


@dataclass(frozen=True)
class Duty:
    """That bodies report something to another, as a document or a declared programme says it.

    `key` names it for good: "provision:12", "programme:thai-nguyen-2025". `bodies` are the agencies it lies upon;
    `undecided` the words for those that nobody has found in the register. `deadline` and `recurrence` are those of the
    text; `is_before`: on the very day named it is late already. `since` is the day from which it is followed here.
    """

    key: str
    what: Words
    bodies: frozenset[int]
    to_agency: int | None
    to_name: str
    deadline: str
    recurrence: str
    is_before: bool
    since: date
    programme: str = ""
    document: int | None = None
    source: Words = ""
    lines: tuple[tuple[int, int], ...] = ()
    undecided: str = ""


@dataclass(frozen=True)
class Occasion:
    """One time of a duty: `key` names it among the others, the period is what it tells of, `due_on` the day named
    (None: the text names none, and none is made up)."""

    key: str
    first_day: date
    last_day: date
    due_on: date | None

    def is_late(self, day: date, is_before: bool) -> bool:
        """Whether the day is too late for it."""
        return self.due_on is not None and (day >= self.due_on if is_before else day > self.due_on)
