from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..reading import Landed


class AuditSeal(models.Model):
    """A link of the one chain over all entries: count and root of the entries since the seal before, under HMAC."""

    sealed_at = models.DateTimeField(_("Niêm lúc"))
    entry_count = models.PositiveIntegerField(_("Số mục"))
    last_entry_id = models.BigIntegerField(_("Mục cuối"))
    root = models.CharField(max_length=64)
    previous_mac = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)


class AuditEntry(models.Model):
    """Who did what to which row, when and through which door, with what changed and the hash of the row after it.

    Writes to one object are numbered 1, 2, 3 … and chained; an unmasked reading and a bulk load have no number.
    `changes` holds {field: [before, after]}; values of personal and medical fields are stored encrypted.
    """

    at = models.DateTimeField(_("Lúc"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("Người")
    )
    actor_label = models.CharField(_("Người"), max_length=200)
    via = models.CharField("Qua", max_length=20)
    verb = models.CharField(_("Việc"), max_length=30)
    register = models.CharField(_("Sổ"), max_length=40)
    object_id = models.BigIntegerField(_("Dòng"))
    number = models.PositiveIntegerField(_("Lần"), null=True)
    changes = models.JSONField(_("Thay đổi"), default=dict)
    reason = models.CharField(_("Lý do"), max_length=500, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    entry_hash = models.CharField(max_length=64)
    seal = models.ForeignKey(AuditSeal, models.PROTECT, null=True, related_name="entries")
    # As in `RegisterRow`: the entry of a row that is still being brought in is read and sealed once the row is there.
    landing = models.BigIntegerField(null=True, editable=False)

    objects = Landed()
    everything = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "object_id", "number"], name="audit_number_once"),
        ]
        indexes = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["id"], name="audit_unsealed", condition=models.Q(seal__isnull=True)),
        ]


class LoadedPart(models.Model):
    """Hashes of consecutive rows that a bulk load brought, 32 bytes a row; their root stands in its entry."""

    entry = models.ForeignKey(AuditEntry, models.PROTECT, related_name="parts")
    register = models.CharField(_("Sổ"), max_length=40)
    first_id = models.BigIntegerField(_("Dòng đầu"))
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "first_id"], name="loaded_part_once")]
