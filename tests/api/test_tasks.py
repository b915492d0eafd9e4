"""Tasks through the API: the same numbers, rows and rights as the pages, and nothing to write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from atvsld.directives.tasks import services
from atvsld.directives.tasks.tests.make import COMMUNE, HOME, make_task
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user, place

pytestmark = pytest.mark.django_db


def asked(user, path: str, **params):
    client = Client()
    client.force_login(user)
    return client.get(f"/api/v1/tasks{path}", params)


def test_what_a_province_is_told():
    labour, commune = make_user("labour", place=HOME), make_user("commune", place=COMMUNE)
    today = timezone.localdate()
    task = make_task(scope_of(labour), today=today - timedelta(days=9), first_due=today - timedelta(days=2))
    services.accept(scope_of(commune), task.pk, today=today - timedelta(days=1))
    told = asked(labour, "/counts").json()
    assert told["total"] == {"overdue": 1} and told["fallen_due"] == 1 and told["changed"] == {"accepted": 1}
    rows = asked(labour, "", status="overdue").json()
    assert rows["count"] == 1 and rows["results"][0]["status"] == "overdue"
    before = asked(labour, "", day=(today - timedelta(days=5)).isoformat()).json()["results"]
    assert [row["status"] for row in before] == ["not_accepted"]
    one = asked(labour, f"/{task.pk}").json()
    assert [event["kind"] for event in one["events"]] == ["handed", "accepted"] and len(one["occurrences"]) == 1
    assert asked(labour, "", khong="1").json()["errors"][0]["code"] == "query.unknown"


def test_others_are_told_nothing():
    labour, away = make_user("labour", place=HOME), make_user("labour", place="Cà Mau")
    task = make_task(scope_of(labour))
    assert asked(away, "").json()["count"] == 0
    assert asked(away, "/counts").json()["total"] == {}
    assert asked(away, f"/{task.pk}").status_code == 404
    for path in ("", "/counts"):
        assert asked(away, path, unit=str(place(HOME).pk)).status_code == 403
    assert Client().get("/api/v1/tasks").status_code == 401
