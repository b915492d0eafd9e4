"""The switch between the two languages: Vietnamese unless somebody chose, kept for browser and account."""

import pytest
from django.test import Client
from django.urls import reverse

from atvsld.base.errors import RuleViolation
from atvsld.base.language import speaking
from atvsld.org.people.models import User
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
SWITCH = "/ngon-ngu/"


@pytest.fixture
def officer() -> tuple[Client, User]:
    user = make_user("labour", place="Thái Nguyên")
    client = Client()
    client.force_login(user)
    return client, user


def language_of(client: Client, url: str = "/dang-nhap/", **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert f'<html lang="{answer["Content-Language"]}">' in answer.content.decode()
    return answer["Content-Language"]


def test_vietnamese_whatever_the_browser_is_set_to(officer):
    assert language_of(Client()) == "vi"
    plain = Client().get("/dang-nhap/").content.decode()
    asked = Client().get("/dang-nhap/", headers={"Accept-Language": "en-US,en;q=0.9"}).content.decode()
    assert [line for line in plain.splitlines() if "csrf" not in line] == [
        line for line in asked.splitlines() if "csrf" not in line
    ]
    assert language_of(officer[0], "/", **{"Accept-Language": "en"}) == "vi"


def test_a_choice_before_sign_in_is_kept_by_the_browser_and_then_by_the_account(settings):
    user = make_user("labour", place="Thái Nguyên")
    user.set_password("mat-khau-dai-lam")
    user.save()
    client = Client()
    answer = client.post(SWITCH, {"language": "en", "next": "/dang-nhap/?next=/bieu/"})
    assert answer["Location"] == "/dang-nhap/?next=/bieu/"
    assert language_of(client) == "en"
    client.post(reverse("account_login"), {"login": user.username, "password": "mat-khau-dai-lam"})
    user.refresh_from_db()
    assert user.language == "en"
    del client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert language_of(client, "/") == "en"


def test_the_account_is_believed_before_the_cookie_of_a_shared_machine(officer, settings):
    client, user = officer
    user.language = "vi"
    user.save()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language_of(client, "/") == "vi"


def test_a_choice_while_signed_in_is_the_accounts(officer):
    client, user = officer
    client.post(SWITCH, {"language": "en", "next": "/"})
    user.refresh_from_db()
    assert user.language == "en"
    assert language_of(client, "/") == "en"
    client.post(SWITCH, {"language": "vi", "next": "/"})
    assert language_of(client, "/") == "vi"


@pytest.mark.parametrize("target", ["https://khac.vn/", "//khac.vn/", "javascript:alert(1)"])
def test_the_switch_leads_nowhere_else(target):
    assert Client().post(SWITCH, {"language": "en", "next": target})["Location"] == "/"


def test_the_switch_takes_posts_alone_and_knows_two_languages():
    client = Client()
    assert client.get(SWITCH).status_code == 405
    client.post(SWITCH, {"language": "fr", "next": "/"})
    assert language_of(client) == "vi"
    assert Client(enforce_csrf_checks=True).post(SWITCH, {"language": "en"}).status_code == 403


def test_a_person_with_a_first_password_may_switch():
    user = make_user("labour", place="Thái Nguyên")
    user.must_change_password = True
    user.save()
    client = Client()
    client.force_login(user)
    assert client.post(SWITCH, {"language": "en", "next": "/"})["Location"] == "/"
    assert language_of(client, "/doi-mat-khau/") == "en"


def test_programs_say_what_they_accept(officer):
    client, _ = officer
    assert client.get("/api/v1/accidents")["Content-Language"] == "vi"
    page = client.get("/api/loi/auth.token/", headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "vi", "a page about the API is read by people"
    answer = client.get("/api/v1/accidents", headers={"Accept-Language": "fr, en-GB;q=0.8, vi;q=0.5"})
    assert answer["Content-Language"] == "en"
    assert "Accept-Language" in answer["Vary"]


def test_a_refusal_is_said_in_the_language_of_its_reader():
    from atvsld.accidents.registers import ACCIDENTS

    declared = ACCIDENTS.field("occurred_at")
    with pytest.raises(RuleViolation) as raised:
        declared.clean("", None)
    said = {}
    for language in ("vi", "en"):
        with speaking(language):
            said[language] = raised.value.as_dict()
    assert said["vi"]["message"] == "Chưa nhập «Thời điểm xảy ra». Hãy điền mục này."
    assert said["en"]["message"] != said["vi"]["message"]
    assert said["en"]["code"] == said["vi"]["code"] == "field.required"
