"""What `standing` says of one occurrence, as a condition on the columns of millions."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from ..tasks.status import Stage
from .ladder import DUE, SENT_BACK, UNACCEPTED, Ladder
from .standing import BACK, OPEN, OVERDUE, SOON, TODAY, WAITING


def standing_clause(
    ladder: Ladder, audience: str, bucket: str, today: date, handed_on: str = "handed_on"
) -> Q | None:  # fmt: skip
    """Rows that stand in the bucket for the audience; None: no step leads there.

    `handed_on` is the column of the day of handing out: sums have it at their charge.
    """
    if bucket in (OVERDUE, TODAY, SOON):
        first = ladder.first(DUE, audience)
        # Who is told from the day after the due day on has nothing that is due today, or later: not even asked for.
        never = {TODAY: 1, SOON: 0}.get(bucket)
        return None if first is None or (never is not None and first >= never) else _due(first, bucket, today)
    if bucket == WAITING:
        return _waiting(ladder, audience, today, handed_on)
    days = ladder.first(SENT_BACK, audience)
    if days is None:
        return None
    # Said of the task as well: few are sent back, and an index knows which.
    return Q(stage=Stage.SENT_BACK, task__end="sent_back", ended_on__lte=_before(today, days), opens_on__lte=today)


def _due(first: int, bucket: str, today: date) -> Q:
    reached = Q(stage__in=OPEN, opens_on__lte=today, due_now__lte=_before(today, first))
    if bucket == OVERDUE:
        return reached & Q(due_now__lt=today)
    return reached & (Q(due_now=today) if bucket == TODAY else Q(due_now__gt=today))


def _waiting(ladder: Ladder, audience: str, today: date, handed_on: str) -> Q | None:
    days = ladder.first(UNACCEPTED, audience)
    if days is None:
        return None
    since = _before(today, max(days, 0))
    found = Q(stage=Stage.WAITING, opens_on__lte=since, **{f"{handed_on}__lte": since})
    first = ladder.first(DUE, audience)
    if first is not None:
        found &= Q(due_now=None) | Q(due_now__gt=_before(today, first))
    return found


def falling_clause(
    ladder: Ladder, audience: str, bucket: str, after: date, today: date, handed_on: str = "handed_on"
) -> Q:
    """Of the rows of a bucket those of which a step is reached later than `after`, as `standing.falling` says."""
    window = [today - timedelta(days=n) for n in range((today - after).days)]
    subject = {WAITING: UNACCEPTED, BACK: SENT_BACK}.get(bucket, DUE)
    days = {step.days for step in ladder.of(subject, audience)}
    came = Q(opens_on__in=window) | Q(**{f"{handed_on}__in": window})
    counted = sorted({_before(day, n) for day in window for n in days})
    if bucket == WAITING:
        # The later of two days: either one of them is the day, and the other not behind it.
        fell = Q(pk__in=())
        for day in counted:
            fell |= Q(opens_on=day, **{f"{handed_on}__lte": day}) | Q(opens_on__lte=day, **{handed_on: day})
        return fell
    return Q(**{f"{'ended_on' if bucket == BACK else 'due_now'}__in": counted}) | came


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)
