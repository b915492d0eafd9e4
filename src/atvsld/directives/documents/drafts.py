"""What a person does with a draft of their own, and what becomes of drafts that nobody finishes."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.crypto import decrypt_bytes, encrypt_bytes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ..reading.extracting.kinds import kind_of
from .models import FAILED, PERCENT, READ, WAITING, DocumentDraft
from .visible import REGISTER

KEPT = timedelta(days=7)
MAX_OPEN = 20


def own_drafts(scope: Scope) -> QuerySet[DocumentDraft]:
    """Of this very person, as long as they may accept documents; of everybody else nothing exists."""
    if scope.user_id is None or not scope.may(REGISTER, "create"):
        return DocumentDraft.objects.none()
    return DocumentDraft.objects.filter(user=scope.user_id, expires_at__gt=timezone.now())


def start(scope: Scope, name: str, data: bytes) -> DocumentDraft:
    """A new draft that waits to be read. Raises OutOfScope; RuleViolation `reading.*`; Refused with draft.too_many."""
    if scope.user_id is None or not scope.may(REGISTER, "create"):
        raise OutOfScope()
    name = PurePath(name.replace("\\", "/")).name[-200:] or "tep"
    kind_of(data, name)
    if own_drafts(scope).count() >= MAX_OPEN:
        message = _("Bạn đang có {count} văn bản chưa nhận. Hãy nhận hoặc bỏ bớt trước khi gửi tệp mới.")
        raise Refused([RuleViolation("draft.too_many", message, "file", count=MAX_OPEN)])
    with transaction.atomic():
        draft = DocumentDraft.objects.create(
            user_id=scope.user_id, file_name=name, file_sha256=hashlib.sha256(data).hexdigest(),
            file=encrypt_bytes(data), expires_at=timezone.now() + KEPT,
        )  # fmt: skip
        _enqueue(draft)
    return draft


def read_again(draft: DocumentDraft) -> None:
    """After an interruption; what is being read is left alone."""
    with transaction.atomic():
        if DocumentDraft.objects.filter(pk=draft.pk, state=FAILED).update(state=WAITING):
            _enqueue(draft)


def set_state(draft: DocumentDraft, state: str, **more: Any) -> None:
    DocumentDraft.objects.filter(pk=draft.pk).update(state=state, **more)


def file_of(draft: DocumentDraft) -> bytes:
    return decrypt_bytes(bytes(draft.file))


def content_of(draft: DocumentDraft) -> dict[str, Any]:
    """{"lines", "found" (as it was read), "reading" (as the person has it)}; empty while it is being read."""
    content: dict[str, Any] = json.loads(draft.content) if draft.content else {}
    return content


def keep(draft: DocumentDraft, reading: dict[str, Any]) -> None:
    """What the person made of it."""
    content = content_of(draft) | {"reading": reading}
    written = json.dumps(content, ensure_ascii=False)
    DocumentDraft.objects.filter(pk=draft.pk, state=READ).update(content=written)


def forget(draft: DocumentDraft) -> None:
    """The person lets it go: the file and all that was read in it are deleted."""
    DocumentDraft.objects.filter(pk=draft.pk).exclude(state__in=[s for s in PERCENT if s != WAITING]).delete()


def forget_expired() -> int:
    return DocumentDraft.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _enqueue(draft: DocumentDraft) -> None:
    """In the transaction that changed the state: the task stands in the queue exactly when the state says so."""
    from .tasks import read_draft

    read_draft.enqueue(str(draft.token))
