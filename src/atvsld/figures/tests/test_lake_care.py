"""The lake is never trusted blindly: damaged files are no lake, a rebuild is compared, and upkeep comes when due."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from atvsld.accidents.models import Victim
from atvsld.accidents.services import void_victim
from atvsld.base.fields.scalar import HERE
from atvsld.base.lists import facts, register
from atvsld.base.models import Change
from atvsld.figures.lake import care, compaction, files
from atvsld.figures.lake.compaction import compact, rebuild
from atvsld.figures.lake.comparison import compare
from atvsld.figures.models import LakeManifest
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_victim

from .lake_contents import contents, from_the_database, read_from_files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path


def at(year: int) -> datetime:
    return datetime(year, 3, 2, 8, tzinfo=HERE)


def file_of(name: str = "victims") -> Path:
    return files.folder() / next(iter(LakeManifest.objects.get().facts[name]["files"]))


def lake(*words: str) -> dict:
    out = StringIO()
    call_command("lake", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_one_flipped_bit_is_no_lake():
    make_victim(make_accident(make_establishment()))
    compact()
    assert read_from_files()
    path = file_of()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert not read_from_files()
    assert contents() == from_the_database()
    told = lake("status")
    assert (told["facts"]["victims"]["is_usable"], told["is_due"]) == (False, True)
    assert care.compact_if_due() == 0
    assert read_from_files()
    assert contents() == from_the_database()


def test_a_row_moved_to_another_year_stands_in_that_year_alone():
    victim = make_victim(make_accident(make_establishment(), occurred_at=at(2025)))
    compact()
    services = register("accidents").services
    services.update(EVERYTHING, victim.accident, {"occurred_at": at(2024)}, via="test")
    assert [row[3] for row in contents()["victims"]] == [2024]
    compact()
    assert [row[3] for row in contents()["victims"]] == [2024]
    assert [p.name for p in file_of().parent.parent.iterdir()] == ["year=2024"]


def test_a_crash_before_the_swap_leaves_the_lake_as_it_was(monkeypatch):
    """A machine that stops there removes nothing: the folder without a name is cleared away by a later compaction."""
    make_victim(make_accident(make_establishment()))
    compact()
    make_victim(make_accident(make_establishment()))
    waiting = Change.objects.count()
    monkeypatch.setattr(compaction.shutil, "rmtree", lambda *_args, **_kept: None)
    monkeypatch.setattr(compaction, "_swap", _stop)
    with pytest.raises(KeyboardInterrupt):
        compact()
    monkeypatch.undo()
    assert len([p for p in files.folder().iterdir() if p.is_dir()]) == 2
    assert (Change.objects.count(), LakeManifest.objects.get().version) == (waiting, 1)
    assert contents() == from_the_database()
    compact()
    files.clear_away(LakeManifest.objects.get().facts, kept_seconds=-1)
    assert len([p for p in files.folder().iterdir() if p.is_dir()]) == 1
    assert contents() == from_the_database()


def _stop(*_args):
    raise KeyboardInterrupt


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_compacting_gives_what_rebuilding_gives(seed):
    random = Random(seed)
    establishments = [make_establishment() for _ in range(3)]
    for _ in range(3):
        for _ in range(random.randrange(1, 5)):
            _something(random, establishments)
        if random.random() < 0.7:
            compact()
        assert compare() == []
        assert contents() == from_the_database()
    compact()
    compacted = contents()
    assert rebuild().differences == ()
    assert contents() == compacted == from_the_database()


def _something(random: Random, establishments: list) -> None:
    victims = list(Victim.objects.filter(voided_at=None))
    act = random.randrange(4 if victims else 1)
    if act == 0:
        case = make_accident(random.choice(establishments), occurred_at=at(random.choice((2023, 2024, 2025))))
        for _ in range(random.randrange(1, 3)):
            make_victim(case)
    elif act == 1:
        void_victim(EVERYTHING, random.choice(victims), "khai hai lần", via="test")
    elif act == 2:
        victim = random.choice(victims)
        register("victims").services.update(EVERYTHING, victim, {"lost_days": random.randrange(90)}, via="test")
    else:
        office = random.choice(establishments)
        register("establishments").services.update(
            EVERYTHING, type(office).objects.get(pk=office.pk), {"type_code": random.choice("123")}, via="test"
        )


def test_what_was_written_behind_the_programs_back_is_found_and_rebuilt():
    kept, gone = (make_victim(make_accident(make_establishment())) for _ in range(2))
    compact()
    assert lake("rebuild", "--check") == {"is_equal": True, "differences": []}
    Victim.objects.filter(pk=kept.pk).update(lost_days=77)
    Victim.objects.filter(pk=gone.pk).delete()
    with pytest.raises(CommandError, match="victims: 2 dòng"):
        lake("rebuild", "--check")
    assert contents() != from_the_database()
    with pytest.raises(CommandError):
        lake("rebuild")
    assert lake("status")["was_equal"] is False
    assert contents() == from_the_database()
    assert care.nightly_rebuild() == 0
    assert lake("status")["was_equal"] is True


def test_compacting_is_due_when_much_waits_or_long_or_a_register_came_whole(monkeypatch):
    assert care.is_due()
    assert care.compact_if_due() == Change.objects.count() == 0
    assert not care.is_due()
    make_establishment()
    assert not care.is_due()
    monkeypatch.setattr(care, "MANY_CHANGES", 0)
    assert care.is_due()
    monkeypatch.undo()
    LakeManifest.objects.update(compacted_at=timezone.now() - timedelta(minutes=16))
    assert care.is_due()
    LakeManifest.objects.update(compacted_at=timezone.now())
    Change.note_whole("victims")
    assert care.compact_if_due() == 2
    assert not care.is_due()


def test_a_fact_with_a_new_column_is_read_from_the_database_until_it_is_compacted():
    make_victim(make_accident(make_establishment()))
    compact()
    manifest = LakeManifest.objects.get()
    manifest.facts["victims"]["columns"].pop()
    manifest.save()
    assert not read_from_files("victims") and read_from_files("establishments")
    assert contents() == from_the_database()
    assert care.is_due()
    care.compact_if_due()
    assert read_from_files("victims")


def test_another_compaction_at_work_is_no_failure_of_the_worker():
    with compaction._alone():
        assert care.compact_if_due() == 0
        with pytest.raises(CommandError, match="nơi khác"):
            lake("compact")


def test_the_status_tells_rows_files_and_bytes():
    make_victim(make_accident(make_establishment()))
    waiting = lake("status")["changes_waiting"]
    assert waiting == lake("compact")["changes_read"] > 0
    told = lake("status")
    assert told["facts"].keys() == facts().keys()
    of_victims = told["facts"]["victims"]
    assert (of_victims["rows"], of_victims["files"], of_victims["is_usable"]) == (1, 1, True)
    assert of_victims["bytes"] == file_of().stat().st_size
    assert (told["changes_waiting"], told["is_due"], told["was_equal"]) == (0, False, None)
    assert told["age_seconds"] < 60
