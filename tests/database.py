"""The database of the tests: made once, with the code lists, places and agencies in it, and copied for each process.

What a test commits is gone after it: the copy is made anew. So any test may come before any other, in any process.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# A test that has one of these touches the database; pytest-django lets no other.
OPENING = {"db", "transactional_db", "live_server", "django_db_setup"}


def touches_database(item: Any) -> bool:
    return item.get_closest_marker("django_db") is not None or not OPENING.isdisjoint(item.fixturenames)


def _common_folder(factory: pytest.TempPathFactory) -> Path:
    """Where all processes of this run find the template; the parts of `make test` share one (TEST_TEMPLATES)."""
    given = os.environ.get("TEST_TEMPLATES")
    base = factory.getbasetemp()
    return Path(given) if given else base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _one_process(folder: Path) -> Iterator[Path]:
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """What holds no row is the same on every database, and is run on one: see tools/run_tests.py."""
    for item in items:
        if touches_database(item):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """In place of pytest-django's: every test finds the reference data, whether it commits or not."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.database_copies import copies

    with django_db_blocker.unblock(), _one_process(_common_folder(tmp_path_factory)) as folder:
        made, done = copies(), folder / f"{connection.vendor}.done"
        if not done.exists():
            made.make_template(folder)
            done.touch()
        made.copy(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: made.copy_again())
        yield
    with django_db_blocker.unblock():
        made.remove()


def _forget() -> None:
    from django.conf import settings
    from django.core.cache import cache

    if settings.configured:
        cache.clear()


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Limits and answers that a process keeps in its cache do not follow from one test to the next."""
    _forget()
    yield
    _forget()
