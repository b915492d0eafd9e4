"""The API says what the pages say: same rows, same refusals, same masks."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from atvsld.base.audit.models import AuditEntry
from atvsld.testing import make_accident, make_establishment, make_user, make_victim, place

pytestmark = pytest.mark.django_db
JSON = "application/json"


def _client(role: str, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def labour() -> Client:
    return _client("labour", place=place("Thái Nguyên"))


def test_without_a_session_there_is_nothing_not_even_a_count() -> None:
    make_establishment()
    answer = Client().get("/api/v1/establishments")
    assert answer.status_code == 401
    assert "count" not in answer.content.decode()


def test_only_rows_in_scope_are_counted_and_read(labour: Client) -> None:
    accident = make_accident()
    assert labour.get("/api/v1/accidents").json()["count"] == 1
    other = _client("labour", place=place("Lai Châu"))
    assert other.get("/api/v1/accidents").json()["count"] == 0
    assert other.get(f"/api/v1/accidents/{accident.pk}").status_code == 404


def test_a_role_without_the_register_is_refused() -> None:
    answer = _client("provider", establishment=make_establishment()).get("/api/v1/accidents")
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "scope.denied"


def test_refusals_are_problems_with_the_codes_of_the_page(labour: Client) -> None:
    answer = labour.post("/api/v1/establishments", json.dumps({"tax_code": "0100109107"}), content_type=JSON)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    found = {(e["field"], e["code"]) for e in answer.json()["errors"]}
    assert ("tax_code", "tax_code.check_digit") in found
    assert ("name", "field.required") in found


def test_a_row_is_made_changed_and_voided(labour: Client) -> None:
    sent = {"tax_code": "0100109106", "name": "Công ty thử", "province": "Thái Nguyên"}
    made = labour.post("/api/v1/establishments", json.dumps(sent), content_type=JSON)
    assert made.status_code == 201
    row = made.json()
    url = f"/api/v1/establishments/{row['id']}"
    version = f"{url}?row_version={row['row_version']}"
    changed = labour.patch(version, json.dumps({"name": "Tên mới"}), content_type=JSON)
    assert changed.json()["name"] == "Tên mới"
    assert changed.json()["tax_code"] == "0100109106"
    late = labour.patch(version, json.dumps({"name": "Khác"}), content_type=JSON)
    assert [e["code"] for e in late.json()["errors"]] == ["row.changed"]
    voided = labour.post(f"{url}/void", json.dumps({"reason": "khai trùng"}), content_type=JSON)
    assert voided.json()["is_voided"] is True
    entries = AuditEntry.objects.filter(register="establishments", object_id=row["id"], number__isnull=False)
    assert list(entries.order_by("number").values_list("verb", "via")) == [
        ("create", "api"), ("edit", "api"), ("void", "api"),
    ]  # fmt: skip


def test_names_are_masked_without_the_right_and_recorded_with_it(labour: Client) -> None:
    victim = make_victim(make_accident(), full_name="Trần Thị Bình")
    url = f"/api/v1/victims/{victim.pk}"
    masked = _client("ministry").get(url).json()
    assert masked["full_name"] == "T. T. B."
    assert labour.get("/api/v1/victims").json()["results"][0]["full_name"] == "T. T. B."
    assert labour.get(url).json()["full_name"] == "Trần Thị Bình"
    assert (
        AuditEntry.objects.filter(register="victims", object_id=victim.pk, verb="read_personal", via="api").count() == 1
    )


def test_the_schema_names_every_field_in_vietnamese(labour: Client) -> None:
    schemas = labour.get("/api/openapi.json").json()["components"]["schemas"]
    sent = schemas["VictimsSent"]["properties"]
    assert sent["full_name"]["title"] == "Họ và tên"
    assert sent["lost_days"]["description"]
