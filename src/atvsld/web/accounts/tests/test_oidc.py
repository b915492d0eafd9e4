"""Signing in through an agency's directory: only to users who are there, as configured; nothing without settings."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from atvsld.base.audit.models import AuditEntry
from atvsld.org.people.models import User
from atvsld.testing import PASSWORD, make_user
from atvsld.web.settings_env import ConfigurationError, read_environment
from atvsld.web.settings_oidc import oidc_providers

from .directory_server import CLIENT, Directory, running_directory

pytestmark = pytest.mark.django_db
START = "/dang-nhap/co-quan/co-quan/"
WORDS = {"OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": "chỉ dùng khi thử", "OIDC_NAME": "Cổng của tỉnh"}


@pytest.fixture
def directory(settings: Settings, tmp_path) -> Iterator[Directory]:
    with running_directory() as running:
        environment = read_environment(WORDS | {"OIDC_ISSUER": running.url}, tmp_path)
        settings.SOCIALACCOUNT_PROVIDERS = oidc_providers(environment)
        yield running


def come_back(client: Client, start: str = START) -> Client:
    """Through the directory and back, as a browser goes; the directory lets everybody pass."""
    away = client.get(start)
    assert away.status_code == 302, away.content
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["client_id"] == [CLIENT] and asked["code_challenge"], "with proof of possession (PKCE)"
    back = urlsplit(asked["redirect_uri"][0]).path
    client.get(back, {"code": "x", "state": asked["state"][0]})
    return client


def who(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def test_without_settings_there_is_no_button_and_no_address() -> None:
    assert django_settings.SOCIALACCOUNT_PROVIDERS == {}
    assert "co-quan" not in Client().get("/dang-nhap/").content.decode()
    assert Client().get(START).status_code == 404


def test_somebody_whom_nobody_entered_gets_no_account(directory: Directory, settings: Settings) -> None:
    settings.ATVSLD_OIDC_CLAIM = "preferred_username"
    directory.claims = {"sub": "7", "preferred_username": "nguoi-la"}
    before = User.objects.count()
    client = come_back(Client())
    assert who(client) is None and User.objects.count() == before and not SocialAccount.objects.exists()
    assert "Chưa có tài khoản nào nối" in client.get("/dang-nhap/").content.decode()


def test_a_configured_claim_leads_to_a_user_and_gives_no_right(directory: Directory, settings: Settings) -> None:
    settings.ATVSLD_OIDC_CLAIM = "preferred_username"
    user = make_user(username="can-bo-a")
    directory.claims = {"sub": "8", "preferred_username": "CAN-BO-A", "groups": ["admin"]}
    assert "Đăng nhập bằng Cổng của tỉnh" in Client().get("/dang-nhap/").content.decode()
    assert who(come_back(Client())) == user.pk and not user.memberships.exists()
    assert AuditEntry.objects.filter(verb="link_directory", object_id=user.pk).count() == 1
    directory.claims["preferred_username"] = "doi-ten"
    assert who(come_back(Client())) == user.pk, "the subject was linked; a new name changes nothing"


def test_without_a_claim_only_a_linked_subject_gets_in(directory: Directory) -> None:
    user = make_user(username="can-bo-b")
    directory.claims = {"sub": "9", "preferred_username": "can-bo-b"}
    assert who(come_back(Client())) is None
    own = Client()
    own.post("/dang-nhap/", {"login": user.username, "password": PASSWORD})
    come_back(own, f"{START}?process=connect")
    assert SocialAccount.objects.get().user == user
    assert "Bỏ nối" in own.get("/tai-khoan/co-quan/").content.decode()
    assert who(come_back(Client())) == user.pk


def test_an_address_counts_only_when_it_was_verified(directory: Directory, settings: Settings) -> None:
    settings.ATVSLD_OIDC_CLAIM = "email"
    user = make_user(username="can-bo-c")
    User.objects.filter(pk=user.pk).update(email="c@vidu.vn")
    for verified in (None, False, "true"):
        directory.claims = {"sub": "10", "email": "c@vidu.vn", "email_verified": verified}
        assert who(come_back(Client())) is None
    directory.claims["email_verified"] = True
    assert who(come_back(Client())) == user.pk


def test_a_closed_account_stays_closed(directory: Directory, settings: Settings) -> None:
    settings.ATVSLD_OIDC_CLAIM = "preferred_username"
    user = make_user(username="can-bo-d")
    directory.claims = {"sub": "11", "preferred_username": "can-bo-d"}
    assert who(come_back(Client())) == user.pk
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = come_back(Client())
    assert who(client) is None
    told = client.post("/dang-nhap/", {"login": "can-bo-d", "password": PASSWORD}, follow=True).content.decode()
    assert "Tài khoản đã khóa" in told


def test_a_token_for_another_program_is_refused(directory: Directory, settings: Settings) -> None:
    settings.ATVSLD_OIDC_CLAIM = "preferred_username"
    make_user(username="can-bo-e")
    directory.claims = {"sub": "12", "preferred_username": "can-bo-e"}
    directory.audience = "another"
    assert who(come_back(Client())) is None


@pytest.mark.parametrize(
    ("given", "variable"),
    [
        ({"OIDC_ISSUER": "http://sso.vidu.vn"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://sso.vidu.vn"}, "OIDC_CLIENT_ID"),
        ({"OIDC_ISSUER": "https://sso.vidu.vn", "OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_CLIENT_ID": "a"}, "OIDC_CLIENT_ID"),
        ({"SECOND_FACTOR_ROLES": "admin, boss"}, "SECOND_FACTOR_ROLES"),
    ],
)
def test_half_a_configuration_stops_the_start(given: dict[str, str], variable: str, tmp_path) -> None:
    with pytest.raises(ConfigurationError) as error:
        read_environment(given, tmp_path)
    assert error.value.variable == variable
