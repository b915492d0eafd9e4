"""Signing in with the account of an agency's own directory (OpenID Connect), where an installation configures one.

It never makes an account and never gives a right: it leads to a user who is there, found by the subject that was
linked before, or by one configured claim that the directory vouches for.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...org.people.models import User
from ...org.people.services import note_act
from ..scope import scope


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Finds the user whom the directory vouches for; everybody else is led back to the sign-in page."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        if request.user.is_authenticated and sociallogin.state.get("process") == "connect":
            note_act(scope(request), "link_directory", request.user)
            return
        user = claimed_user(sociallogin.account.extra_data)
        if user is None:
            messages.error(request, _("Chưa có tài khoản nào nối với tài khoản này. Hãy đăng nhập bằng mật khẩu, rồi "
                                      "nối ở mục «Tài khoản của cơ quan»; hoặc liên hệ người quản trị."))  # fmt: skip
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)
        note_act(scope(request), "link_directory", user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kept: Any) -> None:
        messages.error(request, _("Không đăng nhập được qua hệ thống của cơ quan. Hãy thử lại, hoặc dùng mật khẩu."))
        raise ImmediateHttpResponse(redirect("account_login"))

    def send_notification_mail(self, *args: Any, **kept: Any) -> None:
        """No mail is needed anywhere."""


def claimed_user(data: dict[str, Any]) -> User | None:
    """The open account whose user name (for the claim `email`: verified address) is the value of OIDC_CLAIM."""
    claim = settings.ATVSLD_OIDC_CLAIM
    said = (data.get("id_token") or {}) | (data.get("userinfo") or {})
    value = said.get(claim) if claim else None
    if not isinstance(value, str) or not value.strip():
        return None
    if claim == "email" and said.get("email_verified") is not True:
        return None
    column = "email__iexact" if claim == "email" else "username__iexact"
    found = list(User.objects.filter(**{column: value.strip()}, is_active=True)[:2])
    return found[0] if len(found) == 1 else None
