"""The audit shows that a private value changed; what it was, only to whoever may know."""

import json

import pytest
from django.test import Client

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.private import ALONE, SEALED, is_sealed, opened
from atvsld.base.crypto import encrypt
from atvsld.base.fields import Privacy
from atvsld.base.lists import register
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_scope, make_user, make_victim
from atvsld.web.pages.row import history

pytestmark = pytest.mark.django_db
NUMBER, WORDS = "001190000001", "Gãy xương đùi"


@pytest.fixture
def victim():
    row = make_victim(make_accident(make_establishment()), identity_number=NUMBER, injury_text=WORDS)
    services = register("victims").services
    return services.update(EVERYTHING, row, {"injury_text": "Gãy hai xương"}, expected_version=row.row_version)


def entries(row) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(register="victims", object_id=row.pk).order_by("number"))


def test_nothing_private_stands_in_the_entry_as_it_is(victim):
    for entry in entries(victim):
        assert not any(word in json.dumps(entry.changes, ensure_ascii=False) for word in (NUMBER, WORDS, "hai xương"))


def test_each_kind_opens_by_itself(victim):
    created, edited = (entry.changes for entry in entries(victim))
    personal = opened(created, {Privacy.PERSONAL})
    assert personal["identity_number"] == [None, NUMBER]
    assert is_sealed(personal["injury_text"][1])
    assert opened(edited, {Privacy.MEDICAL})["injury_text"] == [WORDS, "Gãy hai xương"]
    assert not any(is_sealed(value) for pair in opened(created, set(Privacy)).values() for value in pair)


def told(victim, scope) -> str:
    return str(history(register("victims"), scope, victim))


def test_that_a_sex_or_a_group_was_entered_or_changed_is_told_to_whoever_may_read_it(victim):
    """In entries of before they were private, too, which hold them as they were."""
    leader, labour = (make_scope(role, place="Thái Nguyên") for role in ("leader", "labour"))
    register("victims").services.update(EVERYTHING, victim, {"sex": "female"})
    assert "female" not in json.dumps([entry.changes for entry in entries(victim)])
    page = client_of("auditor").get("/nhat-ky/").content.decode()
    assert "Họ và tên" in page
    assert not any(word in page for word in ("Giới tính", "Nhóm lao động", SEALED))
    for changes in ({}, {"sex": ["", "female"], "worker_groups": [[], ["women"]], "birth_year": [None, 1990]}):
        first = entries(victim)[0]
        first.changes = first.changes | changes
        first.save()
        assert "Giới tính" in told(victim, labour) and "Nhóm lao động" in told(victim, labour)
        assert not any(word in told(victim, leader) for word in ("Giới tính", "Nhóm lao động", "Nữ", "female", "1990"))
        victim.refresh_from_db()
    assert "1990" in told(victim, labour)


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def test_the_page_shows_it_to_whoever_may_read_it_and_entries_of_the_first_release_too(victim):
    health, leader = (make_scope(role, place="Thái Nguyên") for role in ("health", "leader"))
    assert WORDS in told(victim, EVERYTHING) and NUMBER in told(victim, EVERYTHING)
    assert WORDS in told(victim, health) and NUMBER not in told(victim, health)
    assert WORDS not in told(victim, leader) and NUMBER not in told(victim, leader)
    first = entries(victim)[0]
    first.changes = {"injury_text": [None, {ALONE: encrypt(json.dumps("Vết bỏng"))}]}
    first.save()
    assert "Vết bỏng" in told(victim, health)
    assert "Vết bỏng" not in told(victim, leader)
