"""What is sent twice is done once: the key that the sender made for it, kept with the row that came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from .crypto import keyed_digest
from .errors import Refused, RuleViolation
from .models import IdempotencyKey
from .values import canonical_json

LONGEST_KEY = 64


def once(user_id: int, door: str, key: str, register: str, sent: Any, make: Callable[[], Any]) -> tuple[int, bool]:
    """(id of the row, whether an earlier call had made it). Keys of one person and one `door` ("api:12") are their own.

    The key is written before the row, in the same transaction: of two calls at once the second waits for the first
    and then gets its row. Raises Refused with idempotency.other when the same key came with something else before.
    """
    mark = keyed_digest(settings.SECRET_KEY, canonical_json([register, sent]))
    try:
        with transaction.atomic():
            before = _earlier(user_id, door, key)
            if before is None:
                held = IdempotencyKey.objects.create(
                    user_id=user_id, door=door, key=key, register=register, object_id=0, digest=mark
                )
                row = make()
                IdempotencyKey.objects.filter(pk=held.pk).update(object_id=row.pk)
                return row.pk, False
    except IntegrityError:
        before = _earlier(user_id, door, key)
        if before is None:
            raise
    if before.digest != mark:
        message = _(
            "Khóa Idempotency-Key này đã dùng cho một nội dung khác. Hãy dùng khóa mới cho mỗi lần gửi mới; "
            "chỉ gửi lại khóa cũ khi gửi lại đúng nội dung cũ."
        )
        raise Refused([RuleViolation("idempotency.other", message, "Idempotency-Key")])
    return before.object_id, True


def _earlier(user_id: int, door: str, key: str) -> IdempotencyKey | None:
    return IdempotencyKey.objects.filter(user_id=user_id, door=door, key=key).first()
