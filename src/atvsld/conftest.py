"""Packages that draw small maps of their own find no places and no agencies; all others find those of the nation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

START_EMPTY = ("atvsld/org/places/", "atvsld/org/agencies/")


# PostgreSQL asks after each deleted row in every table that may point to it, and asks anew in each test that is undone:
# seconds for fourteen thousand places. Truncating asks nothing.
EMPTYING = {
    "sqlite": ["DELETE FROM org_agency", "DELETE FROM org_placesuccession", "DELETE FROM org_place"],
    "postgresql": ["TRUNCATE org_place CASCADE"],
}


@pytest.fixture(scope="module")
def national_places() -> None:
    """Asked for by a file of those packages that wants the places and agencies of the nation after all."""


@pytest.fixture(scope="module", autouse=True)
def _without_places(request: pytest.FixtureRequest) -> Iterator[None]:
    of_file = [item for item in request.session.items if item.path == request.path]
    is_drawn = any(folder in request.path.as_posix() for folder in START_EMPTY)
    wants_nation = any("national_places" in getattr(item, "fixturenames", ()) for item in of_file)
    if not is_drawn or wants_nation or not any(item.get_closest_marker("database") for item in of_file):
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker: DjangoDbBlocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in EMPTYING[connection.vendor]:
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)
