"""The index of words follows the rows, whoever writes them."""

from itertools import islice

import pytest
from django.db import connection

from atvsld.accidents.models import Accident
from atvsld.accidents.registers import ACCIDENTS
from atvsld.base import words
from atvsld.base.apps import keep_word_indexes
from atvsld.base.lists import register
from atvsld.base.words import keys_of, matching
from atvsld.org.establishments.models import Establishment
from atvsld.testing import EVERYTHING, make_accident, place, tax_codes

pytestmark = pytest.mark.django_db
TAX_CODES = tuple(islice(tax_codes(510_000_000), 2))


def found(text: str) -> list[str]:
    return sorted(matching(Accident.objects.all(), text).values_list("event_address", flat=True))


@pytest.fixture
def addresses() -> dict[str, Accident]:
    return {
        text: make_accident(event_address=text) for text in ("Thôn Đồng Tâm", "Tổ 5, đường Bến Tượng", "Thôn Tâm An")
    }


@pytest.mark.parametrize("few", [1000, 0])
def test_every_word_must_be_there_and_the_last_may_be_begun(addresses, few, monkeypatch):
    monkeypatch.setattr(words, "FEW", few)
    assert found("thon tam") == ["Thôn Tâm An", "Thôn Đồng Tâm"]
    assert found("TÂM đồng") == ["Thôn Đồng Tâm"]
    assert found("bến t") == ["Tổ 5, đường Bến Tượng"]
    assert found("be tuong") == []
    assert found("  ") == sorted(addresses)
    assert found("hôn") == [] == found('"thon OR')


def test_a_change_and_a_void_are_followed(addresses):
    row = addresses["Thôn Tâm An"]
    ACCIDENTS.services.update(EVERYTHING, row, {"event_address": "Xóm Mới"}, expected_version=row.row_version)
    assert found("tam") == ["Thôn Đồng Tâm"]
    assert found("xom moi") == ["Xóm Mới"]
    Accident.objects.filter(pk=row.pk).update(search_text="khac")
    assert found("xom") == [] and len(found("khac")) == 1


def test_many_are_a_condition_and_few_are_keys(addresses, monkeypatch):
    assert len(keys_of(Accident, ["thon"])) == 2
    monkeypatch.setattr(words, "FEW", 1)
    assert keys_of(Accident, ["thon"]) is None
    assert keys_of(Accident, ["tuong"]) == [addresses["Tổ 5, đường Bến Tượng"].pk]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps an index through a change of the table")
def test_an_index_that_lost_its_triggers_is_made_anew(addresses):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER accidents_accident_words_update")
    Accident.objects.filter(pk=addresses["Thôn Tâm An"].pk).update(search_text="ngo cut")
    assert found("ngo") == []
    keep_word_indexes()
    assert found("ngo") == ["Thôn Tâm An"]
    assert len(found("thon")) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's index holds what the table holds")
def test_rows_that_are_landing_are_learned_when_they_are_there():
    create = register("establishments").services.create_many
    many = [{"tax_code": code, "name": f"Lò gạch {code}", "province": place("Thái Nguyên").pk} for code in TAX_CODES]
    rows = create(EVERYTHING, many, landing=7)
    assert keys_of(Establishment, ["gach"]) == []
    words.learn(register("establishments"), [row.pk for row in rows[:1]], 8)
    words.learn(register("establishments"), [row.pk for row in rows[:1]], 7)
    assert keys_of(Establishment, ["gach"]) == [rows[0].pk]
    # What never came in leaves nothing behind.
    Establishment.everything.filter(pk=rows[1].pk).delete()
    assert keys_of(Establishment, ["gach"]) == [rows[0].pk]
