"""A load larger than its table leaves indexes, triggers and foreign keys as they were, and finds rows by words."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from atvsld.accidents.models import Accident, Victim
from atvsld.base.bulk.indexes import made_at_the_end
from atvsld.base.words import matching
from atvsld.testing import make_accident

pytestmark = pytest.mark.django_db
OF_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name LIKE 'accidents_%%' ORDER BY 1, 2"
OF_POSTGRESQL = """SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'accidents_%%' UNION ALL
SELECT 'key', conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'accidents_accident'::regclass
ORDER BY 1, 2"""


def made() -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(OF_SQLITE if connection.vendor == "sqlite" else OF_POSTGRESQL)
        return cursor.fetchall()


@pytest.mark.parametrize("model", [Accident, Victim])
def test_what_was_put_aside_is_there_again(model):
    before = made()
    with transaction.atomic(), made_at_the_end(model):
        assert len(made()) < len(before) - 2
    assert sorted(made()) == sorted(before)


def test_a_load_that_fails_leaves_everything_as_it_was():
    before = made()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), made_at_the_end(Accident):
        1 / 0  # noqa: B018
    assert made() == before


def test_rows_of_before_and_of_the_load_are_found_by_words():
    row, other = make_accident(event_address="Xưởng cán thép"), make_accident(event_address="Kho muối")
    with transaction.atomic(), made_at_the_end(Accident):
        Accident.objects.filter(pk=other.pk).update(search_text="bai go")
    assert [r.pk for r in matching(Accident.objects.all(), "xuong thep")] == [row.pk]
    assert [r.pk for r in matching(Accident.objects.all(), "go")] == [other.pk]
    assert not matching(Accident.objects.all(), "muoi").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its foreign keys all the while")
def test_a_row_that_points_nowhere_stops_the_load():
    row = make_accident()
    with pytest.raises(IntegrityError), transaction.atomic(), made_at_the_end(Accident):
        Accident.objects.filter(pk=row.pk).update(event_commune_id=999_999_999)
