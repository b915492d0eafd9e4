"""The tables that every register needs, and what every row of a register has."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .audit.models import AuditEntry, AuditSeal, LoadedPart
from .codelists.models import CodeListVersion, CodeRow
from .import_sessions.models import ImportFile, ImportMapping, ImportSession
from .jobs.models import JobRun, Worker
from .reading import RegisterManager, RegisterQuerySet

__all__ = [
    "STANDING",
    "AuditEntry",
    "AuditSeal",
    "Change",
    "CodeListVersion",
    "CodeRow",
    "IdempotencyKey",
    "ImportFile",
    "ImportMapping",
    "ImportSession",
    "JobRun",
    "Landing",
    "LoadedPart",
    "RegisterRow",
    "Worker",
]


# A row struck out gives its key free again: a period confirmed by mistake can be confirmed anew.
STANDING = models.Q(voided_at__isnull=True)


class RegisterRow(models.Model):
    """A row of a statutory register: never deleted, voided with a reason; each state has an audit entry."""

    created_at = models.DateTimeField(_("Ghi lúc"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Sửa lúc"), auto_now=True)
    row_version = models.PositiveIntegerField(_("Lần ghi"), default=1)
    voided_at = models.DateTimeField(_("Hủy lúc"), null=True, blank=True)
    void_reason = models.CharField(_("Lý do hủy"), max_length=500, blank=True)
    search_text = models.TextField(_("Chữ để tìm"), blank=True, editable=False)
    is_demo = models.BooleanField(_("Dữ liệu trình diễn"), default=False)
    # The file that is bringing this row in (`Landing`); empty once it is there for everybody.
    landing = models.BigIntegerField(_("Đang được nạp"), null=True, editable=False)

    # Columns that came after the first release, by attribute name: see `audit.record.content_hash`.
    later_columns: ClassVar[tuple[str, ...]] = ()

    objects = RegisterManager()
    # With what is still being brought in: for the import alone.
    everything = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True


class Landing(models.Model):
    """A file whose rows are written chunk by chunk and shown all at once. It is gone when they are there.

    `after` holds, for each table that it writes, the last id there was before: {"accidents": 812, "audit": 40210}.
    `beat_at` says that it is still at work; what has no beat any more is taken back (`importing.landing`).
    """

    register = models.CharField(max_length=40)
    actor_label = models.CharField(max_length=200)
    started_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField()
    after = models.JSONField(default=dict)
    # Which work it belongs to, so that the same work begun again takes it back at once.
    work = models.CharField(max_length=64, blank=True)


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
    """A declaration sent twice over a bad line is one declaration: the key that the device made for it.

    `door` keeps the keys of a page and of each program apart; `digest` is the mark of what was sent.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    door = models.CharField(max_length=30, default="page")
    key = models.CharField(max_length=64)
    register = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "door", "key"], name="idempotency_once_a_door")]
