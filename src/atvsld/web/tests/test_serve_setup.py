"""What the first start loads, and that the second loads nothing."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from atvsld.web import serve_setup


@pytest.fixture
def installation(settings, tmp_path, monkeypatch, db):
    """A folder of its own and commands that only note that they were called."""
    called: list[str] = []
    for name in ("static", "seeds", "package/statutes/seeds"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "package/statutes/seeds/list.csv").write_text("code\n1\n")
    settings.ATVSLD_VAR, settings.PACKAGE = tmp_path, tmp_path / "package"
    settings.STATIC_ROOT = tmp_path / "static"

    def call(name: str, **options: object) -> None:
        called.append(name)
        if name == "collectstatic":
            (tmp_path / "static/staticfiles.json").write_text("{}")
        if name == serve_setup.DEMONSTRATION:
            get_user_model()._default_manager.create(username="labour")

    monkeypatch.setattr(serve_setup, "call_command", call)
    monkeypatch.setattr(
        serve_setup, "get_commands", lambda: dict.fromkeys([*serve_setup.LOADERS, serve_setup.DEMONSTRATION], "x")
    )
    return called


def start(called: list[str]) -> list[str]:
    called.clear()
    serve_setup.prepare(lambda text: None)
    return list(called)


def test_the_second_start_loads_nothing(installation, settings):
    settings.ATVSLD_DEMO = True
    assert start(installation) == [*serve_setup.LOADERS, "load_demo", "collectstatic"]
    assert start(installation) == []
    assert serve_setup.demo_accounts() == ["labour"]


def test_without_the_demonstration_nobody_gets_an_account(installation, settings):
    settings.ATVSLD_DEMO = False
    assert start(installation) == [*serve_setup.LOADERS, "collectstatic"]
    assert start(installation) == []
    assert serve_setup.demo_accounts() == []


def test_the_demonstration_never_goes_into_a_database_with_users(installation, settings):
    settings.ATVSLD_DEMO = True
    get_user_model()._default_manager.create(username="real")
    assert "load_demo" not in start(installation)


def test_a_changed_seed_is_loaded_again(installation, settings):
    settings.ATVSLD_DEMO = True
    start(installation)
    (Path(settings.PACKAGE) / "statutes/seeds/new.csv").write_text("code\n2\n")
    assert start(installation) == list(serve_setup.LOADERS)


def test_a_load_broken_off_is_begun_again(installation, settings, monkeypatch):
    settings.ATVSLD_DEMO = False
    load = serve_setup._load

    def broken(name, say):
        raise RuntimeError(name)

    monkeypatch.setattr(serve_setup, "_load", broken)
    with pytest.raises(RuntimeError):
        start(installation)
    monkeypatch.setattr(serve_setup, "_load", load)
    assert start(installation)[: len(serve_setup.LOADERS)] == list(serve_setup.LOADERS)


class _Behind:
    """Stands for the migrations of a database that an earlier program left behind."""

    applied: dict = {("org", "0001_initial"): None}

    def __init__(self, connection: object) -> None:
        self.loader = self
        self.applied_migrations = self.applied
        self.graph = self

    def leaf_nodes(self) -> list:
        return []

    def migration_plan(self, targets: list) -> list:
        return ["org.0002"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server of PostgreSQL has backups of its own")
def test_before_an_upgrade_the_records_are_backed_up(installation, settings, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(serve_setup, "MigrationExecutor", _Behind)
    serve_setup.prepare(said.append)
    (made,) = (settings.ATVSLD_VAR / "before-upgrade").iterdir()
    assert any(str(made) in line for line in said)
    assert installation[0] == "migrate", "and only then"


def test_a_new_installation_has_nothing_to_back_up(installation, settings, monkeypatch):
    monkeypatch.setattr(_Behind, "applied", {})
    monkeypatch.setattr(serve_setup, "MigrationExecutor", _Behind)
    serve_setup.prepare(lambda text: None)
    assert not (settings.ATVSLD_VAR / "before-upgrade").exists()
