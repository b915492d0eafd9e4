"""New rows written past Django's compiler are the rows that it would have written."""

import json
from datetime import date, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from atvsld.accidents.models import Accident
from atvsld.base.audit.entries import entry_hash
from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.record import content_hash
from atvsld.base.bulk.new_rows import NewRows
from atvsld.base.crypto import decrypt
from atvsld.base.fields.scalar import HERE
from atvsld.base.lists import register
from atvsld.org.establishments.models import Establishment
from atvsld.testing import make_accident, make_establishment, make_victim

pytestmark = pytest.mark.django_db
# Each writing makes its own tokens; the others differ in any two rows.
TOKENS = {"identity_number", "home_address", "injury_codes", "injury_text", "treated_at"}
OWN = {"id", "created_at", "updated_at", "receipt_number", "number"}


@pytest.fixture
def victim():
    return make_victim(
        make_accident(make_establishment(), occurred_at=datetime(2024, 3, 1, 23, 15, 0, 7, tzinfo=HERE)),
        identity_number="001190000001", injury_codes=["011"], died_on=date(2024, 3, 2),
    )  # fmt: skip


def stored(row):
    """What the database holds, read by no field."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def columns(row):
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


@pytest.mark.parametrize("which", ["victim", "accident"])
def test_the_same_is_stored_as_by_the_compiler(victim, which):
    row = {"victim": victim, "accident": victim.accident}[which]
    other, values = columns(row), columns(row)
    if which == "accident":
        other["receipt_number"], values["receipt_number"] = "TN901", "TN902"
    one = type(row)(**{name: value for name, value in other.items() if name != "id"})
    with transaction.atomic():
        type(row).objects.bulk_create([one])
        (pk,) = NewRows(register(f"{which}s")).insert([values])
    two = type(row).objects.get(pk=pk)
    left, right = stored(one), stored(two)
    for name, value in left.items():
        if name in TOKENS and value:
            assert decrypt(value) == decrypt(right[name])
        elif name not in OWN:
            assert (value, type(value)) == (right[name], type(right[name])), name
    table = NewRows(register(f"{which}s")).columns
    assert content_hash(two) == table.content_hash(values).hex() == content_hash(table.instance(values))


def test_an_entry_is_stored_as_by_the_compiler(victim):
    entered = AuditEntry.objects.filter(register="victims", object_id=victim.pk).get()
    assert entered.changes["full_name"] == [None, {"in": "personal"}]
    written = stored(entered)
    other = AuditEntry.objects.create(**{**columns(entered), "id": None, "number": 901})
    left = stored(other)
    left["changes"], written["changes"] = (
        json.loads(c) if isinstance(c, str) else c for c in (left["changes"], written["changes"])
    )
    assert {n: (v, type(v)) for n, v in left.items() if n not in ("id", "number")} == {
        n: (v, type(v)) for n, v in written.items() if n not in ("id", "number")
    }
    assert entry_hash(entered) == entered.entry_hash


def test_ids_follow_and_are_taken(victim):
    row = victim.accident
    many = [{**columns(row), "receipt_number": f"TN90{n}"} for n in (1, 2)]
    with transaction.atomic():
        first, second = NewRows(register("accidents")).insert(many)
        after = make_accident(row.establishment)
    assert first < second < after.pk
    found = Accident.objects.filter(pk__in=[first, second]).order_by("pk").values_list("receipt_number", flat=True)
    assert list(found) == ["TN901", "TN902"]


def test_what_the_database_refuses_is_said_in_djangos_words():
    row = make_establishment()
    new = NewRows(register("establishments"))
    with pytest.raises(IntegrityError), transaction.atomic():
        new.insert([columns(row)])
    assert Establishment.objects.count() == 1
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            new.insert([{**columns(row), "tax_code": "1" * 500}])
