from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...base.models import STANDING, RegisterRow
from ...base.reading import ScopeColumns


class IndustrialZone(models.Model):
    """An industrial, export-processing or economic zone; its authority answers for the establishments in it."""

    name = models.CharField(_("Tên khu"), max_length=200, unique=True)
    province = models.ForeignKey("org.Place", models.PROTECT, related_name="+", verbose_name=_("Tỉnh, thành phố"))
    authority = models.ForeignKey(
        "org.Agency", models.PROTECT, null=True, related_name="zones", verbose_name=_("Ban quản lý")
    )
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Establishment(RegisterRow):
    """A place where work is done under one tax code: an enterprise's head office or branch, a co-operative, a household
    business, a public body. The head office of the employer is the one that reports (NĐ 39/2016 Điều 24)."""

    tax_code = models.CharField(_("Mã số thuế"), max_length=14, db_index=True)
    name = models.CharField(_("Tên cơ sở"), max_length=300)
    type_code = models.CharField(_("Loại hình cơ sở"), max_length=40, blank=True)
    vsic_code = models.CharField(_("Mã ngành VSIC"), max_length=40, blank=True)
    vsic_version = models.CharField(_("Phiên bản VSIC"), max_length=20, blank=True)
    sector_code = models.CharField(_("Ngành cấp 1 (VSIC 2025)"), max_length=2, blank=True)
    address = models.CharField(_("Địa chỉ"), max_length=400, blank=True)
    province = models.ForeignKey("org.Place", models.PROTECT, related_name="+", verbose_name=_("Tỉnh, thành phố"))
    commune = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Xã, phường, đặc khu")
    )
    zone = models.ForeignKey(
        IndustrialZone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Khu công nghiệp")
    )
    head_office = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name=_("Trụ sở chính")
    )
    phone = models.CharField(_("Điện thoại"), max_length=40, blank=True)
    email = models.CharField(_("Thư điện tử"), max_length=120, blank=True)
    registered_on = models.DateField(_("Ngày đăng ký"), null=True, blank=True)
    capital_vnd = models.BigIntegerField(_("Vốn (đồng)"), null=True, blank=True)
    high_risk_sector = models.CharField(_("Ngành nghề nguy cơ cao"), max_length=40, blank=True)
    is_high_risk_tt07 = models.BooleanField(_("Nguy cơ cao (TT 07/2016 Điều 8)"), default=False)
    is_high_risk_art36 = models.BooleanField(_("Nguy cơ cao (NĐ 39/2016 Điều 36)"), default=False)
    is_high_risk_art37 = models.BooleanField(_("Nguy cơ cao (NĐ 39/2016 Điều 37)"), default=False)
    sort_key = models.CharField(max_length=1600, blank=True, db_index=True, editable=False)

    scope_columns: ClassVar = ScopeColumns(
        register="establishments",
        places=("province_id", "commune_id"),
        establishments=("pk",),
        zones=("zone_id",),
    )

    class Meta:
        verbose_name = _("Cơ sở")
        constraints = [models.UniqueConstraint(fields=["tax_code"], condition=STANDING, name="tax_code_once")]
        indexes = [
            models.Index(fields=["province", "commune"], name="establishment_place"),
            models.Index(fields=["commune"], name="establishment_commune"),
        ]

    def __str__(self) -> str:
        return f"{self.tax_code} – {self.name}"

    @property
    def reporting_office_id(self) -> int:
        """The head office that reports for this establishment: itself when it has none above."""
        return self.head_office_id or self.pk


class Headcount(RegisterRow):
    """How many people worked at an establishment on average in a year, and how many of them were women."""

    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="headcounts", verbose_name=_("Cơ sở"))
    year = models.PositiveSmallIntegerField(_("Năm"))
    average_workers = models.PositiveIntegerField(_("Số lao động bình quân"))
    average_women = models.PositiveIntegerField(_("Trong đó lao động nữ"), null=True, blank=True)
    wage_fund_vnd = models.BigIntegerField(_("Tổng quỹ lương (đồng)"), null=True, blank=True)

    scope_columns: ClassVar = ScopeColumns(
        register="headcounts",
        places=("establishment__province_id", "establishment__commune_id"),
        establishments=("establishment_id",),
        zones=("establishment__zone_id",),
    )

    class Meta:
        verbose_name = _("Số lao động")
        constraints = [
            models.UniqueConstraint(fields=["establishment", "year"], condition=STANDING, name="headcount_once")
        ]

    def __str__(self) -> str:
        return f"{self.establishment} – {self.year}"
