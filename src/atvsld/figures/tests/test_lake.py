"""Figures are fresh to the last commit, whatever the lake holds, and never mix two states."""

from __future__ import annotations

import shutil
import threading
from random import Random

import pytest
from django.db import connection

from atvsld.accidents.services import void_accident, void_victim
from atvsld.base.errors import Refused
from atvsld.base.lists import register
from atvsld.base.models import Change
from atvsld.figures.lake import compaction, files
from atvsld.figures.lake.compaction import compact, rebuild
from atvsld.figures.lake.moment import one_moment
from atvsld.figures.models import LakeManifest
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_victim

from .lake_contents import contents, from_the_database, read_from_files
from .make import build_world


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path


@pytest.mark.django_db
def test_the_lake_with_its_changes_is_always_what_the_database_holds():
    random = Random(7)
    build_world(random, accidents=40)
    assert contents() == from_the_database()
    compact()
    assert Change.objects.count() == 0
    assert read_from_files()
    assert contents() == from_the_database()
    establishment = make_establishment(type_code="1")
    make_headcount(establishment, workers=7)
    accident = make_accident(establishment)
    victim, other = make_victim(accident), make_victim(accident)
    assert read_from_files()
    assert contents() == from_the_database()
    compact()
    register("establishments").services.update(EVERYTHING, establishment, {"type_code": "2.2"}, via="test")
    void_victim(EVERYTHING, victim, "khai hai lần", via="test")
    now = contents()
    assert now == from_the_database()
    assert (other.pk in {row[0] for row in now["victims"]}, victim.pk in {row[0] for row in now["victims"]}) == (
        True,
        False,
    )
    void_accident(EVERYTHING, accident, "khai nhầm", via="test")
    assert contents() == from_the_database()
    compact()
    assert contents() == from_the_database()
    kept = LakeManifest.objects.get().facts
    assert rebuild().differences == ()
    assert {n: e["rows"] for n, e in LakeManifest.objects.get().facts.items()} == {
        n: e["rows"] for n, e in kept.items()
    }
    assert contents() == from_the_database()


@pytest.mark.django_db
def test_files_lost_or_of_other_columns_are_no_lake():
    make_victim(make_accident(make_establishment()))
    compact()
    shutil.rmtree(files.folder())
    assert contents() == from_the_database()
    compact()
    manifest = LakeManifest.objects.get()
    manifest.facts["victims"]["columns"] = ["of another release"]
    manifest.save()
    assert not read_from_files()
    assert contents() == from_the_database()


@pytest.mark.django_db
def test_a_compaction_that_fails_or_is_overtaken_changes_nothing(monkeypatch):
    make_victim(make_accident(make_establishment()))
    compact()
    make_victim(make_accident(make_establishment()))
    waiting = Change.objects.count()
    written = compaction._written

    def overtaken(readings, target):
        LakeManifest.objects.update(version=99)
        return written(readings, target)

    monkeypatch.setattr(compaction, "_written", overtaken)
    with pytest.raises(Refused) as refused:
        compact()
    assert refused.value.codes == ["lake.busy"]
    assert Change.objects.count() == waiting
    assert len([p for p in files.folder().iterdir() if p.is_dir()]) == 1
    assert contents() == from_the_database()


@pytest.mark.django_db
def test_two_compactions_at_once_are_one(monkeypatch):
    seen = []

    def second(readings, target):
        with pytest.raises(Refused):
            compact()
        seen.append(target)
        raise RuntimeError("the first one fails too")

    monkeypatch.setattr(compaction, "_written", second)
    with pytest.raises(RuntimeError):
        compact()
    assert seen
    assert not seen[0].exists()


@pytest.mark.django_db
def test_folders_that_a_figure_may_still_read_stay_an_hour():
    make_victim(make_accident(make_establishment()))
    compact()
    compact()
    assert len([p for p in files.folder().iterdir() if p.is_dir()]) == 2
    assert files.clear_away(LakeManifest.objects.get().facts, kept_seconds=-1) == 1
    assert contents() == from_the_database()


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_is_one_moment_and_holds_up_no_writer():
    """While one figure reads, another connection commits: the reader sees all of its moment and nothing after it."""
    make_victim(make_accident(make_establishment()))
    compact()

    def write():
        make_victim(make_accident(make_establishment()))
        compact()
        connection.close()

    with one_moment():
        before = (LakeManifest.objects.get().version, Change.objects.count())
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(timeout=60)
        assert not writer.is_alive()
        assert (LakeManifest.objects.get().version, Change.objects.count()) == before
    assert LakeManifest.objects.get().version == before[0] + 1
    assert contents() == from_the_database()
