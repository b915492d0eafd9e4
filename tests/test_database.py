"""What every test may count on: the nation is there, no row of the test before, and who touches no row is known."""

from __future__ import annotations

import pytest

from atvsld.base.demonstration import is_demonstration
from atvsld.org.agencies.models import Agency
from atvsld.org.establishments.models import Establishment
from atvsld.org.places.models import Place
from atvsld.testing import make_establishment


@pytest.mark.parametrize("time", ["first", "again"])
@pytest.mark.parametrize("is_committed", [
    pytest.param(True, marks=pytest.mark.django_db(transaction=True)), pytest.param(False, marks=pytest.mark.django_db),
])  # fmt: skip
def test_each_finds_the_nation_and_no_row_of_another(is_committed: bool, time: str) -> None:
    assert Place.objects.count() > 14_000 and Agency.objects.exists()
    assert not Establishment.objects.exists() and not is_demonstration()
    make_establishment()


def test_who_touches_no_database_is_run_once(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database") is None


def test_who_touches_it_is_run_on_both(request: pytest.FixtureRequest, db: None) -> None:
    assert request.node.get_closest_marker("database") is not None
