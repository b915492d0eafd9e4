"""Two transactions that overlap, and a compaction between: the one that began first and commits last is not lost."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from atvsld.base.models import Change
from atvsld.figures.lake import compaction
from atvsld.figures.lake.compaction import compact
from atvsld.testing import make_accident, make_establishment, make_victim

from .lake_contents import contents, from_the_database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer: no two transactions overlap"),
]
SECONDS = 60


class Overlapping(threading.Thread):
    """Writes a victim and commits only when it is told to."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.has_written, self.may_commit = threading.Event(), threading.Event()
        self.victim_id = 0

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.victim_id = make_victim(make_accident(make_establishment())).pk
                self.has_written.set()
                self.may_commit.wait(SECONDS)
        finally:
            connection.close()

    def commit(self) -> None:
        self.may_commit.set()
        self.join(SECONDS)
        assert not self.is_alive()


@pytest.mark.parametrize("commits", ["while the lake is written", "after the lake was swapped"])
def test_the_first_to_begin_and_last_to_commit_is_not_lost(settings, tmp_path, monkeypatch, commits):
    settings.ATVSLD_VAR = tmp_path
    first = Overlapping()
    first.start()
    assert first.has_written.wait(SECONDS)
    second = make_victim(make_accident(make_establishment()))
    assert second.pk > first.victim_id
    if commits.startswith("while"):
        written = compaction._written

        def meanwhile(readings, target):
            first.commit()
            return written(readings, target)

        monkeypatch.setattr(compaction, "_written", meanwhile)
    assert compact().rows["victims"] == 1
    monkeypatch.undo()
    first.commit()
    assert Change.objects.filter(register="victims", object_id=first.victim_id).exists()
    assert {row[0] for row in contents()["victims"]} == {first.victim_id, second.pk}
    assert contents() == from_the_database()
    assert compact().rows["victims"] == 2
    assert not Change.objects.exists()
    assert contents() == from_the_database()
