"""How a task stands on a day, as leaders say it: worked out from its days and never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

NOT_OPEN, NOT_ACCEPTED, IN_TIME, NO_DUE, OVERDUE, DONE_IN_TIME, DONE_LATE, SENT_BACK, WITHDRAWN = (
    "not_open", "not_accepted", "in_time", "no_due", "overdue", "done_in_time", "done_late", "sent_back", "withdrawn",
)  # fmt: skip

LABELS = {
    NOT_ACCEPTED: _("Chưa nhận"),
    IN_TIME: _("Trong hạn"),
    NO_DUE: _("Đang làm, không có hạn"),
    OVERDUE: _("Quá hạn"),
    DONE_IN_TIME: _("Xong đúng hạn"),
    DONE_LATE: _("Xong quá hạn"),
    SENT_BACK: _("Trả lại, chờ bên giao"),
    NOT_OPEN: _("Chưa đến kỳ"),
    WITHDRAWN: _("Đã rút"),
}
# Those in which there is something to do for the agency.
OPEN = (NOT_ACCEPTED, IN_TIME, NO_DUE, OVERDUE)
DONE = (DONE_IN_TIME, DONE_LATE)


class Stage(IntegerChoices):
    """What has been done about one time that a task is due; together with a day it gives the status."""

    WAITING = 1, _("chờ nhận")
    ACCEPTED = 2, _("đã nhận")
    DONE_IN_TIME = 3, _("xong đúng hạn")
    DONE_LATE = 4, _("xong quá hạn")
    SENT_BACK = 5, _("trả lại")
    WITHDRAWN = 6, _("đã rút")


ENDS = {
    Stage.DONE_IN_TIME: DONE_IN_TIME, Stage.DONE_LATE: DONE_LATE, Stage.SENT_BACK: SENT_BACK,
    Stage.WITHDRAWN: WITHDRAWN,
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What was known of one occurrence on a day: when it opens, the day before whose end it is due (None: no day was
    given), since when it is accepted, when it was done, and whether it was sent back or withdrawn."""

    opens_on: date
    due_on: date | None
    accepted_on: date | None = None
    done_on: date | None = None
    end: Stage | None = None

    @property
    def stage(self) -> Stage:
        if self.done_on is not None:
            late = self.due_on is not None and self.done_on > self.due_on
            return Stage.DONE_LATE if late else Stage.DONE_IN_TIME
        if self.end is not None:
            return self.end
        return Stage.ACCEPTED if self.accepted_on is not None else Stage.WAITING


def status(facts: Facts, day: date) -> str:
    """The status on the day. Past due and not done is overdue whether accepted or not."""
    return status_of(facts.stage, facts.opens_on, facts.due_on, day)


def status_of(stage: int, opens_on: date, due_on: date | None, day: date) -> str:
    """As `status`, from the columns that a row keeps."""
    if end := ENDS.get(Stage(stage)):
        return end
    if due_on is not None and day > due_on:
        return OVERDUE
    if day < opens_on:
        return NOT_OPEN
    if stage == Stage.WAITING:
        return NOT_ACCEPTED
    return NO_DUE if due_on is None else IN_TIME
