"""What is held of the counts equals what is counted anew after every write, for everybody apart."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import transaction

from atvsld.accidents.models import Accident
from atvsld.accidents.services import move
from atvsld.base import writing
from atvsld.base.lists import register
from atvsld.base.scope import STRANGER
from atvsld.figures.lake.compaction import compact
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_scope, make_victim
from atvsld.web.worklist import holding
from atvsld.web.worklist.counting import asked_of
from atvsld.web.worklist.kind import Tally
from atvsld.web.worklist.kinds import KINDS

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 22)
HELD = [kind for kind in KINDS if kind.reads]


@pytest.fixture(autouse=True)
def nothing_is_held() -> None:
    holding._held.clear()


def told(scope: Any, today: date = TODAY) -> dict[str, tuple[Tally, Tally]]:
    """{kind: (as it is told, counted anew)} for what the person does and for what they watch."""
    asked = [
        (kind, acting, asked_of(scope, kind, today, is_acting=acting)) for kind in HELD for acting in (True, False)
    ]
    return {f"{kind.id} {acting}": (holding.tally_of(kind, one), kind.tally(one)) for kind, acting, one in asked if one}


def test_after_each_write_everybody_is_told_what_is_counted_anew(settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path
    random, office = Random(5), make_establishment()
    make_headcount(office)
    people = [make_scope("labour", place="Thái Nguyên"), make_scope("labour", place="Cà Mau"), make_scope("ministry")]

    def declare() -> None:
        make_victim(make_accident(office, occurred_on=date(2026, 3, random.randint(1, 28))))

    def declare_fully() -> None:
        make_victim(case := make_accident(office))
        Accident.objects.filter(pk=case.pk).update(state="declared")
        writing.note_changes(register("accidents"), [case.pk])

    def accept() -> None:
        if waiting := Accident.objects.filter(state="declared").first():
            move(EVERYTHING, waiting, "accept")

    acts = [declare, declare_fully, accept, make_establishment, compact]
    seen = set()
    for _ in range(25):
        random.choice(acts)()
        for person in people:
            for kind, (as_told, anew) in told(person).items():
                assert as_told == anew, kind
                seen.add((kind, anew.count))
    assert len({count for kind, count in seen if kind == "tiep-nhan True"}) > 2, "the history moved what is counted"


def test_what_has_not_changed_is_not_counted_again(django_assert_num_queries):
    make_victim(make_accident(make_establishment()))
    scope, kind = make_scope("labour", place="Thái Nguyên"), next(kind for kind in HELD if kind.id == "khai-du")
    asked = asked_of(scope, kind, TODAY, is_acting=True)
    assert asked and holding.tally_of(kind, asked).count == 1
    with django_assert_num_queries(2):
        assert holding.tally_of(kind, asked).count == 1
    tomorrow = asked_of(scope, kind, date(2026, 11, 23), is_acting=True)
    assert tomorrow and holding.tally_of(kind, tomorrow) == kind.tally(tomorrow), "another day is another count"


def test_what_an_undone_transaction_saw_is_not_held():
    office = make_establishment()
    scope, kind = make_scope("labour", place="Thái Nguyên"), next(kind for kind in HELD if kind.id == "khai-du")
    asked = asked_of(scope, kind, TODAY, is_acting=True)
    assert asked
    with transaction.atomic():
        make_accident(office)
        assert holding.tally_of(kind, asked).count == 1
        transaction.set_rollback(True)
    make_establishment()
    assert holding.tally_of(kind, asked).count == 0


def test_two_people_never_share_a_count():
    make_victim(make_accident(make_establishment()))
    for scope in (make_scope("ministry"), make_scope("labour", place="Cà Mau"), STRANGER):
        for kind, (as_told, anew) in told(scope).items():
            assert as_told == anew, kind


def test_no_more_is_held_than_said(monkeypatch):
    monkeypatch.setattr(holding, "MOST", 3)
    for day in range(1, 9):
        told(make_scope("labour", place="Cà Mau"), date(2026, 11, day))
    assert len(holding._held) == 3
