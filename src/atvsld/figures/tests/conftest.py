from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from django.db import transaction

from .make import build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The random country, for all tests of a module; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_world(Random(20260331))
        yield
        transaction.set_rollback(True)
