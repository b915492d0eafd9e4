"""New rows written past Django's compiler are the rows that it would have written."""

from datetime import date, datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.record import content_hash
from atvsld.base.bulk.instances import insert_new
from atvsld.base.crypto import decrypt
from atvsld.base.fields.scalar import HERE
from atvsld.base.models import Change
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


def again(row):
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    return type(row)(**values)


@pytest.mark.parametrize("which", ["victim", "accident", "entry"])
def test_the_same_is_stored_as_by_the_compiler(victim, which):
    row = {"victim": victim, "accident": victim.accident, "entry": AuditEntry.objects.latest("id")}[which]
    one, two = again(row), again(row)
    for new, mark in ((one, 901), (two, 902)):
        if which == "accident":
            new.receipt_number = f"TN{mark}"
        if which == "entry":
            new.number = mark
    with transaction.atomic():
        type(row).objects.bulk_create([one])
        insert_new([two])
    left, right = stored(one), stored(two)
    for name, value in left.items():
        if name in TOKENS and value:
            assert decrypt(value) == decrypt(right[name])
        elif name not in OWN:
            assert (value, type(value)) == (right[name], type(right[name])), name
    assert content_hash(two) == content_hash(type(row).objects.get(pk=two.pk))


def test_ids_follow_and_are_taken(victim):
    first, second = (Change(register="victims", object_id=n) for n in (1, 2))
    with transaction.atomic():
        insert_new([first, second])
        after = Change.objects.create(register="victims", object_id=3)
    assert first.pk < second.pk < after.pk
    assert list(Change.objects.filter(pk__in=[first.pk, second.pk]).values_list("object_id", flat=True)) == [1, 2]


def test_what_the_database_refuses_is_said_in_djangos_words():
    row = make_establishment()
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_new([again(row)])
    assert Establishment.objects.count() == 1
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            insert_new([Establishment(tax_code="1" * 500, name="x", province_id=row.province_id)])
