"""The status of a task on a day, on plain values: the words of leaders against a computation by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.directives.tasks import recurrence
from atvsld.directives.tasks.history import HANDED, Happened, facts_on, status_on
from atvsld.directives.tasks.recurrence import LABELS, MONTHS, Planned, months_after, planned
from atvsld.directives.tasks.status import (
    DONE_IN_TIME,
    DONE_LATE,
    IN_TIME,
    NO_DUE,
    NOT_ACCEPTED,
    NOT_OPEN,
    OVERDUE,
    SENT_BACK,
    Facts,
    Stage,
    status,
)  # fmt: skip

DUE, OPENS = date(2026, 3, 31), date(2026, 3, 2)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("facts", "day", "said"),
    [
        (Facts(OPENS, DUE), date(2026, 3, 1), NOT_OPEN),
        (Facts(OPENS, DUE), date(2026, 3, 31), NOT_ACCEPTED),
        (Facts(OPENS, DUE), date(2026, 4, 1), OVERDUE),
        (Facts(OPENS, DUE, accepted_on=OPENS), date(2026, 3, 31), IN_TIME),
        (Facts(OPENS, DUE, accepted_on=OPENS), date(2026, 4, 1), OVERDUE),
        (Facts(OPENS, DUE, OPENS, done_on=DUE), date(2026, 9, 1), DONE_IN_TIME),
        (Facts(OPENS, DUE, OPENS, done_on=date(2026, 4, 1)), date(2026, 9, 1), DONE_LATE),
        (Facts(OPENS, None), date(2030, 1, 1), NOT_ACCEPTED),
        (Facts(OPENS, None, OPENS), date(2030, 1, 1), NO_DUE),
        (Facts(OPENS, None, OPENS, done_on=date(2030, 1, 1)), date(2030, 1, 1), DONE_IN_TIME),
        (Facts(OPENS, DUE, end=Stage.SENT_BACK), date(2026, 9, 1), SENT_BACK),
    ],
)
def test_as_leaders_say_it(facts, day, said):
    assert status(facts, day) == said


@given(days, st.none() | days, days)
def test_nobody_escapes_by_not_accepting(opens, due, day):
    """Accepted or not, past its day it is overdue; and not a day before."""
    for accepted in (None, opens):
        said = status(Facts(opens, due, accepted), day)
        assert (said == OVERDUE) == (due is not None and day > due)


@given(st.sampled_from(sorted(MONTHS)), days, st.integers(0, 2500), days)
def test_due_days_follow_one_another(how, first, length, handed):
    last = first + timedelta(days=length)
    found = planned(how, first, last, handed)
    dues = [one.due_on for one in found]
    assert dues == [months_after(first, MONTHS[how] * n) for n in range(len(dues))]
    assert dues[-1] <= last < months_after(first, MONTHS[how] * len(dues)) or len(dues) > recurrence.MOST
    for before, one in pairwise(found):
        assert one.opens_on == min(before.due_on + timedelta(days=1), one.due_on)


def test_a_day_at_the_end_of_a_month_comes_back():
    found = planned("monthly", date(2026, 1, 31), date(2026, 4, 30), date(2026, 1, 1))
    assert [one.due_on.isoformat() for one in found] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_before_10_12_of_every_year():
    found = planned("yearly", date(2026, 12, 10), date(2030, 12, 31), DUE)
    assert [one.due_on.year for one in found] == [2026, 2027, 2028, 2029, 2030]
    assert found[0].opens_on == DUE and found[1].opens_on == date(2026, 12, 11)


@pytest.mark.parametrize("how", ["continuous", "periodic"])
def test_what_the_document_gives_no_day_gets_none(how):
    found = planned(how, None, date(2028, 12, 31), DUE)
    assert [(one.opens_on, one.due_on) for one in found] == [
        (DUE, None), (date(2027, 1, 1), None), (date(2028, 1, 1), None),
    ]  # fmt: skip


def test_every_recurrence_of_documents_is_known():
    from atvsld.directives.reading.result import RECURRENCES

    assert {*RECURRENCES} <= {*LABELS}


def test_nothing_is_known_before_it_was_handed_out():
    events = [Happened(HANDED, DUE)]
    assert facts_on(Planned(DUE, None), 1, events, DUE - timedelta(days=1)) is None
    assert status_on(Planned(DUE, None), 1, events, DUE) == NOT_ACCEPTED
