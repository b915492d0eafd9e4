"""A password that somebody else has known opens nothing but the page where it is changed."""

from __future__ import annotations

import pytest
from django.test import Client

from atvsld.base.audit.models import AuditEntry
from atvsld.org.people.services import set_password
from atvsld.testing import EVERYTHING, make_user, place

pytestmark = pytest.mark.django_db
FIRST, SECOND = "cấp-tay-lần-đầu-2026", "của-riêng-tôi-2026-x"


def test_it_must_be_changed_and_then_everything_opens() -> None:
    user = make_user("labour", place=place("Thái Nguyên"))
    set_password(EVERYTHING, user, FIRST)
    client = Client()
    client.force_login(user)
    assert client.get("/tai-nan/").url == "/doi-mat-khau/"
    told = client.get("/api/v1/accidents")
    assert told.status_code == 403 and told.json()["errors"][0]["code"] == "auth.password"
    refused = client.post("/doi-mat-khau/", {"oldpassword": FIRST, "password1": "12345", "password2": "12345"})
    assert refused.status_code == 200
    changed = client.post("/doi-mat-khau/", {"oldpassword": FIRST, "password1": SECOND, "password2": SECOND})
    assert changed.url == "/"
    assert client.get("/tai-nan/").status_code == 200
    user.refresh_from_db()
    assert user.check_password(SECOND)
    verbs = (
        AuditEntry.objects.filter(register="users", object_id=user.pk).order_by("number").values_list("verb", flat=True)
    )
    assert list(verbs)[-2:] == ["reset_password", "change_password"]
    said = [str(e.changes) + e.reason for e in AuditEntry.objects.filter(register="users", object_id=user.pk)]
    assert not any(FIRST in text or SECOND in text for text in said)
