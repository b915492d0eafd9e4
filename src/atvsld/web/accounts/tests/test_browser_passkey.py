"""A passkey in a real browser: added with a virtual authenticator, then used to sign in without a password."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from atvsld.testing import PASSWORD, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIRTUAL = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
           "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
HOME = "/tai-khoan/bao-ve-hai-lop/"


def test_a_passkey_is_added_and_signs_in(phone_page: Any, live_server: Any) -> None:
    # Keys work on names, not on numbers.
    page, base = phone_page, live_server.url.replace("127.0.0.1", "localhost")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    user = make_user("labour", place="Thái Nguyên")
    page.goto(f"{base}/dang-nhap/?next={HOME}webauthn/add/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").first.fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tai-khoan/xac-nhan/**")
    page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/webauthn/add/")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_label("Đăng nhập chỉ bằng khóa này").check()
    page.get_by_role("button", name="Thêm khóa").click()
    page.wait_for_url("**/recovery-codes/")
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.context.clear_cookies()
    page.goto(f"{base}/dang-nhap/")
    page.get_by_role("button", name="Dùng vân tay, khuôn mặt hoặc khóa").click()
    page.wait_for_url(f"{base}/")
    assert page.locator(".user-menu").count() == 1
    assert page.console_errors == []
