"""The start page leads each role to its one step, and counts and names only what that person has to do."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from atvsld.accidents.models import Accident
from atvsld.org.people.models import User
from atvsld.org.people.roles import ROLES
from atvsld.testing import COMMUNE, make_accident, make_establishment, make_user, make_zone, place
from atvsld.web.pages.start import MAIN_STEPS

pytestmark = pytest.mark.django_db


def start_of(user: User) -> HttpResponse:
    client = Client()
    client.force_login(user)
    return client.get("/")


def texts(page: HttpResponse) -> list[str]:
    return [task["text"] for task in page.context["tasks"]]  # type: ignore[attr-defined]


def test_every_role_has_a_step() -> None:
    assert set(MAIN_STEPS) == set(ROLES)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_step_of_each_role_opens(role: str) -> None:
    units = {"place": place("Thái Nguyên"), "establishment": make_establishment(), "zone": make_zone()}
    unit = {ROLES[role].unit: units[ROLES[role].unit]} if ROLES[role].unit in units else {}
    client = Client()
    client.force_login(make_user(role, **unit))
    page = client.get("/")
    step = page.context["main"]
    assert step["label"] in page.content.decode()
    assert client.get(step["url"], follow=True).status_code == 200


def test_the_province_accepts_and_the_others_complete() -> None:
    office = make_establishment()
    open_one, complete = make_accident(office), make_accident(office)
    Accident.objects.filter(pk=complete.pk).update(state="declared")
    labour = start_of(make_user("labour", place=place("Thái Nguyên")))
    assert [str(complete) in text and text.startswith("Tiếp nhận") for text in texts(labour)] == [True]
    employer = texts(start_of(make_user("employer", establishment=office)))
    assert any(text.startswith(f"Khai đủ vụ {open_one}") for text in employer)
    assert not any(str(complete) in text for text in employer)
    for role, unit in (("labour", "Cà Mau"), ("commune", "Xã Đất Mũi, Tỉnh Cà Mau")):
        assert texts(start_of(make_user(role, place=place(unit)))) == []


def test_an_employer_is_told_of_the_period_that_nobody_reported() -> None:
    office = make_establishment(name="Công ty Chưa Báo")
    told = texts(start_of(make_user("employer", establishment=office)))
    assert len(told) == 1 and told[0].startswith("Công ty Chưa Báo") and "hãy xác nhận" in told[0]
    assert texts(start_of(make_user("commune", place=place(COMMUNE)))) == []


def test_an_administrator_is_told_of_accounts_without_a_role() -> None:
    idle = make_user()
    page = start_of(make_user("admin"))
    assert any(idle.username in text for text in texts(page))
    assert "Danh mục còn tạm" in [tile.label for tile in page.context["tiles"]]
    idle.is_active = False
    idle.save()
    assert not any(idle.username in text for text in texts(start_of(make_user("admin"))))


def test_a_page_that_stands_in_no_menu_is_not_called_the_first_page() -> None:
    client = Client()
    client.force_login(make_user("labour", place="Thái Nguyên"))

    def active(path: str) -> list[str]:
        return [item["url"] for item in client.get(path).context["nav"] if item["active"]]

    assert active("/ma-truy-cap/") == []
    assert (active("/"), active("/dia-ban/")) == (["/"], ["/dia-ban/"])
