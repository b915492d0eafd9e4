"""The pages of the list of work: each row opens where it is done, and nobody sees another's."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from atvsld.org.people.models import User
from atvsld.testing import make_accident, make_establishment, make_user, place
from atvsld.web.worklist.kinds import KINDS

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_list_names_the_rows_and_where_they_are_done() -> None:
    accident = make_accident(make_establishment())
    make_establishment()
    client = client_of(make_user("labour", place="Thái Nguyên"))
    text = client.get("/viec-can-lam/").content.decode()
    assert str(accident) in text and f"/tai-nan/{accident.pk}/" in text
    assert "/viec-can-lam/khai-du/" in text and "hạn trước " in text
    for address in set(re.findall(r'href="(/viec-can-lam/[a-z-]+/)"', text)):
        assert client.get(address).status_code == 200


def test_a_long_list_goes_on_by_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atvsld.web.pages.worklist.ROWS", 2)
    cases = [make_accident() for _ in range(3)]
    client = client_of(make_user("labour", place="Thái Nguyên"))
    pages = [client.get(f"/viec-can-lam/khai-du/?page={n}").content.decode() for n in (1, 2)]
    assert all(sum(f"/tai-nan/{case.pk}/" in page for page in pages) == 1 for case in cases)
    assert "<strong>3</strong>" in pages[0]


def test_a_leader_opens_what_is_left_undone() -> None:
    accident = make_accident(make_establishment())
    client = client_of(make_user("leader", place="Thái Nguyên"))
    text = client.get("/viec-can-lam/").content.decode()
    assert "Việc tồn trên địa bàn" in text and str(accident) not in text
    unit = place("Thái Nguyên")
    assert str(accident) in client.get(f"/viec-can-lam/khai-du/?unit={unit.pk}").content.decode()


def test_another_province_gets_nothing() -> None:
    accident, unit = make_accident(make_establishment()), place("Thái Nguyên")
    client = client_of(make_user("leader", place="Cà Mau"))
    assert "Không có việc nào" in client.get("/viec-can-lam/").content.decode()
    for kind in KINDS:
        for query in ("", f"?unit={unit.pk}", "?unit=VN"):
            text = client.get(f"/viec-can-lam/{kind.id}/{query}").content.decode()
            assert "Không có việc nào" in text and str(accident) not in text


def test_what_there_is_not_is_not_found() -> None:
    client = client_of(make_user("labour", place="Thái Nguyên"))
    for address in ("khac/", "khai-du/?unit=999999999", "khai-du/?unit=x"):
        assert client.get(f"/viec-can-lam/{address}").status_code == 404
