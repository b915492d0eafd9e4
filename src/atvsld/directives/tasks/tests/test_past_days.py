"""A day of the nation that is over is told once, and what was told is what the rows say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from atvsld.base.fields.scalar import HERE
from atvsld.base.scope import STRANGER
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.counting import Ground
from atvsld.directives.tasks.monday import Monday, monday, tell_yesterday
from atvsld.directives.tasks.occurrences import ToldDay
from atvsld.testing import make_scope

from .make import COMMUNE, HOME, make_task

pytestmark = pytest.mark.django_db
WHY, FIRST = "lý do của kiểm thử", date(2026, 3, 2)


def at(day: date, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=HERE), tick=False)


def of(day: date) -> Monday:
    return replace(monday(Ground(STRANGER), day), ground=Ground(STRANGER))


def lived() -> list[date]:
    """A month in which something happens on several days; the last of them is today."""
    labour, commune = make_scope("labour", place=HOME), make_scope("commune", place=COMMUNE)
    with at(FIRST):
        done, open_ = (make_task(labour, today=None, title=title) for title in ("Xong", "Còn"))
        ended = make_task(labour, today=None, title="Rút", first_due=None)
    with at(FIRST + timedelta(days=3)):
        for task in (done, open_):
            services.accept(commune, task.pk)
    with at(FIRST + timedelta(days=9)):
        due_services.close(commune, done.pk, 1)
        services.withdraw(labour, ended.pk, WHY)
        due_services.ask_extension(commune, open_.pk, 1, date(2026, 4, 8), WHY)
    with at(FIRST + timedelta(days=12)):
        due_services.decide_extension(labour, open_.pk, 1, date(2026, 4, 8), "")
        due_services.reopen_due(labour, done.pk, 1, WHY)
    return [FIRST + timedelta(days=n) for n in (-1, 0, 3, 9, 12, 29, 30, 31, 38, 39)]


def test_told_again_it_is_what_the_rows_say():
    days = lived()
    with at(FIRST + timedelta(days=60)):
        fresh = [of(day) for day in days]
        assert ToldDay.objects.count() == len(days)
        assert [of(day) for day in days] == fresh
        ToldDay.objects.all().delete()
        assert [of(day) for day in days] == fresh
    assert {key for day in fresh for line in day.groups for key in line.counts} >= {
        "not_accepted", "in_time", "overdue", "done_in_time",
    }  # fmt: skip


def test_it_is_read_without_the_rows(django_assert_max_num_queries):
    lived()
    with at(FIRST + timedelta(days=60)):
        of(FIRST)
        with django_assert_max_num_queries(5) as captured:
            of(FIRST)
    assert not any("SUM(" in q["sql"] or "GROUP BY" in q["sql"] for q in captured.captured_queries)


def test_today_and_the_hour_after_midnight_are_not_kept():
    lived()
    day = FIRST + timedelta(days=40)
    with at(day, 23):
        of(day)
    with at(day + timedelta(days=1), 0):
        of(day)
        assert not ToldDay.objects.exists()
    with at(day + timedelta(days=1), 1):
        assert tell_yesterday() == 1 and ToldDay.objects.get().day == day


def test_what_is_entered_for_an_earlier_day_forgets_what_was_told_of_it():
    labour = make_scope("labour", place=HOME)
    task = make_task(labour)
    today = timezone.localdate()
    for day in (FIRST, FIRST + timedelta(days=5), today - timedelta(days=2)):
        of(day)
    services.withdraw(labour, task.pk, WHY, today=FIRST + timedelta(days=5))
    assert list(ToldDay.objects.values_list("day", flat=True)) == [FIRST]
    assert of(FIRST + timedelta(days=5)).groups == []
    services.reopen(labour, task.pk, WHY)
    assert ToldDay.objects.count() == 2, "what is recorded today changes no day before"
