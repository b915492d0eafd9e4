"""The start page leads each role to its one step, and counts and names only what that person has to do."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from atvsld.accidents.models import Accident
from atvsld.org.people.models import User
from atvsld.org.people.roles import ROLES
from atvsld.testing import OCCURRED_AT, make_accident, make_establishment, make_user, make_zone, place
from atvsld.web.pages.start import MAIN_STEPS

pytestmark = pytest.mark.django_db


def start_of(user: User) -> HttpResponse:
    client = Client()
    client.force_login(user)
    return client.get("/")


def tasks(page: HttpResponse) -> dict[str, int]:
    return {work.id: work.count for work in page.context["tasks"]}  # type: ignore[attr-defined]


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


def test_each_role_is_told_what_it_may_do() -> None:
    office = make_establishment()
    make_accident(office, occurred_at=OCCURRED_AT)
    complete = make_accident(office)
    Accident.objects.filter(pk=complete.pk).update(state="declared")
    labour = start_of(make_user("labour", place=place("Thái Nguyên")))
    assert tasks(labour)["tiep-nhan"] == 1 and labour.context["tiles"][2].value == 1  # type: ignore[attr-defined]
    employer = start_of(make_user("employer", establishment=office))
    assert "tiep-nhan" not in tasks(employer) and tasks(employer)["khai-du"] == 1
    assert "Khai báo ban đầu chưa khai đủ" in employer.content.decode()
    for role, unit in (("labour", "Cà Mau"), ("commune", "Xã Đất Mũi, Tỉnh Cà Mau")):
        assert set(tasks(start_of(make_user(role, place=place(unit))))) <= {"bao-cao-den-han"}


def test_the_most_pressing_few_stand_on_the_start_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atvsld.web.pages.start.MOST_TASKS", 1)
    office = make_establishment()
    make_accident(office)
    page = start_of(make_user("employer", establishment=office))
    assert len(page.context["tasks"]) == 1 and page.context["more_tasks"] >= 1  # type: ignore[attr-defined]
    assert 'href="/viec-can-lam/"' in page.content.decode()


def test_an_employer_is_told_of_the_period_that_nobody_reported() -> None:
    office = make_establishment(name="Công ty Chưa Báo")
    assert tasks(start_of(make_user("employer", establishment=office)))["chua-bao-cao"] == 1


def test_an_administrator_is_told_of_accounts_without_a_role() -> None:
    idle = make_user()
    page = start_of(make_user("admin"))
    number = tasks(page)["chua-co-vai-tro"]
    assert "Danh mục còn tạm" in [tile.label for tile in page.context["tiles"]]
    idle.is_active = False
    idle.save()
    assert tasks(start_of(make_user("admin"))).get("chua-co-vai-tro", 0) == number - 1


def test_a_page_that_stands_in_no_menu_is_not_called_the_first_page() -> None:
    client = Client()
    client.force_login(make_user("labour", place="Thái Nguyên"))

    def active(path: str) -> list[str]:
        return [item["url"] for item in client.get(path).context["nav"] if item["active"]]

    assert active("/ma-truy-cap/") == []
    assert (active("/"), active("/dia-ban/")) == (["/"], ["/dia-ban/"])
