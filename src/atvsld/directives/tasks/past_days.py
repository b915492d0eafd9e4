"""Days of the nation that are over, told once: millions of rows are read for each, and no verb changes the past.

Every verb records today. What is entered for an earlier day after all (the demonstration) forgets what was told of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from .counting import Counts
from .occurrences import ToldDay

# A transaction begun before midnight may end after it.
SETTLED = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """What the Monday page says of a ground on a day: counts by charge and by group, the keys of those overdue longest,
    events of the week by kind, and how many fell due in it."""

    charges: Counts
    groups: Counts
    longest: list[int]
    changed: Counter[str]
    fallen_due: int


def told_of(day: date, tell: Callable[[], Told]) -> Told:
    """What was told of a past day of the nation, else what `tell` finds, kept once the day is settled."""
    known = ToldDay.objects.filter(day=day).first()
    if known is not None:
        return _read(known.content)
    found = tell()
    if timezone.localtime() - SETTLED >= timezone.make_aware(_midnight_after(day)):
        ToldDay.objects.get_or_create(day=day, defaults={"content": _written(found)})
    return found


def forget_from(day: date) -> None:
    """Something is entered for that day; nothing is to be done where that is today, as always."""
    if day < timezone.localdate():
        ToldDay.objects.filter(day__gte=day).delete()


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time())


def _written(told: Told) -> str:
    said = {
        "charges": list(told.charges.items()), "groups": list(told.groups.items()), "longest": told.longest,
        "changed": told.changed, "fallen_due": told.fallen_due,
    }  # fmt: skip
    return json.dumps(said, separators=(",", ":"))


def _read(content: str) -> Told:
    said = json.loads(content)
    charges, groups = ({key: Counter(n) for key, n in said[name]} for name in ("charges", "groups"))
    return Told(charges, groups, said["longest"], Counter(said["changed"]), said["fallen_due"])
