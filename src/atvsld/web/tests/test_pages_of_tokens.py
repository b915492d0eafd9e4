"""Keys are made, shown once and revoked on the page; administrators see them all, never the key itself."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from atvsld.org.people.api_token import ApiToken, find_token
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
SENT = {"name": "Phần mềm nhân sự", "days": "90", "grants": ["accidents.view", "accidents.create"]}


def _client(role: str | None = None, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def labour() -> Client:
    return _client("labour", place="Thái Nguyên")


def test_a_key_is_shown_once(labour: Client) -> None:
    answer = labour.post(reverse("tokens"), SENT)
    found = re.search(r"atvsld_[a-z0-9]{10}_[\w-]{43}", answer.content.decode())
    assert found and find_token(found[0])
    assert "no-store" in answer["Cache-Control"]
    again = labour.get(reverse("tokens")).content.decode()
    assert found[0] not in again and ApiToken.objects.get().prefix in again


def test_what_was_chosen_wrong_is_said_and_what_was_typed_stays(labour: Client) -> None:
    answer = labour.post(reverse("tokens"), SENT | {"grants": ["users.edit", "accidents.view"]})
    assert answer.status_code == 422 and not ApiToken.objects.exists()
    page = answer.content.decode()
    assert "ít nhất một quyền" in page and "Phần mềm nhân sự" in page
    assert labour.post(reverse("tokens"), SENT | {"days": "4000"}).status_code == 422
    assert labour.post(reverse("tokens"), SENT | {"membership": "99999999"}).status_code == 404


def test_revoked_by_its_person_or_an_administrator_and_nobody_else(labour: Client) -> None:
    labour.post(reverse("tokens"), SENT)
    token = ApiToken.objects.get()
    other = _client("labour", place="Thái Nguyên")
    other.post(reverse("tokens"), {"revoke": str(token.pk)})
    assert token.prefix not in other.get(reverse("tokens")).content.decode()
    assert _client("auditor").post(reverse("all-tokens"), {"revoke": str(token.pk)}).status_code == 403
    token.refresh_from_db()
    assert token.revoked_at is None
    admin = _client("admin")
    assert token.prefix in admin.get(reverse("all-tokens"), {"q": "nhân sự"}).content.decode()
    admin.post(reverse("all-tokens"), {"revoke": str(token.pk)})
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_who_has_no_right_to_give_is_offered_none() -> None:
    page = _client().get(reverse("tokens")).content.decode()
    assert 'name="grants"' not in page
    assert _client().post(reverse("tokens"), SENT).status_code == 422
