"""The header Idempotency-Key: a create that is sent again answers again, and creates nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Header

from ...base.errors import Refused, RuleViolation
from ...base.idempotency import LONGEST_KEY, once
from ...base.register import Register
from .auth import door_of
from .rows import found

KEY = Header(
    None,
    alias="Idempotency-Key",
    description="Khóa của bạn cho lần gửi này (tối đa 64 ký tự, ví dụ UUID); gửi lại cùng khóa thì không ghi hai lần.",
    examples=["0d4f6a0e-7f5e-4f0a-9a39-3c1b7a7c2c11"],
)


def created(
    request: HttpRequest, response: HttpResponse, register: Register, sent: Any, key: str | None,
    make: Callable[[], Any],
) -> int:  # fmt: skip
    """The id of the new row, or of the row that came of the same key before (marked by a header)."""
    if not key:
        return make().pk
    if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        message = _("Khóa Idempotency-Key có tối đa {most} ký tự ASCII in được.")
        raise Refused([RuleViolation("idempotency.key", message, "Idempotency-Key", most=LONGEST_KEY)])
    user_id = request.user.pk
    assert user_id is not None
    row_id, is_repeated = once(user_id, door_of(request), key, register.name, sent, make)
    if is_repeated:
        found(request, register, row_id)  # a row that left the caller's scope is not given again
        response["Idempotency-Replayed"] = "true"
    return row_id
