"""Which reminder one occurrence of a task has on a day, and for whom: worked out from its days and the ladder alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from ..tasks.status import Stage
from .ladder import DUE, SENT_BACK, UNACCEPTED, Ladder, Step

OVERDUE, TODAY, SOON, WAITING, BACK = "overdue", "today", "soon", "waiting", "back"
# In the order in which people read them.
BUCKETS = {
    OVERDUE: _("Quá hạn"), TODAY: _("Hạn hôm nay"), SOON: _("Sắp đến hạn"), WAITING: _("Chưa nhận"),
    BACK: _("Bị trả lại"),
}  # fmt: skip
OPEN = (Stage.WAITING, Stage.ACCEPTED)


@dataclass(frozen=True)
class Known:
    """What the columns of an occurrence say today: `due_on` is the day that counts, `ended_on` that of its end."""

    opens_on: date
    due_on: date | None
    stage: int
    handed_on: date
    ended_on: date | None = None

    @property
    def at_hand(self) -> date:
        return max(self.opens_on, self.handed_on)


def day_of(known: Known, step: Step) -> date | None:
    """The day on which the step is reached; None where it has nothing to say. Never before the task is at hand."""
    counted = None
    if step.subject == DUE and known.stage in OPEN:
        counted = known.due_on
    elif step.subject == UNACCEPTED and known.stage == Stage.WAITING:
        counted = known.at_hand
    elif step.subject == SENT_BACK and known.stage == Stage.SENT_BACK:
        counted = known.ended_on
    return None if counted is None else max(counted + timedelta(days=step.days), known.at_hand)


def falling(known: Known, ladder: Ladder, audience: str, after: date, until: date) -> Iterator[Step]:
    """The steps for the audience that are reached later than `after` and not later than `until`."""
    for step in ladder.steps:
        day = day_of(known, step) if audience in step.to else None
        if day is not None and after < day <= until:
            yield step


def standing(known: Known, ladder: Ladder, audience: str, today: date) -> str | None:
    """What the audience is reminded of today, until it is done; None: of nothing. The due day goes before the rest."""
    reached = {step.subject for step in falling(known, ladder, audience, date.min, today)}
    if DUE in reached:
        assert known.due_on is not None
        return OVERDUE if known.due_on < today else TODAY if known.due_on == today else SOON
    if UNACCEPTED in reached:
        return WAITING
    return BACK if SENT_BACK in reached else None
