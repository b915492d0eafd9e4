"""Which reminder a task has on each day, against a clerk who turns over a calendar leaf by leaf."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.directives.reminders.ladder import (
    ABOVE,
    AUDIENCES,
    BESIDE,
    DECLARED,
    DUE,
    GIVER,
    LEAD,
    SENT_BACK,
    TOP,
    UNACCEPTED,
    UNIT,
    Ladder,
    Step,
    ladder_of,
)  # fmt: skip
from atvsld.directives.reminders.standing import (
    BACK,
    OVERDUE,
    SOON,
    TODAY,
    WAITING,
    Known,
    falling,
    standing,
)  # fmt: skip
from atvsld.directives.tasks.status import Stage

FIRST, ONE = date(2026, 1, 1), timedelta(days=1)
days = st.integers(0, 90).map(lambda n: FIRST + n * ONE)
ladders = st.lists(
    st.builds(
        lambda subject, n, to: Step(subject, n if subject == DUE else abs(n), tuple(sorted(to))),
        st.sampled_from([DUE, UNACCEPTED, SENT_BACK]), st.integers(-20, 40),
        st.sets(st.sampled_from(list(AUDIENCES)), min_size=1),
    ),
    max_size=8,
).map(lambda steps: Ladder(tuple(sorted(steps))))  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> Known:
    opens = draw(days)
    due = draw(st.none() | st.integers(0, 60).map(lambda n: opens + n * ONE))
    handed = draw(days)
    stage = draw(st.sampled_from(list(Stage)))
    ended = handed + draw(st.integers(0, 40)) * ONE if stage in (Stage.SENT_BACK, Stage.WITHDRAWN) else None
    return Known(opens, due, stage, handed, ended)


def leaf_by_leaf(known: Known, ladder: Ladder, audience: str, today: date) -> tuple[str | None, list[date]]:
    """What the clerk would say, and the days on which something was new."""
    told: set[str] = set()
    news = []
    day = FIRST - 100 * ONE
    while day <= today:
        # What is not at hand yet lies in the drawer; what has been due for long falls out on the day it is put there.
        if day >= known.opens_on and day >= known.handed_on:
            for step in ladder.steps:
                if audience not in step.to:
                    continue
                since = {
                    DUE: known.due_on if known.stage in (Stage.WAITING, Stage.ACCEPTED) else None,
                    UNACCEPTED: max(known.opens_on, known.handed_on) if known.stage == Stage.WAITING else None,
                    SENT_BACK: known.ended_on if known.stage == Stage.SENT_BACK else None,
                }[step.subject]
                is_first = day == max(known.opens_on, known.handed_on)
                if since is not None:
                    passed = (day - since).days
                    if passed == step.days or (is_first and passed > step.days):
                        told.add(step.subject)
                        news.append(day)
        day += ONE
    if DUE in told:
        assert known.due_on is not None
        left = (known.due_on - today).days
        return (OVERDUE if left < 0 else TODAY if left == 0 else SOON), news
    return (WAITING if UNACCEPTED in told else BACK if SENT_BACK in told else None), news


@given(histories(), ladders | st.just(DECLARED), st.sampled_from(list(AUDIENCES)), st.integers(0, 14))
def test_every_day_as_the_clerk_says(known, ladder, audience, window):
    for n in range(0, 160, 7):
        today = FIRST + n * ONE
        said, news = leaf_by_leaf(known, ladder, audience, today)
        assert standing(known, ladder, audience, today) == said
        after = today - window * ONE
        assert len(list(falling(known, ladder, audience, after, today))) == sum(after < day for day in news)


@pytest.mark.parametrize(
    ("day", "whom"),
    [
        (-15, set()), (-14, {LEAD}), (-8, {LEAD}), (-7, {LEAD, BESIDE}), (0, {LEAD, BESIDE}),
        (1, {LEAD, BESIDE, GIVER}), (2, {LEAD, BESIDE, GIVER}), (3, {LEAD, BESIDE, GIVER, UNIT}),
        (10, {LEAD, BESIDE, GIVER, UNIT, ABOVE}), (29, {LEAD, BESIDE, GIVER, UNIT, ABOVE}), (30, {*AUDIENCES}),
    ],
)  # fmt: skip
def test_the_declared_ladder_climbs(day, whom):
    due = date(2026, 3, 31)
    known = Known(due - 60 * ONE, due, Stage.ACCEPTED, due - 60 * ONE)
    assert {one for one in AUDIENCES if standing(known, DECLARED, one, due + day * ONE)} == whom
    assert standing(known, DECLARED, TOP, due + 29 * ONE) is None


@given(histories(), st.sampled_from(list(AUDIENCES)), st.integers(0, 120))
def test_what_is_done_or_withdrawn_is_never_called_to_mind(known, audience, n):
    if known.stage in (Stage.DONE_IN_TIME, Stage.DONE_LATE, Stage.WITHDRAWN):
        assert standing(known, DECLARED, audience, FIRST + n * ONE) is None


@given(ladders)
def test_a_ladder_is_kept_as_it_was_set(ladder):
    assert ladder_of(ladder.plain()) == ladder
