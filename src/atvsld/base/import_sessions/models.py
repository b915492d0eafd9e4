from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..crypto import EncryptedTextField

UPLOADED, CHECKING, CHECKED, QUEUED, LANDING, DONE, FAILED = (
    "uploaded", "checking", "checked", "queued", "landing", "done", "failed",
)  # fmt: skip
STATES = [
    (UPLOADED, _("Chờ xem các cột")), (CHECKING, _("Đang kiểm tra")), (CHECKED, _("Chờ xác nhận")),
    (QUEUED, _("Chờ ghi")), (LANDING, _("Đang ghi")), (DONE, _("Đã xong")), (FAILED, _("Bị gián đoạn")),
]  # fmt: skip


class ImportSession(models.Model):
    """One file that one person sends to one register, from the upload to the result.

    `mapping` says which column holds which field: {"0": "declared_by"}. `counts` is the account of the last check or of
    the writing; `report` its errors, notes and first lines, encrypted, for they may quote cells. The file itself is
    kept encrypted (`ImportFile`) until it is in or `expires_at`.
    """

    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=STATES, default=UPLOADED)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    accept_valid = models.BooleanField(default=False)
    phase = models.CharField(max_length=10, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    report = EncryptedTextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "created_at"], name="import_session_user"),
            models.Index(fields=["expires_at"], name="import_session_expires"),
        ]

    @property
    def is_busy(self) -> bool:
        return self.state in (CHECKING, QUEUED, LANDING)

    @property
    def percent(self) -> int:
        """How far the phase at hand has come; reading, checking and writing are each a part of the whole."""
        share = self.done / self.total if self.total else 0
        start, width = {"read": (0, 40), "check": (40, 60), "write": (60, 38), "show": (98, 2)}.get(self.phase, (0, 0))
        if self.state == CHECKING:
            start, width = {"read": (0, 60), "check": (60, 40)}.get(self.phase, (0, 0))
        return min(100, round(start + width * min(share, 1)))

    def __str__(self) -> str:
        return self.file_name


class ImportFile(models.Model):
    """The bytes of a session, encrypted: `upload` as it was sent, `rejected` the workbook of rows that were refused."""

    session = models.ForeignKey(ImportSession, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "kind"], name="import_file_once")]


class ImportMapping(models.Model):
    """What a person said of the columns of files with these headings, for the next such file."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    headings = models.CharField(max_length=64)
    mapping: Any = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "register", "headings"], name="import_mapping_once")]
