"""The days on which a charge is due: once, or again and again until a last day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

NONE, CONTINUOUS, PERIODIC = "none", "continuous", "periodic"
# Months from one due day to the next.
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "every_2_years": 24}
LABELS = {
    NONE: _("một lần"),
    "monthly": _("hằng tháng"),
    "quarterly": _("hằng quý"),
    "half_yearly": _("6 tháng một lần"),
    "yearly": _("hằng năm"),
    "every_2_years": _("2 năm một lần"),
    CONTINUOUS: _("thường xuyên"),
    PERIODIC: _("định kỳ, văn bản không nêu ngày"),
}
# Monthly for twenty years; more is a mistake in a year.
MOST = 240


@dataclass(frozen=True)
class Planned:
    """One time that the charge is due: from which day on it is at hand, and its day (None: the document names none)."""

    opens_on: date
    due_on: date | None


def planned(recurrence: str, first_due: date | None, last_day: date | None, handed_on: date) -> list[Planned]:
    """Each time, in order. The first is at hand from the day of handing out, each later one from the day after the
    one before was due. What is done all the time, or now and then, has one time a year and no due day: none is made up.
    """
    if recurrence in MONTHS:
        assert first_due is not None and last_day is not None
        days = _due_days(first_due, last_day, MONTHS[recurrence])
        opens = [handed_on, *(day + timedelta(days=1) for day in days)]
        return [Planned(min(opened, due), due) for opened, due in zip(opens, days, strict=False)]
    if recurrence == NONE:
        return [Planned(handed_on if first_due is None else min(handed_on, first_due), first_due)]
    last = last_day.year if last_day else handed_on.year
    years = range(handed_on.year, max(last, handed_on.year) + 1)
    return [Planned(max(handed_on, date(year, 1, 1)), None) for year in years]


def _due_days(first: date, last: date, step: int) -> list[date]:
    """Counted from the first, so that the 31st comes back after a shorter month."""
    days, count = [first], 1
    while (day := months_after(first, step * count)) <= last and count <= MOST:
        days.append(day)
        count += 1
    return days


def months_after(day: date, months: int) -> date:
    """The same day of the month, or the last of a month that is too short."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
