"""Whatever is done to the record around the program is found; what the program does is not accused."""

import pytest
from django.db import connection

from atvsld.accidents.models import Accident, Victim
from atvsld.accidents.services import update_accident, void_accident
from atvsld.base.audit.seal import seal_new_entries
from atvsld.base.audit.verify import verify
from atvsld.base.models import AuditEntry, AuditSeal
from atvsld.org.establishments.models import Establishment, Headcount
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_victim

pytestmark = pytest.mark.django_db


@pytest.fixture
def accident():
    """A history of several writes, under two seals."""
    accident = make_accident(make_establishment())
    make_victim(accident, full_name="Trần Thị Bích", injury_text="gãy tay")
    seal_new_entries()
    update_accident(EVERYTHING, accident, {"event_address": "Xưởng 2"})
    update_accident(EVERYTHING, accident, {"event_address": "Xưởng 3"})
    make_headcount(accident.establishment)
    seal_new_entries()
    assert findings() == set()
    return accident


def findings() -> set[tuple[str, str]]:
    return {(f.code, f.register) for f in verify()}


def entry(accident, verb: str) -> AuditEntry:
    found = AuditEntry.objects.filter(register="accidents", object_id=accident.pk, verb=verb)
    return found.order_by("number").first()


def test_writes_through_the_program_leave_nothing_to_find(accident):
    void_accident(EVERYTHING, accident, "khai hai lần")
    assert findings() == set()
    assert seal_new_entries() > 0
    assert seal_new_entries() == 0
    assert findings() == set()


@pytest.mark.parametrize(
    "change",
    [
        {"event_address": "Xưởng 9"},
        {"death_count": 1},
        {"voided_at": None, "void_reason": "x"},
        {"receipt_number": "TN20260310-AAAAAA-AAAAAAAA"},
        {"row_version": 99},
    ],
)
def test_an_edited_row(accident, change):
    Accident.objects.filter(pk=accident.pk).update(**change)
    assert findings() == {("row.edited", "accidents")}


def test_an_edited_encrypted_value(accident):
    Victim.objects.update(injury_text="gãy chân")
    assert findings() == {("row.edited", "victims")}


def test_a_row_deleted_and_a_row_written_by_hand(accident):
    count = Headcount.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM org_headcount WHERE id = %s", [count.pk])
    assert findings() == {("row.removed", "headcounts")}
    Establishment.objects.bulk_create([Establishment(tax_code="0100109106", province=accident.event_province)])
    assert findings() == {("row.removed", "headcounts"), ("row.unrecorded", "establishments")}


@pytest.mark.parametrize("change", [{"reason": "x"}, {"actor_label": "ai khác"}, {"changes": {}}, {"verb": "view"}])
def test_an_edited_entry(accident, change):
    AuditEntry.objects.filter(pk=entry(accident, "edit").pk).update(**change)
    assert findings() == {("entry.edited", "accidents")}


def test_an_entry_whose_hash_was_replaced_breaks_the_chain_and_the_seal(accident):
    AuditEntry.objects.filter(pk=entry(accident, "edit").pk).update(entry_hash="0" * 64)
    assert findings() == {("entry.edited", "accidents"), ("entry.unlinked", "accidents"), ("entry.changed", "")}


def test_a_removed_entry(accident):
    entry(accident, "edit").delete()
    assert findings() == {("entry.missing", "accidents"), ("entry.removed", "")}


def test_the_last_entry_removed(accident):
    AuditEntry.objects.filter(register="accidents", object_id=accident.pk).order_by("-number").first().delete()
    assert findings() == {("row.edited", "accidents"), ("entry.removed", "")}


def test_all_entries_of_a_row_removed(accident):
    AuditEntry.objects.filter(register="headcounts").delete()
    assert findings() == {("row.unrecorded", "headcounts"), ("entry.removed", "")}


@pytest.mark.parametrize("is_sealed", [True, False])
def test_an_inserted_entry(accident, is_sealed):
    copy = AuditEntry.objects.filter(register="accidents", object_id=accident.pk).order_by("-number").first()
    copy.pk, copy.number, copy.previous_hash = None, copy.number + 1, copy.entry_hash
    copy.seal = copy.seal if is_sealed else None
    copy.save(force_insert=True)
    assert findings() == {("entry.edited", "accidents")} | ({("entry.inserted", "")} if is_sealed else set())


def test_a_removed_and_an_edited_seal(accident):
    first, last = AuditSeal.objects.order_by("id")
    AuditSeal.objects.filter(pk=last.pk).update(root="0" * 64)
    assert findings() == {("seal.edited", ""), ("entry.changed", "")}
    AuditSeal.objects.filter(pk=last.pk).update(root=last.root)
    AuditEntry.objects.filter(seal=first).update(seal=None)
    AuditSeal.objects.filter(pk=first.pk).delete()
    assert findings() == {("seal.missing", "")}


def test_personal_values_do_not_stand_open_in_the_record(accident):
    said = str(list(AuditEntry.objects.values_list("changes", flat=True)))
    assert "Xưởng 2" in said
    assert "Bích" not in said
    assert "gãy" not in said


def test_who_and_through_which_door(accident):
    lines = AuditEntry.objects.filter(register="accidents", object_id=accident.pk).order_by("number")
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert {line.actor_label for line in lines} == {"kiểm thử"}
    assert {line.via for line in lines} == {"test", "page"}
