"""Agencies are looked up by name, kind and place, whatever the accents."""

from __future__ import annotations

import pytest
from django.test import Client

from atvsld.testing import make_user, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def labour() -> Client:
    client = Client()
    client.force_login(make_user("labour", place=place("Thái Nguyên")))
    return client


def names(client: Client, **asked: str) -> list[str]:
    return [row["agency"].name_vi for row in client.get("/co-quan/", asked).context["rows"]]


def test_found_without_accents_and_by_kind_and_place(labour: Client) -> None:
    everything = labour.get("/co-quan/").context["page"].paginator.count
    assert "Sở Nội vụ tỉnh Thái Nguyên" in names(labour, q="so noi vu thai nguyen")
    of_kind = labour.get("/co-quan/", {"loai": "department_home_affairs"})
    assert of_kind.context["page"].paginator.count == 34 < everything
    assert names(labour, loai="department_home_affairs", **{"dia-ban": "Tỉnh Thái Nguyên"}) == [
        "Sở Nội vụ tỉnh Thái Nguyên"
    ]
    in_commune = names(labour, **{"dia-ban": "Xã Tân Cương, Tỉnh Thái Nguyên"})
    assert in_commune and all("Tân Cương" in name for name in in_commune)


def test_a_kind_is_told_in_words_and_what_is_not_found_is_said(labour: Client) -> None:
    said = labour.get("/co-quan/", {"q": "so noi vu thai nguyen"}).content.decode()
    assert ">department_home_affairs<" not in said and "Tỉnh Thái Nguyên" in said
    assert "Không có cơ quan nào" in labour.get("/co-quan/", {"q": "khong he co"}).content.decode()
    unknown = labour.get("/co-quan/", {"dia-ban": "Xã Không Có"})
    assert "Không xác định được" in unknown.content.decode()
