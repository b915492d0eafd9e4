"""The tables that every register needs, and what every row of a register has."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .audit.models import AuditEntry, AuditSeal, LoadedPart
from .codelists.models import CodeListVersion, CodeRow
from .jobs.models import JobRun, Worker
from .reading import RegisterQuerySet

__all__ = [
    "STANDING",
    "AuditEntry",
    "AuditSeal",
    "Change",
    "CodeListVersion",
    "CodeRow",
    "IdempotencyKey",
    "JobRun",
    "LoadedPart",
    "RegisterRow",
    "Worker",
]


# A row struck out gives its key free again: a period confirmed by mistake can be confirmed anew.
STANDING = models.Q(voided_at__isnull=True)


class RegisterRow(models.Model):
    """A row of a statutory register: never deleted, voided with a reason; each state has an audit entry."""

    created_at = models.DateTimeField("Ghi lúc", auto_now_add=True)
    updated_at = models.DateTimeField("Sửa lúc", auto_now=True)
    row_version = models.PositiveIntegerField("Lần ghi", default=1)
    voided_at = models.DateTimeField("Hủy lúc", null=True, blank=True)
    void_reason = models.CharField("Lý do hủy", max_length=500, blank=True)
    search_text = models.TextField("Chữ để tìm", blank=True, editable=False)
    is_demo = models.BooleanField("Dữ liệu trình diễn", default=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True


class Change(models.Model):
    """Outbox: a row of a register changed and the lake has not read it yet. Written in the same transaction.

    `WHOLE` in place of a row: so many came at once that the register is read anew.
    """

    WHOLE = 0

    register = models.CharField(max_length=40)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["register", "object_id"], name="change_row")]

    @classmethod
    def note_whole(cls, register: str) -> None:
        cls.objects.create(register=register, object_id=cls.WHOLE)


class IdempotencyKey(models.Model):
    """A declaration sent twice over a bad line is one declaration: the key that the device made for it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    register = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_once")]
