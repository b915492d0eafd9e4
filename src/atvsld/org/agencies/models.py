"""Agencies: the bodies of Party, state, front and unions that documents name as giving, receiving or doing a task."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from atvsld.base.search import fold
from atvsld.base.sortkey import vietnamese_sort_key
from atvsld.org.dated import Certainty, DatedQuerySet
from atvsld.org.places.models import Place


class AgencyQuerySet(DatedQuerySet["Agency"]):
    """Agencies of any kind, place and time until narrowed."""

    def in_vietnamese_order(self) -> AgencyQuerySet:
        return self.order_by("sort_key", "pk")


class Agency(models.Model):
    """One body under one name, between two days (both included; no first day: since before the records).

    `kind` is a code of the list `agency_kinds`; `place` is where it has authority, none for a body of the nation. When
    a province becomes a city its bodies are new rows, for their names change with it.
    """

    kind = models.CharField(_("loại cơ quan"), max_length=60)
    name_vi = models.CharField(_("tên cơ quan"), max_length=255)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="agencies", verbose_name=_("địa bàn")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("cơ quan cấp trên")
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    search_text = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=700, editable=False)
    source = models.CharField(_("nguồn"), max_length=255)
    status = models.CharField(
        _("mức độ chắc chắn"), max_length=12, choices=Certainty.choices, default=Certainty.PROVISIONAL
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        ordering = ("sort_key", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place", "name_vi", "valid_from"],
                condition=Q(place__isnull=False),
                name="agency_of_place",
                violation_error_message=_("Cơ quan này đã có ở địa bàn này từ cùng ngày."),
            ),
            models.UniqueConstraint(
                fields=["kind", "name_vi"],
                condition=Q(place__isnull=True, valid_from__isnull=True),
                name="agency_of_nation",
                violation_error_message=_("Cơ quan trung ương này đã có."),
            ),
            models.UniqueConstraint(
                fields=["kind", "name_vi", "valid_from"],
                condition=Q(place__isnull=True, valid_from__isnull=False),
                name="agency_of_nation_from",
                violation_error_message=_("Cơ quan trung ương này đã có từ cùng ngày."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agency_ends_after_start",
                violation_error_message=_("Ngày kết thúc không được trước ngày bắt đầu."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "sort_key"], name="agency_kind_order")]

    def __str__(self) -> str:
        return self.name_vi

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text, self.sort_key = derived_columns(self.name_vi, self.place)
        super().save(*args, **kwargs)


def derived_columns(name_vi: str, place: Place | None) -> tuple[str, str]:
    """`search_text` (name, and the province of a body of a commune, folded) and `sort_key` of an agency."""
    province = place.province.name_vi if place and place.province and place.province_id != place.pk else ""
    return fold(f"{name_vi} {province}"), vietnamese_sort_key(name_vi)
