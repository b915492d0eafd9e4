from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from ...base.crypto import EncryptedTextField
from .roles import ROLES


class User(AbstractUser):
    """A person with an account. What the person may do hangs on memberships alone, never on flags of the account."""

    full_name = models.CharField("Họ và tên", max_length=150)
    phone = EncryptedTextField("Điện thoại", blank=True, default="")
    must_change_password = models.BooleanField("Phải đổi mật khẩu", default=False)
    is_demo = models.BooleanField("Tài khoản trình diễn", default=False)
    language = models.CharField("Ngôn ngữ", max_length=5, blank=True, default="")

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """One role of one person in one unit, from one day to another: a province, a commune, an establishment, a zone."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="Người dùng")
    role = models.CharField("Vai trò", max_length=20, choices=[(r.code, r.label) for r in ROLES.values()])
    place = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Địa bàn"
    )
    establishment = models.ForeignKey(
        "org.Establishment", models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="Cơ sở"
    )
    zone = models.ForeignKey(
        "org.IndustrialZone", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Khu công nghiệp"
    )
    agency = models.ForeignKey(
        "org.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Cơ quan"
    )
    valid_from = models.DateField("Từ ngày")
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"], name="membership_user")]

    @property
    def unit_label(self) -> str:
        unit = self.agency or self.establishment or self.zone or self.place
        return str(unit) if unit else "Toàn quốc"


class CaseGrant(models.Model):
    """A decision that opens single rows to one membership: an investigator's cases, an invited body's list."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="cases")
    register = models.CharField("Sổ", max_length=40)
    object_id = models.BigIntegerField("Dòng")
    decision = models.CharField("Quyết định", max_length=200)
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "register", "object_id"], name="case_granted_once"),
        ]
