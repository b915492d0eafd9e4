"""The code of an application, recovery codes used once, roles that must have a second factor, and its audit."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from atvsld.base.audit.models import AuditEntry
from atvsld.org.people.models import User
from atvsld.testing import PASSWORD, make_establishment, make_user

pytestmark = pytest.mark.django_db
HOME = "/tai-khoan/bao-ve-hai-lop/"


def code_now(secret: str, step: int = 0) -> str:
    """The six digits that an application shows (RFC 6238: SHA-1, 30 seconds)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/dang-nhap/", {"login": user.username, "password": PASSWORD})
    return client


def confirmed(client: Client) -> Client:
    """The same browser after its owner has typed the password once more."""
    assert client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def user() -> User:
    return make_user("labour", place="Thái Nguyên")


@pytest.fixture
def protected(user: User) -> tuple[User, str]:
    """A person who has switched the application on, and its secret."""
    client = confirmed(signed_in(user))
    page = client.get(f"{HOME}totp/activate/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode(), "drawn as an image that the policy allows"
    assert client.post(f"{HOME}totp/activate/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.post(f"{HOME}totp/activate/", {"code": code_now(secret)})["Location"] == f"{HOME}recovery-codes/"
    return user, secret


def test_a_password_alone_opens_nothing_any_more(protected: tuple[User, str]) -> None:
    user, secret = protected
    client = signed_in(user)
    assert client.get("/tai-nan/")["Location"].startswith("/dang-nhap/")
    assert "Lớp bảo vệ thứ hai" in client.get(f"{HOME}authenticate/").content.decode()
    wrong = client.post(f"{HOME}authenticate/", {"code": "000000"}).content.decode()
    assert "Mã chưa đúng hoặc đã dùng" in wrong
    assert client.post(f"{HOME}authenticate/", {"code": code_now(secret, 1)}).status_code == 302
    assert client.get("/tai-nan/").status_code == 200


def test_a_code_is_not_taken_twice(protected: tuple[User, str]) -> None:
    user, secret = protected
    code = code_now(secret, 1)
    assert signed_in(user).post(f"{HOME}authenticate/", {"code": code}).status_code == 302
    assert signed_in(user).post(f"{HOME}authenticate/", {"code": code}).status_code == 200, "seen over a shoulder"


def test_a_recovery_code_opens_once(protected: tuple[User, str]) -> None:
    user, _secret = protected
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert signed_in(user).post(f"{HOME}authenticate/", {"code": code}).status_code == 302
    assert signed_in(user).post(f"{HOME}authenticate/", {"code": code}).status_code == 200


def test_guessing_at_the_second_factor_is_slowed(protected: tuple[User, str]) -> None:
    user, secret = protected
    client = signed_in(user)
    for number in range(6):
        client.post(f"{HOME}authenticate/", {"code": f"{number:06d}"})
    said = client.post(f"{HOME}authenticate/", {"code": code_now(secret, 1)})
    assert said.status_code == 200 and "Nhập sai quá nhiều lần" in said.content.decode()


def test_secrets_lie_encrypted_and_changes_stand_in_the_audit(
    user: User, request: pytest.FixtureRequest, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _user, secret = request.getfixturevalue("protected")
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        assert secret not in str(cursor.fetchall())
    reasons = AuditEntry.objects.filter(verb="change_second_factor", object_id=user.pk).values_list("reason", flat=True)
    assert set(reasons) == {"totp", "recovery_codes"}


def test_switching_on_or_off_asks_who_one_is_again(protected: tuple[User, str]) -> None:
    user, secret = protected
    client = signed_in(user)
    client.post(f"{HOME}authenticate/", {"code": code_now(secret, 1)})
    for page in ("totp/deactivate/", "recovery-codes/", "webauthn/add/", "recovery-codes/generate/"):
        asked = client.get(HOME + page)
        assert asked.status_code == 302 and asked["Location"].startswith("/tai-khoan/xac-nhan/"), page
    assert "Xác nhận là bạn" in client.get(asked["Location"]).content.decode()
    assert client.post("/tai-khoan/xac-nhan/", {"password": "sai"}).status_code == 200
    assert confirmed(client).post(f"{HOME}totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists(), "and the recovery codes with it"


def test_a_role_may_be_made_to_have_one(user: User, settings: Settings) -> None:
    admin, employer = make_user("admin"), make_user("employer", establishment=make_establishment())
    settings.ATVSLD_SECOND_FACTOR_ROLES = frozenset({"admin", "ministry"})
    client = signed_in(admin)
    assert client.get("/nguoi-dung/")["Location"] == HOME
    assert client.get("/api/v1/establishments").status_code == 403
    assert "phải bật bảo vệ hai lớp" in client.get(HOME).content.decode()
    secret = confirmed(client).get(f"{HOME}totp/activate/").context["form"].secret
    client.post(f"{HOME}totp/activate/", {"code": code_now(secret)})
    assert client.get("/nguoi-dung/").status_code == 200
    assert signed_in(employer).get("/tai-nan/").status_code == 200
    settings.ATVSLD_SECOND_FACTOR_ROLES = frozenset()
    assert signed_in(make_user("admin")).get("/nguoi-dung/").status_code == 200


def test_pages_of_the_second_factor_speak_vietnamese_and_run_no_script_of_their_own(user: User) -> None:
    client = confirmed(signed_in(user))
    for page in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        answer = client.get(HOME + page)
        said = answer.content.decode()
        assert answer.status_code == 200
        assert "Authenticator" not in said and "Security" not in said and "Passwordless" not in said
        assert "placeholder" not in said
        scripts = [part.split(">")[0] for part in said.split("<script")[1:]]
        assert all("src=" in tag or "application/json" in tag for tag in scripts), page


def test_the_api_tells_a_program_and_leads_it_to_no_page(protected: tuple[User, str], settings: Settings) -> None:
    user, secret = protected
    for client in (signed_in(user), Client()):
        answer = client.get("/api/v1/accidents")
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json"), "a factor is missing"
        assert answer.json()["errors"][0]["code"] == "auth.missing"
        posted = client.post("/api/v1/accidents", "{}", content_type="application/json")
        assert (posted.status_code, posted["Content-Type"]) == (401, "application/problem+json")
    client = signed_in(user)
    client.post(f"{HOME}authenticate/", {"code": code_now(secret, 1)})
    assert client.get("/api/v1/accidents").status_code == 200
    settings.ATVSLD_SECOND_FACTOR_ROLES = frozenset({"admin"})
    answer = signed_in(make_user("admin")).get("/api/v1/establishments")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["errors"][0]["code"] == "mfa.required"
