"""Reminders for programs say what the page says, to the same people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from atvsld.directives.tasks.tests.make import COMMUNE, HOME, commune_committee, make_task
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_counts_groups_and_rows():
    today = timezone.localdate()
    labour = make_user("labour", place=HOME)
    for days in (-12, -11, 3):
        make_task(scope_of(labour), title=f"Việc {days}", today=today - timedelta(days=30),
                  first_due=today + timedelta(days=days))  # fmt: skip
    told = client_of(make_user("leader", place=HOME)).get("/api/v1/reminders").json()
    lead = commune_committee()
    assert told["by"] == "agency" and told["day"] == str(today)
    sections = {one["audience"]: one for one in told["sections"]}
    assert sections["above"]["counts"] == {"overdue": 2}
    assert sections["above"]["groups"] == [{"id": lead.pk, "name": lead.name_vi, "counts": {"overdue": 2}}]
    commune = client_of(make_user("commune", place=COMMUNE))
    rows = commune.get("/api/v1/reminders/occurrences", {"audience": "lead", "bucket": "soon"}).json()
    assert (rows["count"], [row["title"] for row in rows["results"]]) == (1, ["Việc 3"])
    assert commune.get("/api/v1/reminders/occurrences", {"audience": "lead", "bucket": "x"}).status_code == 422
    away = client_of(make_user("commune", place="Xã Đất Mũi, Tỉnh Cà Mau"))
    assert away.get("/api/v1/reminders").json()["sections"] == []
    for audience in ("lead", "giver", "unit", "above", "top"):
        query = {"audience": audience, "bucket": "overdue", "agency": lead.pk}
        assert away.get("/api/v1/reminders/occurrences", query).json()["count"] == 0
    assert client_of(make_user("inspector")).get("/api/v1/reminders").status_code == 403
    assert Client().get("/api/v1/reminders").status_code == 401
