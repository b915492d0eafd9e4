"""The drill: back up what is being written to, restore it elsewhere, and find everything again. On both databases."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from atvsld.accidents.models import Accident
from atvsld.base.audit.verify import verify
from atvsld.figures.published.seeding import seed_notices
from atvsld.testing import PASSWORD, make_accident, make_establishment, make_user, make_victim
from atvsld.web.backup import archive, sqlite
from atvsld.web.backup.make import make_backup
from atvsld.web.backup.opening import unpack
from tests.backup_helpers import empty_installation, of_live

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(settings, tmp_path, transactional_db) -> Path:
    """An office with cases, private data and a stored file."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media/reports").mkdir(parents=True)
    (tmp_path / "media/reports/biên bản.txt").write_text("Biên bản điều tra", "utf-8")
    make_user("labour", username="can-bo", place="Thái Nguyên")
    factory = make_establishment()
    for number in range(3):
        make_victim(make_accident(factory), identity_number=f"00109901234{number}")
    call_command("seal_audit", verbosity=0)
    make_accident(factory)
    return tmp_path


def test_everything_comes_back(office):
    made = make_backup(office / "drill.tar.zst")
    before = of_live()
    with empty_installation(office / "new", "atvsld_drill") as place:
        told = place.restore_and_look(made.path, "can-bo", PASSWORD)
        assert (told.pop("is_intact"), told.pop("lake_rows") > 0, told.pop("rows")) == (True, True, made.manifest.rows)
        # Those of the office, and one for each notice that comes with the program.
        entries = 13 + len(seed_notices())
        numbers = [f"00109901234{n}" for n in range(3)]
        assert told == {"is_signed_in": True, "identity_numbers": numbers, "entries": entries}
        assert place.tables() == before
        assert (place.folder / "files/reports/biên bản.txt").read_text("utf-8") == "Biên bản điều tra"
        # A second time: the place is not empty any more; asked to replace, it keeps what was there.
        code, _, refused = place.run("restore", str(made.path))
        assert (code, "--replace" in refused) == (1, True)
        # One that turns out to be useless half-way: what was there before comes back, keys and files too.
        code, _, refused = place.run("restore", str(without_accidents(made.path, office)), "--replace")
        assert code == 1, refused
        assert place.tables() == before
        assert (place.folder / "files/reports/biên bản.txt").exists()
        assert not list(place.folder.glob("before-restore-*/*.key"))


def without_accidents(whole: Path, folder: Path) -> Path:
    """A backup that is what its manifest says, but lacks the table of accidents."""
    (folder / "taken").mkdir()
    manifest, bad = unpack(whole, folder / "taken", None), folder / "bad.tar.gz"
    if manifest.database == "sqlite":
        with closing(sqlite3.connect(folder / "taken" / sqlite.NAME)) as database:
            database.execute("DROP TABLE accidents_accident")
    tables = {name: table for name, table in manifest.tables.items() if name != "accidents_accident"}
    with archive.writing(bad, ".tar.gz") as writer:
        for path in sorted((folder / "taken").rglob("*")):
            name = path.relative_to(folder / "taken").as_posix()
            if path.is_file() and name != "tables/accidents_accident.copy":
                writer.add(name, path)
        writer.close(replace(manifest, tables=tables))
    return bad


def test_a_backup_under_writing_is_of_one_moment(office):
    stop, counts = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            make_victim(make_accident())
            counts.append(1)
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        while not counts:
            stop.wait(0.02)
        made = make_backup(office / "busy.tar.gz")
        written_meanwhile = len(counts)
    finally:
        stop.set()
        for writer in writers:
            writer.join(30)
    assert written_meanwhile > 1, "nobody wrote meanwhile"
    rows = {name: table["rows"] for name, table in made.manifest.tables.items()}
    # Each accident is written together with its audit entry and its place in the outbox.
    with empty_installation(office / "new", "atvsld_busy") as place:
        code, said, refused = place.run("restore", str(made.path), "--json")
        assert code == 0, refused
        assert json.loads(said)["is_intact"]
    assert 4 <= rows["accidents_accident"] <= Accident.objects.count()
    assert list(verify()) == []
