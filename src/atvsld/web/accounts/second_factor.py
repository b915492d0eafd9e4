"""The second factor: secrets encrypted, words in Vietnamese, and roles that may do nothing before they have one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...base.crypto import decrypt, encrypt
from ...base.errors import RuleViolation
from ..api.problems import problem
from ..scope import scope

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted in the database; sentences say what to do."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy("Không tắt được lớp bảo vệ này."),
        "cannot_generate_recovery_codes": gettext_lazy("Hãy bật ứng dụng mã hoặc khóa trước, rồi mới tạo mã dự phòng."),
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã dùng. Hãy nhập mã đang hiện trên ứng dụng."),
    }

    def get_totp_issuer(self) -> str:
        return "ATVSLĐ"

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return "ATVSLĐ"

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Khóa thứ %d") % (number + 1)


class SecondFactorMiddleware:
    """People of the roles in SECOND_FACTOR_ROLES reach nothing but the pages where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        names = ("account_logout", "account_change_password", "account_reauthenticate", "healthz")
        self.open = (reverse("mfa_index"), "/static/", *(reverse(name) for name in names))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        needed = settings.ATVSLD_SECOND_FACTOR_ROLES
        if not needed or not request.user.is_authenticated or request.path.startswith(self.open):
            return self.get_response(request)
        if not needed & scope(request).roles or is_mfa_enabled(request.user, FACTORS):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            message = gettext_lazy("Vai trò của bạn phải bật bảo vệ hai lớp trước khi dùng hệ thống.")
            return problem(403, [RuleViolation("mfa.required", message)])
        return redirect("mfa_index")


def is_second_factor_missing(request: HttpRequest) -> bool:
    """Whether this person is kept out until a second factor is set up."""
    needed = settings.ATVSLD_SECOND_FACTOR_ROLES
    return bool(needed & scope(request).roles) and not is_mfa_enabled(request.user, FACTORS)
