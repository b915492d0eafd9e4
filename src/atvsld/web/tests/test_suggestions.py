"""Suggestions while typing: places and codes for everybody, establishments and accidents within the own rights only."""

from __future__ import annotations

import pytest
from django.test import Client

from atvsld.testing import make_accident, make_establishment, make_user, place

pytestmark = pytest.mark.django_db


def client_of(role: str = "", **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


def labels(client: Client, address: str, typed: str) -> list[str]:
    return [found["label"] for found in client.get(address, {"q": typed}).json()]


def test_a_place_is_found_without_accents_and_its_label_is_understood_again() -> None:
    found = labels(client_of("labour", place=place("Thái Nguyên")), "/goi-y/commune/", "tan cuong thai nguyen")
    assert len(found) == 1
    assert place(found[0]).full_name == "Xã Tân Cương"


def test_establishments_only_within_the_scope() -> None:
    here = make_establishment(name="Công ty Ví Dụ Tìm")
    there = make_establishment(name="Công ty Ví Dụ Tìm Xa", province="Cà Mau")
    assert labels(client_of("employer", establishment=here), "/goi-y/establishment/", "vi du tim") == [str(here)]
    assert labels(client_of("labour", place=place("Cà Mau")), "/goi-y/establishment/", "vi du tim") == [str(there)]
    assert len(labels(client_of("ministry"), "/goi-y/establishment/", "vi du tim")) == 2
    assert labels(client_of(), "/goi-y/establishment/", "vi du tim") == []


def test_accidents_only_within_the_scope() -> None:
    number = make_accident().receipt_number or ""
    assert labels(client_of("labour", place=place("Thái Nguyên")), "/goi-y/accident/", number) == [number]
    assert labels(client_of("labour", place=place("Cà Mau")), "/goi-y/accident/", number) == []
    assert labels(client_of(), "/goi-y/accident/", number) == []


def test_codes_by_number_and_by_words() -> None:
    client = client_of("labour", place=place("Thái Nguyên"))
    by_word = labels(client, "/goi-y/ma/occupations/", "tho han")
    assert by_word and all(" – " in label for label in by_word)
    code = by_word[0].split(" – ")[0]
    assert by_word[0] in labels(client, "/goi-y/ma/occupations/", code)
    assert labels(client, "/goi-y/ma/occupations/", "") == []


def test_communes_follow_their_province() -> None:
    client = client_of("labour", place=place("Thái Nguyên"))
    province = place("Thái Nguyên")
    found = [row["label"] for row in client.get("/dia-ban/xa/", {"province": province.pk}).json()]
    assert "Xã Tân Cương" in found and len(found) == len(set(found)) > 50
    for wrong in ("", "x", "999999999999999"):
        assert client.get("/dia-ban/xa/", {"province": wrong}).json() == []


def test_nothing_for_those_who_are_not_signed_in_and_no_unknown_kind() -> None:
    assert Client().get("/goi-y/establishment/", {"q": "cong ty"}).status_code == 302
    assert client_of("ministry").get("/goi-y/khong-co/", {"q": "x"}).status_code == 404
    assert labels(client_of("ministry"), "/goi-y/ma/khong-co/", "x") == []
