"""Counting tries in the database, so that all processes of the server see one count, also after a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ...base.crypto import keyed_digest
from .models import Attempt

KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Limit:
    """At most `number` tries in a window of time that opens with the first of them."""

    name: str
    number: int
    window: timedelta

    def digest(self, who: tuple[str, ...]) -> str:
        return keyed_digest(settings.SECRET_KEY, "attempt", self.name, *who)


Bucket = tuple[Limit, tuple[str, ...]]


def take(*buckets: Bucket) -> bool:
    """Count one try in every bucket, or in none when one of them is full: then False.

    Counted before the try is judged, so that a hundred tries at the same moment are a hundred.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = []
        for limit, who in sorted(buckets, key=lambda bucket: bucket[0].digest(bucket[1])):
            row, is_new = Attempt.objects.select_for_update().get_or_create(
                digest=limit.digest(who), defaults={"started_at": now}
            )
            if is_new:
                Attempt.objects.filter(started_at__lt=now - KEPT).delete()
            elif row.started_at <= now - limit.window:
                row.started_at, row.number = now, 0
            if row.number >= limit.number:
                return False
            rows.append(row)
        for row in rows:
            row.number += 1
            row.save(update_fields=["started_at", "number"])
    return True


def give_back(*buckets: Bucket) -> None:
    """A try that was right is not counted."""
    with transaction.atomic():
        for limit, who in buckets:
            row = Attempt.objects.select_for_update().filter(digest=limit.digest(who)).first()
            if row and row.number:
                row.number -= 1
                row.save(update_fields=["number"])


def is_full(*buckets: Bucket) -> bool:
    """Whether one of the buckets takes no more tries now."""
    now = timezone.now()
    for limit, who in buckets:
        row = Attempt.objects.filter(digest=limit.digest(who), started_at__gt=now - limit.window).first()
        if row and row.number >= limit.number:
            return True
    return False
