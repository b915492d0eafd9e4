"""The ladder: on which days around its day a task is called to mind, and to whom. A practice of the house, not law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

LEAD, BESIDE, GIVER, UNIT, ABOVE, TOP = "lead", "beside", "giver", "unit", "above", "top"
AUDIENCES = {
    LEAD: _("Cơ quan chủ trì"),
    BESIDE: _("Cơ quan phối hợp"),
    GIVER: _("Bên giao"),
    UNIT: _("Lãnh đạo, đầu mối của địa bàn"),
    ABOVE: _("Cấp trên trực tiếp của địa bàn"),
    TOP: _("Trung ương (việc của xã)"),
}
# What a step counts its days from: the due day, the day a task came to be at hand, the day it was sent back.
DUE, UNACCEPTED, SENT_BACK = "due", "unaccepted", "sent_back"
SUBJECTS = {DUE: _("hạn"), UNACCEPTED: _("được giao mà chưa nhận"), SENT_BACK: _("bị trả lại")}


@dataclass(frozen=True, order=True)
class Step:
    """So many days after (negative: before) the day that the subject counts from, these are reminded."""

    subject: str
    days: int
    to: tuple[str, ...]


@dataclass(frozen=True)
class Ladder:
    """Steps in the order of their days."""

    steps: tuple[Step, ...]

    def of(self, subject: str, audience: str) -> list[Step]:
        return [step for step in self.steps if step.subject == subject and audience in step.to]

    def first(self, subject: str, audience: str) -> int | None:
        """From how many days on the audience is reminded of the subject; None: never."""
        return self._first.get((subject, audience))

    @cached_property
    def _first(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for step in self.steps:
            for audience in step.to:
                key = (step.subject, audience)
                found[key] = min(step.days, found.get(key, step.days))
        return found

    def plain(self) -> list[list[Any]]:
        return [[step.subject, step.days, list(step.to)] for step in self.steps]


def ladder_of(plain: Iterable[Any]) -> Ladder:
    """From what `Ladder.plain` gave."""
    return Ladder(tuple(sorted(Step(subject, days, tuple(to)) for subject, days, to in plain)))


# What counts where nobody has set another: two weeks before, a week before, the last day, then upwards.
DECLARED = Ladder(
    (
        Step(DUE, -14, (LEAD,)),
        Step(DUE, -7, (LEAD, BESIDE)),
        Step(DUE, -1, (LEAD,)),
        Step(DUE, 0, (LEAD, BESIDE)),
        Step(DUE, 1, (LEAD, GIVER)),
        Step(DUE, 3, (LEAD, UNIT)),
        Step(DUE, 10, (LEAD, GIVER, ABOVE)),
        Step(DUE, 30, (LEAD, UNIT, ABOVE, TOP)),
        Step(SENT_BACK, 0, (GIVER,)),
        Step(SENT_BACK, 5, (GIVER,)),
        Step(UNACCEPTED, 3, (LEAD,)),
        Step(UNACCEPTED, 5, (LEAD, GIVER)),
        Step(UNACCEPTED, 7, (UNIT,)),
    )
)
