"""A periodic job, as a package declares it and the list of the house names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

SHORTEST_RETRY = timedelta(seconds=5)
FIRST_RETRY_AT_NIGHT = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=1)


@dataclass(frozen=True)
class Job:
    """Something done again and again: `every` so long after it was last done, or once a day `at` that local hour.

    `run` takes nothing and may give how many things it did; what it raises is logged, and it is tried again with
    growing pauses. It must be safe to run twice, and short transactions are its own affair. A job of minutes says
    `is_long`, so that the sealing of the audit need not wait for it. Missed at night, it is done when a worker is back.
    """

    name: str
    label: Any
    run: Callable[[], int | None]
    every: timedelta | None = None
    at: time | None = None
    is_long: bool = False

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError(f"{self.name}: either every or at")

    def first_at(self, now: datetime) -> datetime:
        return now if self.at is None else self.next_at(now)

    def next_at(self, now: datetime) -> datetime:
        """When it is due after having been done now."""
        if self.every is not None:
            return now + self.every
        assert self.at is not None
        today = timezone.localtime(now).replace(
            hour=self.at.hour, minute=self.at.minute, second=self.at.second, microsecond=0
        )
        return today if today > now else today + timedelta(days=1)

    def retry_at(self, now: datetime, failures: int) -> datetime:
        """When it is tried again after having failed so many times in a row (1, 2, …)."""
        first = max(self.every or FIRST_RETRY_AT_NIGHT, SHORTEST_RETRY)
        return now + max(min(first * 2 ** min(failures, 20), LONGEST_RETRY), self.every or SHORTEST_RETRY)
