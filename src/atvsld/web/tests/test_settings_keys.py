"""Keys: made once, readable by the owner only, never replaced behind the back of a database."""

import stat
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from atvsld.web.settings_env import ConfigurationError
from atvsld.web.settings_keys import read_field_keys, read_key


def test_a_key_is_made_once_and_kept(tmp_path):
    first = read_key("AUDIT_KEY", {}, tmp_path / "keys", None)
    assert read_key("AUDIT_KEY", {}, tmp_path / "keys", None) == first
    path = tmp_path / "keys" / "audit_key.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["audit_key.key"]


def test_keys_differ(tmp_path):
    names = ("SECRET_KEY", "AUDIT_KEY", "FIELD_KEY", "RECEIPT_KEY")
    assert len({read_key(name, {}, tmp_path, None) for name in names}) == 4


def test_first_starts_at_once_agree(tmp_path):
    command = (
        "import sys, pathlib; from atvsld.web.settings_keys import read_key;"
        "print(read_key('AUDIT_KEY', {}, pathlib.Path(sys.argv[1]), None))"
    )
    starts = [
        subprocess.Popen([sys.executable, "-c", command, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(4)
    ]
    assert len({start.communicate()[0] for start in starts}) == 1


def test_the_environment_comes_first_and_writes_nothing(tmp_path):
    given = "x" * 40
    assert read_key("AUDIT_KEY", {"AUDIT_KEY": given}, tmp_path, None) == given
    assert not list(tmp_path.iterdir())


def test_a_short_key_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match=r"^RECEIPT_KEY"):
        read_key("RECEIPT_KEY", {"RECEIPT_KEY": "short"}, tmp_path, None)


@pytest.mark.parametrize("variable", ["AUDIT_KEY", "FIELD_KEY", "RECEIPT_KEY"])
def test_a_lost_key_of_a_database_with_records_is_an_error(tmp_path, variable):
    database = tmp_path / "atvsld.sqlite3"
    database.write_bytes(b"records")
    with pytest.raises(ConfigurationError, match=f"^{variable}"):
        read_key(variable, {}, tmp_path / "keys", database)
    assert not (tmp_path / "keys").exists()


def test_a_lost_secret_key_only_ends_sessions(tmp_path):
    database = tmp_path / "atvsld.sqlite3"
    database.write_bytes(b"records")
    assert read_key("SECRET_KEY", {}, tmp_path / "keys", database)


def test_field_keys_encrypt_with_the_first_and_keep_the_old(tmp_path):
    new, old = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    assert read_field_keys({"FIELD_KEY": f"{new},{old}"}, tmp_path, None) == (new, old)
    assert Fernet(read_field_keys({}, tmp_path, None)[0])


def test_a_field_key_of_another_shape_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match=r"^FIELD_KEY"):
        read_field_keys({"FIELD_KEY": "a" * 50}, tmp_path, None)
