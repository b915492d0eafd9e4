"""The declared settings: all that are read, none that is not; secrets are hidden; a slip of the pen is refused."""

import json
from collections import UserDict
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from atvsld.web.settings_declared import BY_NAME, SETTINGS
from atvsld.web.settings_env import ConfigurationError, read_environment
from atvsld.web.settings_keys import read_field_keys, read_key
from atvsld.web.settings_shown import HIDDEN, effective, settings_page

VAR = Path("/srv/var")
ROOT = Path(settings.PACKAGE).parents[1]
KEYS = {"SECRET_KEY", "AUDIT_KEY", "FIELD_KEY", "RECEIPT_KEY"}
TOGETHER = {"OIDC_ISSUER": "https://sso.vn", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}


class Watched(UserDict):
    """An environment that remembers which variables were asked for."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def get(self, name, default=None):
        self.asked.add(name)
        return super().get(name, default)


def test_what_is_read_is_declared_and_what_is_declared_is_read(tmp_path):
    watched = Watched()
    read_environment(watched, VAR)
    for key in KEYS - {"FIELD_KEY"}:
        read_key(key, watched, tmp_path, None)
    read_field_keys(watched, tmp_path, None)
    assert watched.asked == BY_NAME.keys()


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.default], ids=lambda s: s.name)
def test_the_declared_default_is_what_holds_without_it(setting):
    assert read_environment({setting.name: setting.default}, VAR) == read_environment({}, VAR)


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.example], ids=lambda s: s.name)
def test_every_example_is_accepted_and_changes_something(setting):
    others = TOGETHER if setting.name.startswith("OIDC_") else {"ALLOWED_HOSTS": "a.vn"}
    if setting.name.startswith("SMTP_"):
        others = {
            "SMTP_HOST": "a.vn",
            "SMTP_FROM": "a@a.vn",
            "PUBLIC_URL": "https://a.vn",
            "SMTP_PASSWORD": "x",
            "SMTP_USER": "a",
        }
    before = read_environment(others, VAR)
    assert read_environment(others | {setting.name: setting.example}, VAR) != before


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("ATVSLD_PORT", "PORT"), ("ATVSLD_VARR", "ATVSLD_VAR"), ("ATVSLD_BACKUP_DIRECTORY", "BACKUP_DIR")],
)
def test_an_unknown_variable_of_ours_is_refused_with_the_one_that_was_meant(name, remedy):
    with pytest.raises(ConfigurationError, match=rf"^{name}: .*có phải là {remedy}\?.*did you mean {remedy}\?"):
        read_environment({name: "1"}, VAR)


def test_known_variables_and_those_of_others_pass():
    read_environment({"ATVSLD_VAR": "/srv", "ATVSLD_SHARED": "/x", "PATH": "/bin", "GUNICORN_CMD_ARGS": ""}, VAR)


def test_secrets_are_hidden_wherever_they_come_from():
    given = {s.name: "postgres://a:lo-ra-ngoai@h/d" for s in SETTINGS if s.is_secret} | {"PORT": "9000"}
    shown = {s.name: s for s in effective(given)}
    assert "lo-ra-ngoai" not in str(shown)
    assert {name for name, s in shown.items() if s.value == HIDDEN} == {s.name for s in SETTINGS if s.is_secret}
    assert (shown["PORT"].value, shown["PORT"].is_set) == ("9000", True)
    assert (shown["HOST"].value, shown["HOST"].is_set) == ("127.0.0.1", False)
    assert {s.value for s in effective({}) if s.name == "DEMO_PASSWORD"} == {HIDDEN}


def test_the_command_prints_them_for_people_and_for_machines(capsys, monkeypatch):
    monkeypatch.setenv("METRICS_TOKEN", "rat-bi-mat-0123456789")
    call_command("settings")
    assert f"* METRICS_TOKEN         {HIDDEN}" in capsys.readouterr().out
    call_command("settings", "--json")
    told = capsys.readouterr().out
    assert [s["name"] for s in json.loads(told)["settings"]] == list(BY_NAME)
    assert "rat-bi-mat" not in told


def test_the_page_names_each_once():
    page = settings_page()
    assert [name for name in BY_NAME if page.count(f"\n| `{name}` |") != 1] == []


def test_the_sample_of_an_environment_holds_settings_only_and_starts():
    lines = (ROOT / "deploy/env.example").read_text("utf-8").splitlines()
    offered = [line.removeprefix("# ").partition("=") for line in lines if "=" in line]
    assert [name for name, _, _ in offered if name not in BY_NAME] == []
    active = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    environment = read_environment(active, VAR)
    assert (environment.is_https, environment.is_embedded, environment.has_demo) == (True, False, False)
