"""The reference data that nearly every test stands on: code lists, places and agencies, loaded once a test database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from atvsld.testing import load_reference_data

# These packages test the loading itself, and draw small maps of their own.
START_EMPTY = ("atvsld/org/places/", "atvsld/org/agencies/")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Every test finds the lists, the places in force and the agencies; what it writes besides is gone after it."""
    with django_db_blocker.unblock():
        load_reference_data()


@pytest.fixture(scope="module", autouse=True)
def _without_places(request: pytest.FixtureRequest) -> Iterator[None]:
    if not any(folder in request.path.as_posix() for folder in START_EMPTY):
        yield
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            for table in ("org_agency", "org_placesuccession", "org_place"):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference_data(request: pytest.FixtureRequest) -> None:
    """For tests that commit (`transaction=True`, a live server): their end empties every table, so load again."""
    if "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
    load_reference_data()
