"""Calls with a key: what opens, what does not, what each refusal says, and how often one may call."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.org.people.api_token import ApiToken
from atvsld.org.people.services import set_active, set_password
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_user, make_victim
from tests.api.calling import Caller, caller_of, codes, secret_of

pytestmark = pytest.mark.django_db
LIMITED = {"calls": (3, 60), "failures": (2, 60)}


@pytest.fixture
def labour():
    return make_user("labour", place="Thái Nguyên")


def test_no_key_a_wrong_one_and_one_without_the_right(labour):
    make_establishment()
    answer = Client().get("/api/v1/accidents")
    assert answer.status_code == 401 and codes(answer) == [("", "auth.missing")]
    assert answer["WWW-Authenticate"].startswith("Bearer")
    for wrong in ("", "abc", "atvsld_0000000000_" + "a" * 43, secret_of(labour)[:-1]):
        answer = Caller(wrong).get("/accidents")
        assert answer.status_code == 401 and b"count" not in answer.content
    only_view = caller_of(labour, "accidents.view")
    assert only_view.get("/accidents").status_code == 200
    assert only_view.get("/victims").status_code == 403
    assert codes(only_view.post("/accidents", {})) == [("", "scope.denied")]


def test_a_key_ends_with_its_revocation_its_day_its_account_and_a_handed_out_password(labour):
    caller = caller_of(labour)
    token = ApiToken.objects.get()
    assert caller.get("/accidents").status_code == 200
    for column in ({"revoked_at": timezone.now()}, {"expires_on": "2025-01-01"}):
        before = {name: getattr(token, name) for name in column}
        ApiToken.objects.update(**column)
        assert codes(caller.get("/accidents")) == [("", "auth.token")]
        ApiToken.objects.update(**before)
    set_active(EVERYTHING, labour, False)
    assert caller.get("/accidents").status_code == 401
    set_active(EVERYTHING, labour, True)
    set_password(EVERYTHING, labour, "cấp-tay-lần-đầu-2026")
    assert codes(caller.get("/accidents")) == [("", "auth.password")]


def test_a_session_must_carry_the_mark_of_its_page_and_a_key_need_not(labour):
    sent = {"tax_code": "0100109106", "name": "Công ty thử", "province": "Thái Nguyên"}
    client = Client(enforce_csrf_checks=True)
    client.force_login(labour)
    assert client.get("/api/v1/establishments").status_code == 200
    answer = client.post("/api/v1/establishments", sent, content_type="application/json")
    assert answer.status_code == 403 and codes(answer) == [("", "auth.csrf")]
    assert caller_of(labour).post("/establishments", sent).status_code == 201


def test_private_values_only_to_a_key_that_may_and_with_a_line_that_names_it(labour):
    victim = make_victim(make_accident(), full_name="Trần Thị Bình")
    path = f"/victims/{victim.pk}"
    assert caller_of(labour).get(path).json()["full_name"] == "T. T. B."
    assert not AuditEntry.objects.filter(verb="read_personal").exists()
    opened = caller_of(labour, "victims.view", may_read_private=True)
    assert opened.get(path).json()["full_name"] == "Trần Thị Bình"
    line = AuditEntry.objects.get(register="victims", object_id=victim.pk, verb="read_personal")
    token = ApiToken.objects.get(may_read_private=True)
    assert line.via == "api" and line.actor == labour and token.prefix in line.actor_label
    assert opened.get("/victims").json()["results"][0]["full_name"] == "T. T. B."


def test_what_is_masked_is_neither_overwritten_nor_searched(labour):
    victim = make_victim(make_accident(), full_name="Trần Thị Bình")
    caller, path = caller_of(labour), f"/victims/{victim.pk}"
    row = caller.get(path).json()
    again = caller.patch(path, {"full_name": row["full_name"], "lost_days": 5}, If_Match='"1-0000000000000000"')
    assert again.status_code == 200 and again.json()["lost_days"] == 5
    victim.refresh_from_db()
    assert victim.full_name == "Trần Thị Bình"
    refused = caller.patch(path, {"full_name": "Người Khác"}, If_Match=again["ETag"])
    assert codes(refused) == [("full_name", "field.hidden")]
    assert codes(caller.get("/victims", q="binh")) == [("q", "query.search")]
    assert codes(caller.get("/victims", sort="full_name")) == [("sort", "query.sort")]


def test_sex_and_groups_go_to_a_key_that_may_read_them_and_to_no_other(labour):
    victim = make_victim(make_accident(), sex="female", worker_groups=["disabled"])
    make_victim(victim.accident, full_name="Không nhóm nào", sex="")
    path, masked = f"/victims/{victim.pk}", caller_of(labour)
    opened = caller_of(labour, "victims.view", "victims.edit", may_read_private=True)
    assert {(r["sex"], r["worker_groups"]) for r in masked.get("/victims").json()["results"]} == {("•••", "•••")}
    row = masked.get(path)
    assert (row.json()["sex"], row.json()["worker_groups"]) == ("•••", "•••")
    assert codes(masked.get("/victims", sex="female")) == [("sex", "query.filter")]
    again = masked.patch(path, {"sex": "•••", "worker_groups": "•••", "lost_days": 3}, If_Match=row["ETag"])
    assert again.status_code == 200
    refused = masked.patch(path, {"sex": "male", "worker_groups": []}, If_Match=again["ETag"])
    assert codes(refused) == [("sex", "field.hidden"), ("worker_groups", "field.hidden")]
    told = opened.get(path).json()
    assert (told["sex"], told["worker_groups"], told["lost_days"]) == ("female", ["disabled", "women"], 3)
    assert [opened.get("/victims", sex=sex).json()["count"] for sex in ("female", "male")] == [1, 0]


@override_settings(ATVSLD_API_RATES=LIMITED)
def test_too_many_calls_and_too_many_wrong_keys_wait(labour):
    cache.clear()
    caller, other = caller_of(labour), caller_of(labour)
    assert [caller.get("/accidents").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = caller.get("/accidents")
    assert codes(answer) == [("", "rate.exceeded")] and 0 < int(answer["Retry-After"]) <= 60
    assert other.get("/accidents").status_code == 200, "each key counts for itself"
    wrong = Caller("atvsld_0000000000_" + "a" * 43)
    assert [wrong.get("/accidents").status_code for _ in range(3)] == [401, 401, 429]
    assert other.get("/accidents").status_code == 200, "a good key from the same address goes on"
    cache.clear()


def test_every_refusal_is_a_problem(labour):
    caller = caller_of(labour)
    row = make_establishment()
    assert codes(caller.get("/khong-co")) == [("", "row.missing")]
    assert codes(caller.get("/accidents/999999999")) == [("", "row.missing")]
    assert codes(caller.get(f"/accidents/{2**70}")) == [("", "row.missing")]
    wrong_method = caller.send("DELETE", f"/establishments/{row.pk}")
    assert codes(wrong_method) == [("", "method.not_allowed")] and "PATCH" in wrong_method["Allow"]
    assert wrong_method.status_code == 405
    assert codes(caller.post("/establishments", "{")) == [("", "body.json")]
    assert codes(caller.post("/establishments", "[1]")) == [("", "field.type")]
    assert codes(caller.post("/establishments", {"nam": "x"})) == [("nam", "field.extra")]
    assert codes(caller.post("/establishments", {"name": {"a": 1}})) == [("name", "field.type")]
    too_large = caller.post("/establishments", b" " * (3 * 1024 * 1024))
    assert too_large.status_code == 413 and codes(too_large) == [("", "body.too_large")]
    assert caller.get("/accidents", q="a\x00b").status_code == 400


def test_a_fault_is_a_problem_too(labour, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("atvsld.web.api.registers.rows_of", fails)
    caller = caller_of(labour)
    caller.client.raise_request_exception = False
    answer = caller.get("/accidents")
    assert answer.status_code == 500 and codes(answer) == [("", "server.error")]
    assert "inside" not in answer.content.decode() and answer["X-Request-ID"]
