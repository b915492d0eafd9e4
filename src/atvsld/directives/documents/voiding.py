"""Voiding a document that was accepted by mistake: it stays, struck out, with the reason and what stands instead."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from .models import Document
from .visible import REGISTER, keeps, visible_documents

LEAST_REASON, MOST_REASON = 5, 500


def void_document(
    scope: Scope, document: Document, reason: str, *, replacement: int | None = None, via: str = "page"
) -> Document:
    """Strike the document out. Nothing counts it, carries it out or hands out its tasks any more; tasks that were
    handed out from it go on until they are withdrawn.

    Raises OutOfScope; Refused with document.reason, .replacement or .voided.
    """
    if not keeps(scope, document):
        raise OutOfScope()
    said = " ".join(reason.split())
    if not LEAST_REASON <= len(said) <= MOST_REASON:
        message = _("Hãy ghi lý do hủy, từ {least} đến {most} ký tự.")
        raise Refused([RuleViolation("document.reason", message, "reason", least=LEAST_REASON, most=MOST_REASON)])
    others = visible_documents(scope).exclude(pk=document.pk)
    if replacement is not None and not others.filter(pk=replacement).exists():
        message = _("Hãy chọn văn bản thay thế trong danh sách.")
        raise Refused([RuleViolation("document.replacement", message, "replacement")])
    with transaction.atomic():
        row = Document.objects.select_for_update().get(pk=document.pk)
        if row.voided_at is not None:
            raise Refused([RuleViolation("document.voided", _("Văn bản này đã được hủy trước đó."))])
        row.voided_at, row.voided_by_id, row.voided_by_label = timezone.now(), scope.user_id, scope.user_label[:200]
        row.void_reason, row.replaced_by_id = said, replacement
        row.save(update_fields=["voided_at", "voided_by", "voided_by_label", "void_reason", "replaced_by"])
        told = {"void_reason": [None, said], "replaced_by": [None, replacement]}
        record_writes(scope, via, [Act("void", REGISTER, row, told)])
    return row
