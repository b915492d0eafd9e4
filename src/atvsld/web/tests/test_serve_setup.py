"""What the first start loads, and that the second loads nothing."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

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
    assert start(installation)[:3] == list(serve_setup.LOADERS)
