"""What is countable of establishments: the establishments themselves, and their head-counts by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from ...base.facts import Fact, FactColumn, themselves
from .models import Establishment, Headcount


def establishment_rows(ids: Collection[int] | None) -> Iterable[tuple[Any, ...]]:
    rows = Establishment.objects.standing()
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return (
        rows.annotate(office=Coalesce("head_office_id", "pk"))
        .values_list("pk", "office", "province_id", "commune_id", "type_code", "sector_code", "registered_on")
        .iterator(chunk_size=5000)
    )


def headcount_rows(ids: Collection[int] | None) -> Iterable[tuple[Any, ...]]:
    rows = Headcount.objects.standing().filter(establishment__voided_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return (
        rows.annotate(office=Coalesce(F("establishment__head_office_id"), F("establishment_id")))
        .values_list("pk", "establishment_id", "office", "year", "average_workers", "average_women", "wage_fund_vnd")
        .iterator(chunk_size=5000)
    )


def _headcounts_of(ids: Collection[int]) -> Collection[int]:
    return Headcount.objects.filter(establishment_id__in=ids).values_list("pk", flat=True)


ESTABLISHMENT_FACTS = (
    Fact(
        "establishments", "một cơ sở",
        (
            FactColumn("establishment_id", "int", "cơ sở"),
            FactColumn("office_id", "int", "trụ sở chính báo cáo: chính nó khi không thuộc cơ sở nào"),
            FactColumn("province_id", "int", "tỉnh đặt cơ sở"),
            FactColumn("commune_id", "int", "xã đặt cơ sở"),
            FactColumn("establishment_type", "text", "loại hình"),
            FactColumn("sector", "text", "ngành cấp 1 VSIC 2025; trống: chưa chuyển đổi"),
            FactColumn("registered_on", "date", "ngày đăng ký"),
        ),
        establishment_rows,
        {"establishments": themselves},
    ),
    Fact(
        "headcounts", "số lao động một năm của một cơ sở",
        (
            FactColumn("headcount_id", "int", "dòng số lao động"),
            FactColumn("establishment_id", "int", "cơ sở"),
            FactColumn("office_id", "int", "trụ sở chính báo cáo"),
            FactColumn("year", "int", "năm"),
            FactColumn("workers", "int", "số lao động bình quân, người"),
            FactColumn("women", "int", "lao động nữ bình quân, người"),
            FactColumn("wage_fund_vnd", "int", "tổng quỹ lương, đồng"),
        ),
        headcount_rows,
        {"headcounts": themselves, "establishments": _headcounts_of},
    ),
)  # fmt: skip
