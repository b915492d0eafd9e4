"""Asking without a code: nothing is told to the asker, officers decide on many, and no account opens unchecked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.org.accounts import requests
from atvsld.org.accounts.models import AccountRequest
from atvsld.org.accounts.requests import State, approve, by_number, reject, submit
from atvsld.org.people.models import User
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_establishment, make_scope, make_user, place

pytestmark = pytest.mark.django_db
GOOD = "câu dài của riêng tôi 2026"
ADDRESS = "203.0.113.5"
UNKNOWN = "0100109106"


def ask(tax_code: str, province: str = "Thái Nguyên", **more) -> AccountRequest:
    values = {"tax_code": tax_code, "full_name": "Lê Văn Bốn", "phone": "0987654321", "province": place(province)}
    return submit(values | more, ADDRESS)


def labour(province: str = "Thái Nguyên"):
    return make_scope("labour", place=province)


def test_a_request_stands_where_the_establishment_is_whatever_was_chosen() -> None:
    factory = make_establishment()
    request = ask(factory.tax_code, "Cà Mau")
    assert (request.province, request.commune) == (factory.province, factory.commune)
    assert request in AccountRequest.objects.visible_to(labour())
    assert not AccountRequest.objects.visible_to(labour("Cà Mau")).exists()
    unknown = ask(UNKNOWN, "Cà Mau")
    assert list(AccountRequest.objects.visible_to(labour("Cà Mau"))) == [unknown]


def test_names_and_numbers_are_unreadable_in_the_database() -> None:
    request = ask(make_establishment().tax_code, note="Quyết định 12", email="an@vidu.vn", password=GOOD)
    columns = "full_name, phone, email, note, password"
    (row,) = AccountRequest.objects.raw(f"SELECT id, {columns} FROM org_accountrequest")
    assert row.full_name == "Lê Văn Bốn"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM org_accountrequest")
        said = str(cursor.fetchall())
    assert not any(word in said for word in ("Lê Văn Bốn", "0987654321", "Quyết định 12", "an@vidu.vn", GOOD))
    assert by_number(f" {request.number.lower()} ") == request


def test_many_are_approved_in_one_step_with_a_slip_each() -> None:
    factories = [make_establishment() for _ in range(3)]
    asked = [ask(f.tax_code) for f in factories] + [ask(factories[0].tax_code), ask(UNKNOWN)]
    decided = approve(labour(), [r.pk for r in asked], State.CODE)
    assert {s.establishment for s in decided.slips} == set(factories) and not decided.opened
    assert [r for r, _ in decided.left] == asked[3:], "one slip an establishment; an unknown one waits"
    states = list(AccountRequest.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["code"] * 3 + ["waiting"] * 2
    assert AuditEntry.objects.filter(register="account_requests", verb="decide").count() == 3


def test_an_account_opens_at_once_only_when_the_officer_says_how_the_person_was_checked() -> None:
    factory, held, asked_without = make_establishment(), make_establishment(), make_establishment()
    make_user("employer", establishment=held)
    asked = [ask(factory.tax_code, password=GOOD), ask(held.tax_code, password=GOOD), ask(asked_without.tax_code)]
    ids = [r.pk for r in asked]
    with pytest.raises(Refused) as refused:
        approve(labour(), ids, State.ACTIVE, "  ")
    assert refused.value.codes == ["request.checked"]
    decided = approve(labour(), ids, State.ACTIVE, "Đối chiếu căn cước tại bộ phận một cửa")
    (user,) = decided.opened
    assert user.username == factory.tax_code and user.check_password(GOOD)
    assert scope_of(user).may("accidents", "create") and user.memberships.get().establishment == factory
    assert [r for r, _ in decided.left] == asked[1:]
    asked[0].refresh_from_db()
    assert asked[0].password == "", "the hash is kept no longer than needed"


def test_an_establishment_of_another_place_is_not_opened_through_a_wrong_province() -> None:
    request = ask(UNKNOWN, "Thái Nguyên", password=GOOD)
    make_establishment(tax_code=UNKNOWN, province="Cà Mau", commune=None)
    for how in (State.ACTIVE, State.CODE):
        decided = approve(labour(), [request.pk], how, "Đã gọi điện theo số đăng ký")
        assert not decided.opened and not decided.slips and len(decided.left) == 1
    assert not User.objects.filter(username=UNKNOWN).exists()


def test_a_refusal_needs_a_reason_that_the_asker_reads() -> None:
    asked = [ask(make_establishment().tax_code, password=GOOD) for _ in range(2)]
    with pytest.raises(Refused):
        reject(labour(), [r.pk for r in asked], "no")
    assert reject(labour(), [r.pk for r in asked], "Không phải người của cơ sở") == 2
    found = by_number(asked[0].number)
    assert found and (found.state, found.reason, found.password) == ("rejected", "Không phải người của cơ sở", "")
    assert reject(labour(), [r.pk for r in asked], "Không phải người của cơ sở") == 0, "decided already"


def test_officers_elsewhere_and_other_roles_decide_nothing() -> None:
    request = ask(make_establishment().tax_code)
    others = [labour("Cà Mau"), make_scope("employer", establishment=make_establishment()), make_scope()]
    others += [make_scope("health", place="Thái Nguyên"), make_scope("auditor"), make_scope("ministry")]
    for scope in others:
        assert not AccountRequest.objects.visible_to(scope, "decide").exists()
        with pytest.raises(OutOfScope):
            approve(scope, [request.pk], State.CODE)
        with pytest.raises(OutOfScope):
            reject(scope, [request.pk], "vì không thích")
    request.refresh_from_db()
    assert request.state == "waiting"


def test_a_flood_from_one_address_ends_and_another_address_still_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "REQUESTS_OF_ADDRESS", requests.Limit("r", 2, timedelta(hours=1)))
    ask(UNKNOWN), ask(UNKNOWN)
    with pytest.raises(Refused) as refused:
        ask(UNKNOWN)
    assert refused.value.codes == ["request.slow"]
    values = {"tax_code": UNKNOWN, "full_name": "X", "phone": "0", "province": place("Cà Mau")}
    assert submit(values, "198.51.100.1").state == "waiting"


def test_a_tax_code_without_its_check_digit_is_not_taken() -> None:
    with pytest.raises(Refused) as refused:
        ask("0100109107")
    assert refused.value.codes == ["tax_code.check_digit"]
