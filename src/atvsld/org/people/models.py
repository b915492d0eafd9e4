from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from ...base.crypto import EncryptedTextField
from .roles import ROLES

# Where a membership lies that has no unit: a word of the audit too, and so translated only where it is shown.
NATIONWIDE = gettext_noop("Toàn quốc")


class User(AbstractUser):
    """A person with an account. What the person may do hangs on memberships alone, never on flags of the account."""

    full_name = models.CharField(_("Họ và tên"), max_length=150)
    phone = EncryptedTextField(_("Điện thoại"), blank=True, default="")
    must_change_password = models.BooleanField(_("Phải đổi mật khẩu"), default=False)
    is_demo = models.BooleanField(_("Tài khoản trình diễn"), default=False)
    language = models.CharField(_("Ngôn ngữ"), max_length=5, blank=True, default="")

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.username


class Membership(models.Model):
    """One role of one person in one unit, from one day to another: a province, a commune, an establishment, a zone,
    an agency."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("Người dùng"))
    role = models.CharField(_("Vai trò"), max_length=20, choices=[(r.code, r.label) for r in ROLES.values()])
    place = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Địa bàn")
    )
    establishment = models.ForeignKey(
        "org.Establishment", models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("Cơ sở")
    )
    zone = models.ForeignKey(
        "org.IndustrialZone", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Khu công nghiệp")
    )
    agency = models.ForeignKey(
        "org.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Cơ quan")
    )
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"], name="membership_user")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role="department") | models.Q(agency__isnull=False),
                name="department_names_its_agency",
                violation_error_message=_("Vai trò này phải ghi cơ quan của người được giao."),
            ),
        ]

    @property
    def unit_label(self) -> str:
        unit = self.agency or self.establishment or self.zone or self.place
        return str(unit) if unit else NATIONWIDE


class CaseGrant(models.Model):
    """A decision that opens single rows to one membership: an investigator's cases, an invited body's list."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="cases")
    register = models.CharField(_("Sổ"), max_length=40)
    object_id = models.BigIntegerField(_("Dòng"))
    decision = models.CharField(_("Quyết định"), max_length=200)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "register", "object_id"], name="case_granted_once"),
        ]
