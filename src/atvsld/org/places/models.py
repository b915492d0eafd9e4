"""Places through time: each name, kind and boundary of a unit is a row with dates, joined by successions.

Codes of provinces were used again with another meaning on 1/7/2025 (15 was Yên Bái and is Lào Cai, Decision
19/2025/QĐ-TTg): a code alone never names a unit. The nation has no row; its code is `NATION`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from atvsld.base.search import fold
from atvsld.base.sortkey import vietnamese_sort_key
from atvsld.org.dated import Certainty, DatedQuerySet, holds_on
from atvsld.org.places import names

NATION = "VN"


class PlaceQuerySet(DatedQuerySet["Place"]):
    """Units, of any level and any time until narrowed."""

    def provinces(self) -> PlaceQuerySet:
        return self.filter(level=Place.Level.PROVINCE)

    def communes(self) -> PlaceQuerySet:
        return self.filter(level=Place.Level.COMMUNE)

    def communes_of(self, province: Place) -> PlaceQuerySet:
        """The communes, wards and special zones of the province, of any date: add `in_force(on)`.

        A province that became a city is the same province: both its rows give the same communes.
        """
        from atvsld.org.places.lineage import same_unit_ids

        return self.communes().filter(province_id__in=same_unit_ids(province))

    def in_vietnamese_order(self) -> PlaceQuerySet:
        return self.order_by("sort_key", "code", "valid_from")


class Place(models.Model):
    """One administrative unit with one name and one kind, between two days, both included.

    Two levels since 1/7/2025, province and commune; the district exists only before: it is the `parent` of a commune of
    that time. `valid_from` is null where nobody knows since when: the unit is taken to have stood on every day until
    `valid_to`. `other_name` and `other_code` are how another official list writes the same unit. `status` speaks of the
    name, the kind and both days.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("cấp tỉnh")
        DISTRICT = "district", _("cấp huyện")
        COMMUNE = "commune", _("cấp xã")

    class Kind(models.TextChoices):
        TINH = "tinh", "Tỉnh"
        THANH_PHO = "thanh_pho", "Thành phố"
        HUYEN = "huyen", "Huyện"
        QUAN = "quan", "Quận"
        THI_XA = "thi_xa", "Thị xã"
        XA = "xa", "Xã"
        PHUONG = "phuong", "Phường"
        THI_TRAN = "thi_tran", "Thị trấn"
        DAC_KHU = "dac_khu", "Đặc khu"

    code = models.CharField(_("mã đơn vị hành chính"), max_length=5)
    level = models.CharField(_("cấp"), max_length=8, choices=Level.choices)
    kind = models.CharField(_("loại"), max_length=9, choices=Kind.choices)
    name_vi = models.CharField(_("tên"), max_length=100)
    full_name = models.CharField(_("tên đầy đủ"), max_length=120)
    other_name = models.CharField(_("tên ghi khác"), max_length=120, blank=True)
    other_code = models.CharField(_("mã ghi khác"), max_length=5, blank=True)
    valid_from = models.DateField(_("có hiệu lực từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("có hiệu lực đến hết ngày"), null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    province = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("tỉnh, thành phố"),
        help_text=_("Dòng của tỉnh, thành phố trong ngày cuối cùng đơn vị còn hiệu lực; với cấp tỉnh là chính nó."),
    )
    search_text = models.CharField(max_length=255, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    source = models.CharField(_("nguồn"), max_length=255)
    status = models.CharField(
        _("mức độ chắc chắn"), max_length=12, choices=Certainty.choices, default=Certainty.VERIFIED
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")
        ordering = ("sort_key", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "level", "valid_from"],
                name="place_code_level_from",
                violation_error_message=_("Mã này đã có một đơn vị cùng cấp bắt đầu từ cùng ngày."),
            ),
            models.UniqueConstraint(
                fields=["code", "level"],
                condition=Q(valid_from__isnull=True),
                name="place_code_level_since_ever",
                violation_error_message=_("Mã này đã có một đơn vị cùng cấp chưa rõ bắt đầu từ ngày nào."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="place_ends_after_start",
                violation_error_message=_("Ngày hết hiệu lực không được trước ngày có hiệu lực."),
            ),
        ]
        indexes = [
            models.Index(fields=["province", "level"], name="place_province_level"),
            models.Index(fields=["level", "sort_key"], name="place_level_order"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text, self.sort_key = derived_columns(
            self.full_name, self.name_vi, self._province_name(), self._district_name(), self.other_name
        )
        super().save(*args, **kwargs)

    def _province_name(self) -> str:
        return self.province.name_vi if self.province and self.province_id != self.pk else ""

    def _district_name(self) -> str:
        return self.parent.name_vi if self.parent and self.parent.level == self.Level.DISTRICT else ""

    @property
    def in_text(self) -> str:
        """The name inside a sentence: "xã Tân Cương", "thành phố Huế"; "Thành phố Hồ Chí Minh" keeps its capital."""
        return names.in_text(self.full_name, self.name_vi)

    @property
    def label(self) -> str:
        """The name that stands alone: "Xã Tân Cương, tỉnh Thái Nguyên"; before 1/7/2025 with the district between.

        Read with `select_related("province", "parent")`.
        """
        if self.province is None or self.province_id == self.pk:
            return self.full_name
        between = f"{self.parent.in_text}, " if self.parent and self.parent.level == self.Level.DISTRICT else ""
        return f"{self.full_name}, {between}{self.province.in_text}"

    def is_in_force(self, on: date) -> bool:
        return holds_on(self.valid_from, self.valid_to, on)


def derived_columns(
    full_name: str, name_vi: str, province_name: str, district_name: str = "", other_name: str = ""
) -> tuple[str, str]:
    """`search_text` (full name, district and province, other name, folded) and `sort_key` (by name, not kind)."""
    return fold(f"{full_name} {district_name} {province_name} {other_name}"), vietnamese_sort_key(name_vi)


class PlaceSuccession(models.Model):
    """From one day on, a unit stands where another stood: merger, division, transfer, or a new name or kind.

    A unit was divided when it has several successors; then cases stay undivided and `share_population` (a fraction
    of the old unit's people, null when unknown) only weights denominators.
    """

    class Kind(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        PART = "part", _("một phần")

    old = models.ForeignKey(Place, models.PROTECT, related_name="successions", verbose_name=_("đơn vị cũ"))
    new = models.ForeignKey(Place, models.PROTECT, related_name="origins", verbose_name=_("đơn vị mới"))
    share_population = models.DecimalField(
        _("tỷ lệ dân số chuyển sang"), max_digits=9, decimal_places=8, null=True, blank=True
    )
    kind = models.CharField(_("phần chuyển sang"), max_length=5, choices=Kind.choices)
    effective_on = models.DateField(_("từ ngày"))
    source = models.CharField(_("căn cứ"), max_length=255)
    status = models.CharField(
        _("mức độ chắc chắn"), max_length=12, choices=Certainty.choices, default=Certainty.VERIFIED
    )

    objects: models.Manager[PlaceSuccession] = models.Manager()

    class Meta:
        verbose_name = _("sự kế tiếp đơn vị hành chính")
        verbose_name_plural = _("sự kế tiếp đơn vị hành chính")
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="succession_old_new",
                violation_error_message=_("Hai đơn vị này đã được nối với nhau."),
            ),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="succession_not_itself",
                violation_error_message=_("Một đơn vị không thể kế tiếp chính nó."),
            ),
            models.CheckConstraint(
                condition=Q(share_population__isnull=True) | Q(share_population__gte=0, share_population__lte=1),
                name="succession_share_is_fraction",
                violation_error_message=_("Tỷ lệ dân số phải từ 0 đến 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
