"""The mail of each day: who is to get one, that it was begun, how it ended. Never two a person and day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q

from .models import Digest, MailChoice

MOST_TRIES = 5
# Mail that was not sent for longer than this is not made up for.
LONGEST_GAP = timedelta(days=7)
KEPT = timedelta(days=400)
SENDING, SENT, FAILED, REFUSED = Digest.State.SENDING, Digest.State.SENT, Digest.State.FAILED, Digest.State.REFUSED


def waiting(day: date) -> list[int]:
    """The persons (keys) whose digest of the day is still to be looked at."""
    done = Digest.objects.filter(user=OuterRef("user"), day=day).exclude(state=FAILED, tries__lt=MOST_TRIES)
    rows = MailChoice.objects.filter(is_on=True, confirmed_at__isnull=False, user__is_active=True)
    open_rows = rows.filter(Q(covered_until=None) | Q(covered_until__lt=day)).exclude(Exists(done))
    return list(open_rows.order_by("user_id").values_list("user_id", flat=True))


def begins_after(choice: MailChoice, day: date) -> date:
    """Until which day everything has been mailed."""
    return max(choice.covered_until or day - timedelta(days=1), day - LONGEST_GAP)


def claim(user_id: int, day: date, count: int) -> bool:
    """That this digest is about to leave, told before it does; False where it left, or may have left, before."""
    try:
        with transaction.atomic():
            Digest.objects.create(user_id=user_id, day=day, count=count)
    except IntegrityError:
        again = Digest.objects.filter(user=user_id, day=day, state=FAILED, tries__lt=MOST_TRIES)
        return bool(again.update(state=SENDING, count=count, tries=F("tries") + 1))
    return True


def ended(user_id: int, day: date, state: str) -> None:
    """How it went. What was sent is not told again tomorrow."""
    with transaction.atomic():
        Digest.objects.filter(user=user_id, day=day, state=SENDING).update(state=state)
        if state == SENT:
            covered(user_id, day)


def covered(user_id: int, day: date) -> None:
    MailChoice.objects.filter(user=user_id).update(covered_until=day)
