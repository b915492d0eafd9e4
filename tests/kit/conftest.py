"""The small country, built once a module; what a test changes in it is gone after the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.kit.world import World, make_world


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(country: World, db: None) -> World:
    """The rows as they stand now, whatever the test before did to the objects."""
    for rows in (country.home, country.away):
        for row in rows.values():
            row.refresh_from_db()
    return country
