"""Codes given out on slips, requests for an account, and the counting of tries."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...base.crypto import EncryptedTextField
from ...base.reading import RegisterQuerySet, ScopeColumns

OPEN = models.Q(used_at=None, revoked_at=None)


class AccessCode(models.Model):
    """A code handed over on paper and used once: it opens an account for an establishment, or lets a person choose a
    new password. Only its keyed digest is stored; nobody can print it again, only give out another."""

    class Purpose(models.TextChoices):
        CLAIM = "claim", _("nhận tài khoản cho cơ sở")
        INVITE = "invite", _("mời thêm người của cơ sở")
        RESET = "reset", _("đặt lại mật khẩu")

    purpose = models.CharField(_("Để làm gì"), max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    establishment = models.ForeignKey("org.Establishment", models.PROTECT, null=True, related_name="access_codes")
    user = models.ForeignKey("org.User", models.PROTECT, null=True, related_name="access_codes")
    issued_by = models.ForeignKey("org.User", models.SET_NULL, null=True, related_name="+")
    issued_at = models.DateTimeField(_("Cấp lúc"))
    expires_at = models.DateTimeField(_("Hết hạn lúc"))
    used_at = models.DateTimeField(_("Dùng lúc"), null=True)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["establishment"], condition=OPEN & models.Q(purpose="claim"), name="one_claim_code"
            ),
            models.UniqueConstraint(fields=["user"], condition=OPEN & models.Q(purpose="reset"), name="one_reset_code"),
        ]


class AccountRequest(models.Model):
    """Somebody asks for an account of an establishment without holding a code; an officer of the place decides."""

    class State(models.TextChoices):
        WAITING = "waiting", _("đang chờ")
        CODE = "code", _("đã cấp phiếu mã")
        ACTIVE = "active", _("đã mở tài khoản")
        REJECTED = "rejected", _("không chấp nhận")

    number = models.CharField(_("Số yêu cầu"), max_length=20, unique=True)
    tax_code = models.CharField(_("Mã số thuế"), max_length=14, db_index=True)
    establishment = models.ForeignKey("org.Establishment", models.PROTECT, null=True, related_name="account_requests")
    province = models.ForeignKey("org.Place", models.PROTECT, related_name="+", verbose_name=_("Tỉnh, thành phố"))
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Xã, phường"))
    zone = models.ForeignKey("org.IndustrialZone", models.PROTECT, null=True, related_name="+")
    full_name = EncryptedTextField(_("Họ và tên"))
    phone = EncryptedTextField(_("Điện thoại"))
    email = EncryptedTextField(_("Thư điện tử"), blank=True)
    note = EncryptedTextField(_("Ghi chú"), blank=True)
    password = models.CharField(max_length=128, blank=True)
    state = models.CharField(_("Tình trạng"), max_length=10, choices=State, default=State.WAITING)
    requested_at = models.DateTimeField(_("Gửi lúc"))
    decided_at = models.DateTimeField(_("Quyết định lúc"), null=True)
    decided_by = models.ForeignKey("org.User", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("Lý do"), max_length=500, blank=True)

    objects = RegisterQuerySet.as_manager()
    scope_columns: ClassVar = ScopeColumns(
        register="account_requests", places=("province_id", "commune_id"), zones=("zone_id",)
    )

    class Meta:
        indexes = [
            models.Index(fields=["province", "requested_at"], name="account_request_place"),
            models.Index(fields=["state", "requested_at"], name="account_request_waiting"),
        ]

    def __str__(self) -> str:
        return self.number


class Attempt(models.Model):
    """How many times somebody tried within a window of time; who and what stand in the digest alone."""

    digest = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(db_index=True)
    number = models.PositiveIntegerField(default=0)
