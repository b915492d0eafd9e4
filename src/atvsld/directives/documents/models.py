"""Tables of documents: drafts that are being looked at, and what was accepted."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...base.crypto import EncryptedTextField

WAITING, TAKING, READING, READ, REFUSED, FAILED = "waiting", "taking", "reading", "read", "refused", "failed"
STATES = [
    (WAITING, _("Chờ đến lượt")), (TAKING, _("Đang lấy chữ từ tệp")), (READING, _("Đang đọc văn bản")),
    (READ, _("Chờ xem và nhận")), (REFUSED, _("Không đọc được")), (FAILED, _("Bị gián đoạn")),
]  # fmt: skip
PERCENT = {WAITING: 5, TAKING: 30, READING: 75}
PARTY, STATE = "dang", "nha_nuoc"
LINES = [(PARTY, _("đường Đảng")), (STATE, _("đường Nhà nước"))]
TARGET, TASK, REPORTING = "target", "task", "reporting"
KINDS = [(TARGET, _("chỉ tiêu")), (TASK, _("nhiệm vụ")), (REPORTING, _("chế độ báo cáo"))]


class DocumentDraft(models.Model):
    """One file that one person sent to be read, until they accept what was read or let it go.

    `content` is JSON, encrypted: the lines of the text, what was read, and what the person made of it. Nobody else
    sees a draft, and `expires_at` it is gone.
    """

    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=STATES, default=WAITING)
    refusal = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    file = models.BinaryField(default=bytes)
    content = EncryptedTextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "created_at"], name="document_draft_user"),
            models.Index(fields=["expires_at"], name="document_draft_expires"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in PERCENT

    @property
    def percent(self) -> int:
        return PERCENT.get(self.state, 100)


class Document(models.Model):
    """A directive, resolution, programme or plan as it was accepted by a person, never changed after. What was accepted
    by mistake is voided with a reason, and may say which other took its place.

    `province` and `commune` say whose it is; the nation's has neither. `text` is the text of the file line by line,
    `reading` the canonical JSON of what was accepted and `sha256` the hash of exactly that text; `file_sha256` that of
    the file. Number and days are empty where the document leaves them blank.
    """

    number = models.CharField(_("Số, ký hiệu"), max_length=60, blank=True)
    doc_type = models.CharField(_("Loại văn bản"), max_length=60)
    title = models.CharField(_("Trích yếu"), max_length=1000)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    issued_month = models.CharField(_("Tháng ban hành"), max_length=7, blank=True)
    issuing_body = models.CharField(_("Cơ quan ban hành"), max_length=300)
    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Tỉnh"))
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Xã"))
    text = models.TextField(_("Toàn văn"))
    reading = models.TextField(_("Nội dung đã nhận"))
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(_("Tên tệp"), max_length=200)
    file_sha256 = models.CharField(max_length=64)
    accepted_at = models.DateTimeField(_("Nhận lúc"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người nhận")
    )
    accepted_by_label = models.CharField(_("Người nhận"), max_length=200)
    voided_at = models.DateTimeField(_("Hủy lúc"), null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người hủy")
    )
    voided_by_label = models.CharField(_("Người hủy"), max_length=200, blank=True)
    void_reason = models.CharField(_("Lý do hủy"), max_length=500, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaces", verbose_name=_("Văn bản thay cho")
    )

    class Meta:
        verbose_name = _("Văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issued_on", "issuing_body"], condition=~Q(number="") & Q(voided_at=None),
                name="document_number_once",
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None) | ~Q(void_reason=""), name="document_voided_with_a_reason"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["province", "commune"], name="document_place"),
            models.Index(fields=["number"], name="document_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.title}" if self.number else self.title

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def issued(self) -> str:
        """The day of issue as it is written here, or the month where only that is known; "" where neither is."""
        if self.issued_on:
            return f"{self.issued_on:%d/%m/%Y}"
        return "/".join(reversed(self.issued_month.split("-"))) if self.issued_month else ""

    @property
    def whole(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.reading)
        return said

    @property
    def is_intact(self) -> bool:
        """Whether what was accepted is still the text whose hash was kept."""
        return hashlib.sha256(self.reading.encode()).hexdigest() == self.sha256


class Implements(models.Model):
    """That a document carries out another, on the Party's line or on the State's; one is its main parent."""

    child = models.ForeignKey(Document, models.PROTECT, related_name="carries_out")
    parent = models.ForeignKey(Document, models.PROTECT, related_name="carried_out_by")
    line = models.CharField(_("Đường"), max_length=8, choices=LINES)
    is_main = models.BooleanField(_("Văn bản gốc chính"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="implements_once"),
            models.UniqueConstraint(fields=["child"], condition=Q(is_main=True), name="implements_one_main"),
            models.CheckConstraint(condition=~Q(child=models.F("parent")), name="implements_another"),
        ]


class Provision(models.Model):
    """One target, task or duty to report of a document, so that other rows can point to it.

    `position` counts from 1 within its kind; `content` is its part of what was accepted; `indicator` the declared
    indicator by which a target is measured, empty where it is not measurable here.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="provisions")
    kind = models.CharField(_("Loại"), max_length=9, choices=KINDS)
    position = models.PositiveIntegerField(_("Thứ tự"))
    text = models.TextField(_("Nội dung"))
    content = models.JSONField(default=dict)
    indicator = models.CharField(_("Chỉ số"), max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind", "position"], name="provision_once")]

    def __str__(self) -> str:
        return self.text
