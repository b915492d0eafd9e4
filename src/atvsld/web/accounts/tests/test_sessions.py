"""Where somebody is signed in: seen by its owner alone, ended one by one, all, or by a new password."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from atvsld.base.audit.models import AuditEntry
from atvsld.org.people.models import User
from atvsld.testing import PASSWORD, make_establishment, make_user
from atvsld.web.accounts.devices import device_words

pytestmark = pytest.mark.django_db
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
)
PAGE = "/tai-khoan/phien/"


def signed_in(user: User, agent: str = WINDOWS, address: str = "203.0.113.5") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    client.post("/dang-nhap/", {"login": user.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/phien/").status_code == 200


@pytest.fixture
def user() -> User:
    return make_user("labour", place="Thái Nguyên")


def test_own_sessions_are_listed_and_one_is_ended(user: User) -> None:
    here, there, other = signed_in(user), signed_in(user, address="198.51.100.9"), signed_in(make_user("auditor"))
    rows = here.get(PAGE).context["rows"]
    assert {r["session"].ip for r in rows} == {"203.0.113.5", "198.51.100.9"} and rows[0]["device"] == "Chrome, Windows"
    foreign = UserSession.objects.get(session_key=other.session.session_key)
    here.post(PAGE, {"session": foreign.pk})
    assert is_in(other), "somebody else's session is not ended"
    (row,) = [r for r in rows if not r["is_current"]]
    here.post(PAGE, {"session": row["session"].pk})
    assert is_in(here) and not is_in(there)
    assert AuditEntry.objects.filter(verb="end_session", object_id=user.pk).count() == 1


def test_all_others_are_ended(user: User) -> None:
    here, *others = (signed_in(user) for _ in range(3))
    here.post(PAGE, {"act": "others"})
    assert is_in(here) and not any(is_in(client) for client in others)


def test_a_new_password_ends_the_others(user: User) -> None:
    here, there = signed_in(user), signed_in(user)
    new = "một câu hoàn toàn mới 2026"
    here.post("/doi-mat-khau/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(here) and not is_in(there)
    assert len(here.get(PAGE).context["rows"]) == 1


def test_an_administrator_or_officer_ends_the_sessions_of_somebody_in_reach() -> None:
    holder = make_user("employer", establishment=make_establishment())
    client, officer, elsewhere = (
        signed_in(u) for u in (holder, make_user("labour", place="Thái Nguyên"), make_user("labour", place="Cà Mau"))
    )
    url = f"/cap-tai-khoan/nguoi/{holder.pk}/"
    assert elsewhere.post(url, {"act": "sessions"}).status_code == 404 and is_in(client)
    assert officer.post(url, {"act": "sessions"}).status_code == 302 and not is_in(client)


def test_the_last_use_is_written_rarely(user: User, django_assert_num_queries) -> None:
    client = signed_in(user)
    client.get(PAGE)
    before = UserSession.objects.get(user=user).last_seen_at
    client.get("/")
    assert UserSession.objects.get(user=user).last_seen_at == before
    session = client.session
    session["seen_at"] = 0
    session.save()
    client.get("/")
    assert UserSession.objects.get(user=user).last_seen_at > before


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome, Windows"),
        (WINDOWS + " Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36 Zalo/1.0", "Zalo, Android"),
        ("", "thiết bị khác"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
