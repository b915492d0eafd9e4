"""The times that a duty to report is due, as far as its text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ...tasks.recurrence import MONTHS, months_after
from .declared import Duty, Occasion

_DAY, _OF_EVERY_YEAR = re.compile(r"(\d{4})-(\d{2})-(\d{2})"), re.compile(r"--(\d{2})-(\d{2})")
# A report that is due so early in a year tells of the year before; nothing in a text says so, a person may change it.
EARLY_MONTHS = 3
# Months of a period that comes again; the others have no period of their own.
_PERIODS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


def occasions(duty: Duty, today: date) -> list[Occasion]:
    """Those of the last twelve months and the next one to come, from the day on that the duty is followed."""
    since = max(duty.since, months_after(today, -12))
    if whole := _DAY.fullmatch(duty.deadline):
        found = list(_from(date(*map(int, whole.groups())), duty, today))
    elif yearly := _OF_EVERY_YEAR.fullmatch(duty.deadline):
        if MONTHS.get(duty.recurrence, 12) != 12:
            # One day of a year is named where there are others, or of every second year no one knows which.
            return [_without_day(duty, today)]
        month, day = map(int, yearly.groups())
        found = [_due(_day_of(year, month, day), 12) for year in range(since.year, max(today, since).year + 2)]
    else:
        return [_without_day(duty, today)]
    past = [one for one in found if one.due_on and since <= one.due_on < today]
    coming = [one for one in found if one.due_on and one.due_on >= max(today, duty.since)]
    return [*past, *coming[:1]]


def _from(first: date, duty: Duty, today: date) -> Iterator[Occasion]:
    """The day named, and where it comes again the same day of later periods."""
    step = MONTHS.get(duty.recurrence, 0)
    yield _due(first, step)
    count = 1
    while step and months_after(first, step * (count - 1)) <= today:
        yield _due(months_after(first, step * count), step)
        count += 1


def _due(day: date, step: int) -> Occasion:
    """Due that day, of the period in which it lies; early in a period, of the one before."""
    first, last = period_about(day, step)
    return Occasion(day.isoformat(), first, last, day)


def period_about(day: date, step: int) -> tuple[date, date]:
    """The calendar period of so many months of which a report due that day tells, the year where it has no period."""
    months = step if step in _PERIODS.values() else 12
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    is_early = day.month <= EARLY_MONTHS if months == 12 else day < months_after(first, 1) and months > 1
    if is_early or (months == 1 and day.day <= 15):
        first = months_after(first, -months)
    return first, months_after(first, months) - timedelta(days=1)


def _without_day(duty: Duty, today: date) -> Occasion:
    """The period of today; nobody is late with what has no day."""
    months = _PERIODS.get(duty.recurrence, 12)
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    last = months_after(first, months) - timedelta(days=1)
    return Occasion(f"{first:%Y-%m}/{months}", first, last, None)


def _day_of(year: int, month: int, day: int) -> date:
    """29 February of every year is the 28th of most."""
    try:
        return date(year, month, day)
    except ValueError:
        return months_after(date(year, month, 1), 1) - timedelta(days=1)
