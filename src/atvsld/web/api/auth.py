"""Who calls: a program with a key, or a page of somebody signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer
from ninja.security import SessionAuth as NinjaSessionAuth
from ninja.utils import check_csrf

from ...base.errors import RuleViolation
from ...org.people.api_token import find_token
from ...org.people.models import User
from ...org.people.token_scope import token_scope
from ...org.people.token_services import note_use
from .problems import ApiRefusal
from .rates import count_call, count_failure

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="ATVSLD"'}


class TokenAuth(HttpBearer):
    """`Authorization: Bearer atvsld_…`. No cookie is asked, so that no other site can make a browser call."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = find_token(token)
        if found is None:
            count_failure(request)
            message = _(
                "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy tạo mã mới ở trang «Mã truy cập API»."
            )
            raise ApiRefusal(401, RuleViolation("auth.token", message), CHALLENGE)
        count_call(request, f"token-{found.pk}")
        _require_own_password(found.user)
        request.user = found.user
        request.scope = token_scope(found)  # type: ignore[attr-defined]
        request.api_token = found  # type: ignore[attr-defined]
        note_use(found)
        return found


class SessionAuth(NinjaSessionAuth):
    """The session of a page, with Django's protection against calls that another site makes the browser send."""

    def __call__(self, request: HttpRequest) -> Any:
        if not isinstance(request.user, User) or not request.user.is_active:
            return None
        if check_csrf(request):
            message = _(
                "Lời gọi không mang mã chống giả mạo của trang (X-CSRFToken). Chương trình hãy dùng mã truy cập."
            )
            raise ApiRefusal(403, RuleViolation("auth.csrf", message))
        count_call(request, f"user-{request.user.pk}")
        _require_own_password(request.user)
        return request.user


def door_of(request: HttpRequest) -> str:
    """What keeps the idempotency keys of each program, and of pages, apart."""
    token = getattr(request, "api_token", None)
    return f"api:{token.pk}" if token else "api"


def _require_own_password(user: User) -> None:
    if user.must_change_password:
        message = _("Tài khoản còn mật khẩu lần đầu. Hãy đăng nhập trên trang và đổi mật khẩu trước.")
        raise ApiRefusal(403, RuleViolation("auth.password", message))
