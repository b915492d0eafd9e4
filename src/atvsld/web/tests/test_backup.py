"""Backup files: what is refused, who can read them, which are kept."""

from __future__ import annotations

import gzip
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from atvsld.base.errors import RuleViolation
from atvsld.base.hold import alone, running
from atvsld.web.backup import archive, keys, schedule
from atvsld.web.backup.locking import new_identity
from atvsld.web.backup.make import make_backup
from atvsld.web.backup.manifest import Manifest, read_manifest, targets
from atvsld.web.backup.opening import unpack
from atvsld.web.backup.restore import is_empty
from atvsld.web.backup.whole import check_whole
from atvsld.web.settings_env import read_environment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """A good backup of the reference data."""
    with django_db_blocker.unblock():
        return make_backup(tmp_path_factory.mktemp("whole") / "whole.tar.gz").path


def refusal(file: Path, folder: Path, identity: Path | None = None) -> str:
    folder.mkdir()
    with pytest.raises(RuleViolation) as caught:
        unpack(file, folder, identity)
    return caught.value.code


def test_it_is_read_by_its_owner_alone_and_never_overwritten(whole):
    assert whole.stat().st_mode & 0o777 == 0o600
    with pytest.raises(RuleViolation) as caught:
        make_backup(whole)
    assert caught.value.code == "backup.exists"
    assert [p.name for p in whole.parent.iterdir()] == ["whole.tar.gz"], "nothing half-made is left"


def test_a_good_one_is_found_good(whole, capsys):
    call_command("backup", str(whole), "--verify")
    assert "nguyên vẹn" in capsys.readouterr().out


@pytest.mark.parametrize("share", [0.2, 0.7, 0.999])
def test_one_cut_short_is_refused(whole, tmp_path, share):
    data = whole.read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(data[: int(len(data) * share)])
    assert refusal(tmp_path / "cut.tar.gz", tmp_path / "into") == "backup.damaged"


def test_one_changed_byte_is_refused(whole, tmp_path):
    inner = bytearray(gzip.decompress(whole.read_bytes()))
    inner[len(inner) // 2] ^= 1
    (tmp_path / "bent.tar.gz").write_bytes(gzip.compress(bytes(inner), 1))
    assert refusal(tmp_path / "bent.tar.gz", tmp_path / "into") == "backup.damaged"


@pytest.mark.parametrize("content", [b"", b"not a tar at all", b"\x50\x4b\x03\x04 a zip"])
def test_a_foreign_file_is_refused(tmp_path, content):
    (tmp_path / "foreign.tar.gz").write_bytes(content)
    assert refusal(tmp_path / "foreign.tar.gz", tmp_path / "into") == "backup.foreign"


def test_another_tar_is_refused(tmp_path):
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(__file__, "etc/passwd")
    assert refusal(tmp_path / "other.tar.gz", tmp_path / "into") == "backup.foreign"


@pytest.mark.parametrize(
    "name", ["../out", "files/../../out", "/etc/out", "files//x", "files/./x", "files/..", "other", "tables/A b.copy"]
)
def test_no_part_can_leave_the_folder(tmp_path, name):
    assert not archive.is_part_name(name)
    (tmp_path / "x").write_text("x")
    with archive.writing(tmp_path / "evil.tar.gz", ".tar.gz") as writer:
        writer.add(name, tmp_path / "x")
        writer.close(Manifest("0", "", "postgresql", {}, {}, {}, False))
    assert refusal(tmp_path / "evil.tar.gz", tmp_path / "into") == "backup.damaged"
    assert list((tmp_path / "into").iterdir()) == []


def test_a_name_says_the_form(tmp_path):
    for name, code in (("a.zip", "backup.name"), ("a.tar.gz.age", "backup.recipient")):
        with pytest.raises(RuleViolation) as caught:
            make_backup(tmp_path / name)
        assert caught.value.code == code
    assert refusal(tmp_path / "none.tar.gz", tmp_path / "into") == "backup.missing"


def test_an_encrypted_backup_opens_with_its_key_alone(tmp_path):
    (secret, public), (other, _) = new_identity(), new_identity()
    (tmp_path / "right").write_text(f"# public key: {public}\n{secret}\n")
    (tmp_path / "wrong").write_text(other)
    made = make_backup(tmp_path / "locked.tar.zst", recipient=public)
    assert made.path.name == "locked.tar.zst.age"
    assert b"SQLite" not in made.path.read_bytes()[:4096]
    for identity in (None, tmp_path / "wrong"):
        (tmp_path / f"into-{identity and identity.name}").mkdir()
        with pytest.raises(RuleViolation) as caught:
            unpack(made.path, tmp_path / f"into-{identity and identity.name}", identity)
        assert caught.value.code == "backup.locked"
    (tmp_path / "into").mkdir()
    assert unpack(made.path, tmp_path / "into", tmp_path / "right").rows == made.manifest.rows


def test_one_of_a_later_program_is_refused(whole, tmp_path):
    (tmp_path / "into").mkdir()
    manifest = unpack(whole, tmp_path / "into", None)
    assert targets(manifest)
    later = Manifest(
        "9", "", "sqlite", manifest.migrations | {"org": [*manifest.migrations["org"], "0999_x"]}, {}, {}, False
    )
    with pytest.raises(RuleViolation) as caught:
        targets(later)
    assert caught.value.code == "backup.newer"
    assert "org.0999_x" in caught.value.message
    with pytest.raises(RuleViolation) as caught:
        read_manifest(manifest.as_json().replace('"format_version": 1', '"format_version": 2'))
    assert caught.value.code == "backup.newer"


def test_records_never_come_back_without_their_keys(monkeypatch):
    held = keys.current()
    wanted = keys.fingerprints(held)
    keys.check(wanted, None)
    keys.check(wanted, held)
    assert set(wanted) == {"AUDIT_KEY", "FIELD_KEY", "RECEIPT_KEY"}
    assert not any(key in str(wanted) for key in held.values())
    other = wanted | {"FIELD_KEY": "0" * 16}
    keys.check(other, held)
    for given, environment in ((None, ""), (held, "another key, 32 characters at least")):
        monkeypatch.setenv("FIELD_KEY", environment)
        with pytest.raises(RuleViolation) as caught:
            keys.check(other, given)
        assert (caught.value.code, caught.value.field) == ("backup.keys", "FIELD_KEY")


def test_while_it_runs_nothing_is_restored():
    with running(), running(), pytest.raises(RuleViolation) as caught, alone():
        pass
    assert caught.value.code == "backup.running"
    with alone(), pytest.raises(RuleViolation) as caught, running():
        pass
    assert caught.value.code == "backup.restoring"


def test_an_account_makes_a_place_not_empty(django_user_model):
    assert is_empty()
    django_user_model.objects.create(username="an")
    assert not is_empty()


def test_the_newest_are_kept(settings, tmp_path, monkeypatch):
    folder = tmp_path / "backups"
    settings.ENVIRONMENT = read_environment({"BACKUP_DIR": str(folder), "BACKUP_KEEP": "2"}, tmp_path)
    monkeypatch.setattr(schedule, "make_backup", lambda path, recipient: path.write_text("x"))
    assert schedule.last_backup_at() is None
    start = timezone.now()
    for day in range(4):
        monkeypatch.setattr(schedule.timezone, "localtime", lambda day=day: start + timedelta(days=day))
        (tmp_path / "of somebody else").write_text("x")
        schedule.back_up()
    (folder / "notes.txt").write_text("kept")
    assert [p.name[7:15] for p in schedule.scheduled()] == [f"{start + timedelta(days=d):%Y%m%d}" for d in (2, 3)]
    assert (folder / "notes.txt").exists()


def test_a_key_for_backups_is_written_once(tmp_path, capsys):
    file = tmp_path / "backup.key"
    call_command("backup_key", str(file))
    public = capsys.readouterr().out.split("BACKUP_RECIPIENT=")[1].split()[0]
    assert read_environment({"BACKUP_RECIPIENT": public}, tmp_path).backup_recipient == public
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Exception, match="Đã có"):
        call_command("backup_key", str(file))


def test_one_that_misses_a_table_is_refused_before_anything_is_put_aside(whole, tmp_path):
    manifest = unpack(whole, tmp_path, None)
    steps = targets(manifest)
    check_whole(manifest, steps, tmp_path)
    fewer = {name: table for name, table in manifest.tables.items() if name != "accidents_victim"}
    with pytest.raises(RuleViolation, match="accidents_victim"):
        check_whole(replace(manifest, tables=fewer), steps, tmp_path)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a backup of PostgreSQL names its tables as it writes them")
def test_one_whose_database_is_not_as_the_manifest_says_is_refused(whole, tmp_path):
    manifest = unpack(whole, tmp_path, None)
    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as database:
        database.execute("ALTER TABLE accidents_noaccidentperiod RENAME TO lost")
    with pytest.raises(RuleViolation, match="accidents_noaccidentperiod"):
        check_whole(manifest, targets(manifest), tmp_path)
