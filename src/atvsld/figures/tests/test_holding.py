"""What is held of changed rows between two figures equals what is read anew, and no undone transaction is in it."""

from __future__ import annotations

from random import Random

import pytest
from django.db import transaction

from atvsld.accidents.models import Victim
from atvsld.base.models import Change
from atvsld.figures.condensed import BY_OFFICE, BY_PLACE, KILLED_BY_DAY
from atvsld.figures.lake import reading, snapshot
from atvsld.figures.lake.compaction import compact
from atvsld.testing import make_establishment

from .lake_contents import contents, from_the_database, read_from_files
from .test_condensed import both, change

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(monkeypatch) -> list[int]:
    """How many rows of victims were asked of the database, each time."""
    counts: list[int] = []
    rows_of = reading.rows_of

    def counted(fact, keys):
        if fact.name == "victims":
            counts.append(len(keys))
        return rows_of(fact, keys)

    monkeypatch.setattr(reading, "rows_of", counted)
    return counts


def test_figures_of_what_is_held_are_those_of_the_database(settings, tmp_path, asked):
    settings.ATVSLD_VAR = tmp_path
    random, offices = Random(11), [make_establishment(), make_establishment()]
    for _ in range(16):
        change(random, offices, "new")
    for _ in range(2):
        compact()
        for _ in range(5):
            change(random, offices)
            assert read_from_files() and contents() == from_the_database()
            for of in (BY_OFFICE, BY_PLACE, KILLED_BY_DAY):
                kept, anew = both(of)
                assert kept == anew
        asked.clear()
        contents()
        assert asked == [], "nothing changed since: nothing is asked again"


def test_only_what_changed_since_is_asked(settings, tmp_path, asked):
    settings.ATVSLD_VAR = tmp_path
    random, offices = Random(12), [make_establishment()]
    for _ in range(12):
        change(random, offices, "new")
    compact()
    first, second, *_rest = Victim.objects.order_by("pk")
    for victim, count in ((first, 1), (second, 1), (first, 1)):
        Change.objects.create(register="victims", object_id=victim.pk)
        with snapshot("victims") as taken:
            marks = {taken.readings["victims"].mark}
        with snapshot("victims") as taken:
            assert {taken.readings["victims"].mark} == marks != {""}
        assert asked == [count]
        asked.clear()


def test_an_undone_transaction_leaves_nothing_behind(settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path
    random, offices = Random(13), [make_establishment()]
    for _ in range(12):
        change(random, offices, "new")
    compact()
    victim = Victim.objects.order_by("pk").first()
    before = contents()

    def undone(name: str) -> None:
        with transaction.atomic():
            Victim.objects.filter(pk=victim.pk).update(occupation_code=name)
            Change.objects.create(register="victims", object_id=victim.pk)
            assert contents() == from_the_database() != before
            transaction.set_rollback(True)

    undone("111")
    assert contents() == before
    Victim.objects.filter(pk=victim.pk).update(occupation_code="222")
    Change.objects.create(register="victims", object_id=victim.pk)
    assert contents() == from_the_database() != before
