"""A few victims are found by their keys, however many accidents there are, and none of a voided accident."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atvsld.accidents.facts import victim_rows
from atvsld.accidents.models import Victim
from atvsld.accidents.services import void_accident
from atvsld.testing import EVERYTHING, make_accident, make_victim

pytestmark = pytest.mark.django_db


def test_no_victim_of_a_voided_accident():
    standing, voided = make_victim(make_accident()), make_victim(make_accident())
    void_accident(EVERYTHING, voided.accident, "khai nhầm")
    Victim.objects.filter(pk=voided.pk).update(voided_at=None)
    assert [row[0] for row in victim_rows(None)] == [standing.pk]
    assert list(victim_rows([voided.pk])) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite plans without knowing how many rows there are")
def test_victims_are_looked_up_by_their_keys():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(victim_rows(range(1, 400)))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked[0]["sql"])
        first = cursor.fetchall()[0][-1]
    assert "accidents_victim USING INTEGER PRIMARY KEY" in first
