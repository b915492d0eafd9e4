"""Occurrences of one status on a day, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from .counting import with_past_status, with_status
from .occurrences import Occurrence
from .past import tangled_then
from .status import (
    DONE_IN_TIME,
    DONE_LATE,
    NO_DUE,
    NOT_ACCEPTED,
    NOT_OPEN,
    OVERDUE,
    SENT_BACK,
    WITHDRAWN,
    Stage,
)  # fmt: skip

OPEN = Q(stage__in=(Stage.WAITING, Stage.ACCEPTED))


def narrowed(rows: QuerySet[Occurrence], status: str, day: date, today: date) -> QuerySet[Any]:
    """Rows of that status at the end of the day ("": of any but withdrawn), each with its `status` where it is today's.

    Conditions on columns and not on the worked out status: an index follows those.
    """
    if day < today:
        return _then(rows, status, day)
    found = with_status(rows, day)
    if status in _ENDS:
        return found.filter(stage=_ENDS[status]).order_by("-pk")
    if not status:
        return found.exclude(stage=Stage.WITHDRAWN).order_by("-pk")
    at_hand = Q(opens_on__lte=day)
    if status == OVERDUE:
        return found.filter(OPEN, due_now__lt=day).order_by("due_now", "pk")
    if status == NOT_OPEN:
        # What opens later is due later still.
        return found.filter(OPEN, opens_on__gt=day).order_by("opens_on", "pk")
    if status == NOT_ACCEPTED:
        in_time = Q(due_now=None) | Q(due_now__gte=day)
        return found.filter(OPEN, at_hand, in_time, stage=Stage.WAITING).order_by("-opens_on", "-pk")
    due = Q(due_now=None) if status == NO_DUE else Q(due_now__gte=day)
    return found.filter(OPEN, at_hand, due, stage=Stage.ACCEPTED).order_by("due_now", "pk")


_ENDS = {
    DONE_IN_TIME: Stage.DONE_IN_TIME, DONE_LATE: Stage.DONE_LATE, SENT_BACK: Stage.SENT_BACK,
    WITHDRAWN: Stage.WITHDRAWN,
}  # fmt: skip


def _then(rows: QuerySet[Occurrence], status: str, day: date) -> QuerySet[Any]:
    plain = with_past_status(rows, day)
    wanted = plain.filter(status=status) if status else plain.exclude(status=WITHDRAWN)
    tangled = [
        then.row.pk
        for then in tangled_then(rows, day)
        if (then.status == status if status else then.status != WITHDRAWN)
    ]
    return rows.filter(Q(pk__in=wanted.values("pk")) | Q(pk__in=tangled)).order_by("due_on", "pk")


def told_then(rows: Sequence[Occurrence], day: date) -> dict[int, tuple[str, date | None]]:
    """The status and due day of each of these rows at the end of a past day."""
    among = Occurrence.objects.filter(pk__in=[row.pk for row in rows])
    plain = with_past_status(among, day).values_list("pk", "status", "due_on")
    found = {pk: (said, due) for pk, said, due in plain}
    return found | {then.row.pk: (then.status, then.due_on) for then in tangled_then(among, day)}
