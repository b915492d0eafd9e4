"""Rows by the API: written once, changed only as they were seen, listed with exact counts and in a stable order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from atvsld.accidents.models import Accident, Victim
from atvsld.base.idempotency import once
from atvsld.base.models import IdempotencyKey
from atvsld.org.establishments.models import Establishment
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_user, make_victim
from tests.api.calling import Caller, caller_of, codes

pytestmark = pytest.mark.django_db
SENT = {"tax_code": "0100109106", "name": "Công ty thử", "province": "Thái Nguyên"}
ACCIDENT = {"declared_by": "commune", "occurred_at": "2026-03-10T09:30:00+07:00",
            "event_commune": "Xã Tân Cương, Tỉnh Thái Nguyên"}  # fmt: skip
VICTIM = {"full_name": "Trần Thị Bình", "reported_condition": "minor"}


@pytest.fixture
def labour():
    return make_user("labour", place="Thái Nguyên")


@pytest.fixture
def caller(labour) -> Caller:
    return caller_of(labour, may_read_private=True)


def test_the_same_key_creates_once_and_answers_again(caller, labour):
    first = caller.post("/establishments", SENT, Idempotency_Key="k1")
    again = caller.post("/establishments", SENT, Idempotency_Key="k1")
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert Establishment.objects.filter(tax_code=SENT["tax_code"]).count() == 1
    other = caller.post("/establishments", SENT | {"name": "Khác"}, Idempotency_Key="k1")
    assert other.status_code == 422 and codes(other) == [("Idempotency-Key", "idempotency.other")]
    assert codes(caller.post("/headcounts", {}, Idempotency_Key="k1")) == [("Idempotency-Key", "idempotency.other")]
    assert codes(caller.post("/establishments", SENT, Idempotency_Key="x" * 65)) == [
        ("Idempotency-Key", "idempotency.key")
    ]
    own = caller_of(labour).post("/establishments", SENT, Idempotency_Key="k1")
    assert codes(own) == [("tax_code", "row.exists")], "another program's key is another key"


def test_a_refused_create_leaves_its_key_free(caller):
    refused = caller.post("/establishments", SENT | {"tax_code": "1"}, Idempotency_Key="k2")
    assert refused.status_code == 422 and not IdempotencyKey.objects.exists()
    assert caller.post("/establishments", SENT, Idempotency_Key="k2").status_code == 201


def test_a_row_is_changed_only_as_it_was_seen(caller):
    row = make_establishment()
    path = f"/establishments/{row.pk}"
    seen = caller.get(path)
    assert caller.get(path, headers={"If-None-Match": seen["ETag"]}).status_code == 304
    missing = caller.patch(path, {"name": "A"})
    assert missing.status_code == 428 and codes(missing) == [("row_version", "row.version")]
    changed = caller.patch(path, {"name": "Tên mới"}, If_Match=seen["ETag"])
    assert changed.status_code == 200 and changed["ETag"] != seen["ETag"]
    assert caller.get(path, headers={"If-None-Match": seen["ETag"]}).status_code == 200
    stale = caller.patch(path, {"name": "B"}, If_Match=seen["ETag"])
    assert stale.status_code == 412 and codes(stale) == [("", "row.changed")]
    assert caller.patch(f"{path}?row_version=1", {"name": "B"}).status_code == 409
    assert caller.patch(path, {"name": "B"}, If_Match='"other"').status_code == 412
    row.refresh_from_db()
    assert row.name == "Tên mới"


def test_pages_of_a_list_hold_every_row_once_and_say_how_many_there_are(caller):
    rows = [make_establishment(name=f"Công ty {n % 3}") for n in range(7)]
    for sort in ("", "name", "-name", "updated_at,-id"):
        ids, path = [], f"/establishments?page_size=3&sort={sort}"
        while path:
            told = caller.get(path.removeprefix("/api/v1")).json()
            assert told["count"] == 7
            ids += [row["id"] for row in told["results"]]
            path = told["next"]
        assert sorted(ids) == sorted(row.pk for row in rows), sort
    assert told["previous"].startswith("/api/v1/establishments?") and told["page"] == 3
    beyond = caller.get("/establishments", page=9, page_size=3).json()
    assert beyond["results"] == [] and beyond["count"] == 7 and "page=3" in beyond["previous"]


def test_the_parameters_are_those_that_the_document_names(caller):
    refused = caller.get("/accidents", province="Thái Nguyên", sort="summary", year="hai")
    assert refused.status_code == 422 and ("year", "field.type") in codes(refused)
    refused = caller.get("/accidents", province="Thái Nguyên", sort="summary", cause="không có")
    assert codes(refused) == [("cause", "query.filter"), ("province", "query.unknown"), ("sort", "query.sort")]
    for wrong in ({"page": 0}, {"page_size": 201}, {"severity": "rất nặng"}, {"updated_since": "hôm qua"}):
        assert caller.get("/accidents", **wrong).status_code == 422, wrong
    for wrong in ({"la": "x"}, {"page": "a"}):
        assert caller.get("/places", **wrong).status_code == caller.get("/code-lists/vsic", **wrong).status_code == 422


def test_what_changed_since_includes_what_was_voided(caller):
    old, new, gone = make_establishment(), make_establishment(), make_establishment()
    long_ago = timezone.now() - timedelta(days=9)
    Establishment.objects.filter(pk=old.pk).update(updated_at=long_ago)
    assert caller.post(f"/establishments/{gone.pk}/void", {"reason": "khai trùng"}).json()["is_voided"]
    since = (timezone.now() - timedelta(days=1)).isoformat()
    found = caller.get("/establishments", updated_since=since).json()
    assert [row["id"] for row in found["results"]] == [new.pk, gone.pk] and found["count"] == 2
    assert caller.get("/establishments").json()["count"] == 2
    assert caller.get("/establishments", voided="1").json()["count"] == 1
    assert caller.get("/establishments", voided="any").json()["count"] == 3


@pytest.mark.parametrize("model", [Accident, Victim])
def test_what_changed_since_is_read_from_an_index(model):
    """Of a million rows few changed since yesterday."""
    rows = model.objects.filter(updated_at__gte=timezone.now()).order_by("updated_at", "pk")[:50]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Of a table with hardly a row any index will do; only this one gives the order too.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    assert f"{model._meta.model_name}_updated" in rows.explain()


def test_filters_are_those_of_the_page(caller):
    one, other = make_establishment(), make_establishment()
    make_headcount(one, 2025), make_headcount(other, 2025), make_headcount(one, 2024)
    assert caller.get("/headcounts", year=2025).json()["count"] == 2
    assert caller.get("/headcounts", establishment=one.pk).json()["count"] == 2
    assert caller.get("/headcounts", unit="Xã Tân Cương, Tỉnh Thái Nguyên").json()["count"] == 3
    assert caller.get("/headcounts", unit="Cà Mau").json()["count"] == 0


def test_an_accident_is_declared_with_its_victims_in_one_call(caller):
    answer = caller.post("/accidents", ACCIDENT | {"victims": [VICTIM, VICTIM | {"full_name": "B"}]},
                         Idempotency_Key="a")  # fmt: skip
    row = answer.json()
    assert answer.status_code == 201 and row["victim_count"] == 2 and row["receipt_number"].startswith("TN")
    assert row["state"] == "notified" and row["occurred_at"] == "2026-03-10T09:30:00+07:00"
    assert caller.get("/victims", accident=row["id"]).json()["count"] == 2
    assert caller.post("/accidents", ACCIDENT | {"victims": [VICTIM, VICTIM | {"full_name": "B"}]},
                       Idempotency_Key="a").json()["id"] == row["id"]  # fmt: skip
    assert Accident.objects.count() == 1 and Victim.objects.count() == 2


def test_a_victim_that_is_refused_refuses_the_whole_declaration(caller):
    wrong = VICTIM | {"birth_year": "năm ngoái", "sex": "x"}
    answer = caller.post("/accidents", ACCIDENT | {"declared_by": "", "victims": [VICTIM, wrong]})
    assert codes(answer) == [("declared_by", "field.required"), ("victims-1-birth_year", "field.number"),
                             ("victims-1-sex", "field.choice")]  # fmt: skip
    answer = caller.post("/accidents", ACCIDENT | {"victims": [VICTIM | {"reported_condition": "fatal"}]})
    assert codes(answer) == [("victims-0-died_on", "death.date")]
    answer = caller.post("/accidents", ACCIDENT | {"victims": [VICTIM, {"full_name": 5, "x": 1}]})
    assert ("victims-1-x", "field.extra") in codes(answer)
    assert not Accident.objects.exists() and not Victim.objects.exists()


def test_steps_are_taken_in_order_and_told_only_to_those_who_may(caller):
    accident = make_accident()
    path = f"/accidents/{accident.pk}/steps"
    assert [step["name"] for step in caller.get(path).json()] == ["complete"]
    assert codes(caller.post(f"{path}/accept")) == [("", "workflow.state")]
    assert caller.post(f"{path}/complete").status_code == 422
    assert caller.post(f"{path}/khong-co").status_code == 404
    leader = caller_of(make_user("leader", place="Thái Nguyên"))
    assert leader.get(path).json() == []
    assert codes(leader.post(f"{path}/accept")) == [("", "scope.denied")], "not in which state it is"
    away = caller_of(make_user("labour", place="Lạng Sơn"))
    assert away.get(path).status_code == away.post(f"{path}/complete").status_code == 404


def test_lists_and_places_can_be_mapped(caller):
    versions = caller.get("/code-lists").json()
    assert {"vsic", "accident_causes"} <= {v["name"] for v in versions}
    found = caller.get("/code-lists/accident_causes", page_size=2).json()
    assert found["count"] > 2 and len(found["results"]) == 2 and found["version"]["name"] == "accident_causes"
    assert caller.get("/code-lists/accident_causes", on="1900-01-01").status_code in (200, 404)
    assert caller.get("/code-lists/khong-co").status_code == 404
    province = caller.get("/places", level="province", q="thai nguyen").json()["results"][0]
    assert caller.get("/places", level="province").json()["count"] == 34
    communes = caller.get("/places", level="commune", province=province["id"], q="tan cuong").json()["results"]
    assert communes[0]["label"] == "Xã Tân Cương, tỉnh Thái Nguyên"
    one = caller.get(f"/places/{communes[0]['id']}").json()
    assert one["province_id"] == province["id"] and isinstance(one["origins"], list)


def test_a_page_of_rows_costs_as_many_questions_as_one_row(caller):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert caller.get("/victims").status_code == caller.get("/accidents").status_code == 200
        return len(captured)

    make_victim(make_accident(make_establishment()))
    asked()
    few = asked()
    for _ in range(5):
        make_victim(make_accident(make_establishment()))
    assert asked() == few


def test_a_key_and_its_row_are_one(labour):
    """What fails half-way leaves neither; what raced gets the row of the one that came first."""

    def fails():
        make_establishment(tax_code="0100109106")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        once(labour.pk, "api", "k", "establishments", {}, fails)
    assert not IdempotencyKey.objects.exists() and not Establishment.objects.exists()
    assert EVERYTHING.user_id is None
