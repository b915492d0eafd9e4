"""Guessing is bounded, and cannot be used to shut the owner out."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.contrib.auth import hashers
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone

from atvsld.org.accounts.models import Attempt
from atvsld.org.people.models import User
from atvsld.testing import PASSWORD, make_user
from atvsld.web.account_adapter import AccountAdapter
from atvsld.web.accounts import known_device
from atvsld.web.accounts.sign_in_limits import FROM_ADDRESS, FROM_ADDRESS_TO_ACCOUNT, FROM_KNOWN_DEVICE, TO_ACCOUNT

pytestmark = pytest.mark.django_db
TRIES = 1000


def try_password(client: Client, username: str, password: str, address: str) -> bool:
    """Whether the password was looked at: a slowed try is refused without it."""
    sent = {"login": username, "password": password}
    with mock.patch.object(hashers, "verify_password", wraps=hashers.verify_password) as looked:
        client.post("/dang-nhap/", sent, REMOTE_ADDR=address)
    return looked.called


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess(client: Client, username: str, number: int, *, from_many: bool) -> int:
    """How many of so many guesses from this browser were looked at; without drawing the page each time."""
    looked_at = 0
    for i in range(number):
        address = f"198.51.{i // 250}.{i % 250}" if from_many else "198.51.100.1"
        request = RequestFactory().post("/dang-nhap/", REMOTE_ADDR=address)
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        try:
            assert AccountAdapter(request).authenticate(request, username=username, password=f"đoán bừa {i}") is None
        except ValidationError as refused:
            assert refused.code == "too_many_login_attempts"
        else:
            looked_at += 1
    return looked_at


@pytest.fixture
def owner() -> User:
    return make_user("labour", place="Thái Nguyên")


@pytest.fixture
def own_browser(owner: User) -> Client:
    """A browser from which the owner has signed in before, and out again."""
    client = Client()
    assert try_password(client, owner.username, PASSWORD, "203.0.113.5") and is_in(client)
    client.post("/dang-xuat/")
    assert not is_in(client) and known_device.COOKIE in client.cookies
    return client


@pytest.mark.parametrize("from_many", [False, True], ids=["one address", "many addresses"])
def test_a_thousand_guesses_do_not_keep_the_owner_out(owner: User, own_browser: Client, from_many: bool) -> None:
    looked_at = guess(Client(), owner.username, TRIES, from_many=from_many)
    assert looked_at == (TO_ACCOUNT.number if from_many else FROM_ADDRESS_TO_ACCOUNT.number)
    assert try_password(own_browser, owner.username, PASSWORD, "203.0.113.99"), "from another address too"
    assert is_in(own_browser)


def test_the_owner_behind_the_attackers_own_address_gets_in(owner: User, own_browser: Client) -> None:
    for number in range(FROM_ADDRESS.number + 5):
        guess(Client(), f"ten-{number}", 1, from_many=False)
    assert not try_password(Client(), "mot-ten-khac", "sai", "198.51.100.1"), "the address is slowed for all names"
    assert try_password(own_browser, owner.username, PASSWORD, "198.51.100.1") and is_in(own_browser)


def test_a_slowed_try_is_refused_with_the_right_password_too(owner: User) -> None:
    client = Client()
    guess(client, owner.username, FROM_ADDRESS_TO_ACCOUNT.number, from_many=False)
    assert not try_password(client, owner.username, PASSWORD, "198.51.100.1") and not is_in(client)
    with time_machine.travel(timezone.now() + FROM_ADDRESS_TO_ACCOUNT.window + timedelta(seconds=1)):
        assert try_password(client, owner.username, PASSWORD, "198.51.100.1") and is_in(client)


def test_a_mark_counts_for_its_own_account_alone_and_is_counted_too(owner: User, own_browser: Client) -> None:
    victim = make_user("leader", place="Thái Nguyên")
    assert guess(own_browser, victim.username, 20, from_many=False) == FROM_ADDRESS_TO_ACCOUNT.number
    assert guess(own_browser, owner.username, 20, from_many=True) == FROM_KNOWN_DEVICE.number


@pytest.mark.parametrize("forged", ["", "abc", "e30:1:2", "signed for something else"])
def test_a_forged_mark_is_no_mark(owner: User, forged: str) -> None:
    if " " in forged:
        forged = known_device.signing.dumps({"x": "y"}, salt="another")
    client = Client()
    client.cookies[known_device.COOKIE] = forged
    assert guess(client, owner.username, 20, from_many=False) == FROM_ADDRESS_TO_ACCOUNT.number


def test_an_unknown_name_gets_the_same_answers_and_the_same_work(owner: User) -> None:
    def answers(name: str, address: str) -> list[str]:
        told = []
        for _ in range(FROM_ADDRESS_TO_ACCOUNT.number + 2):
            with mock.patch.object(hashers.MD5PasswordHasher, "encode", autospec=True,
                                   side_effect=hashers.MD5PasswordHasher.encode) as work:  # fmt: skip
                page = Client().post("/dang-nhap/", {"login": name, "password": "sai"}, REMOTE_ADDR=address)
            summary = page.content.decode().split('class="error-summary"')[1].split("</div>")[0]
            told.append(f"{page.status_code} {work.call_count} {summary}")
        return told

    assert answers(owner.username, "198.51.100.1") == answers("khong-co-ai", "198.51.100.2")


def test_right_passwords_use_nothing_up(owner: User) -> None:
    for _ in range(FROM_ADDRESS_TO_ACCOUNT.number + 3):
        client = Client()
        assert try_password(client, owner.username, PASSWORD, "198.51.100.1") and is_in(client)
    assert not Attempt.objects.filter(number__gt=0).exists()


def test_addresses_of_one_ipv6_subscriber_are_one(owner: User) -> None:
    looked = sum(try_password(Client(), owner.username, "sai", f"2001:db8:1:2::{i:x}") for i in range(1, 40))
    assert looked == FROM_ADDRESS_TO_ACCOUNT.number
