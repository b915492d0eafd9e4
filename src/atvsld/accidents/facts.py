"""What is countable of accidents: one row per victim, and one per confirmed period without accident."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import F

from ..base.facts import Fact, FactColumn, themselves
from .models import NoAccidentPeriod, Victim

VICTIM_COLUMNS = (
    FactColumn("victim_id", "int", "người bị nạn"),
    FactColumn("accident_id", "int", "vụ tai nạn"),
    FactColumn("occurred_on", "date", "ngày xảy ra, theo giờ Việt Nam"),
    FactColumn("year", "int", "năm xảy ra"),
    FactColumn("half", "int", "nửa năm xảy ra: 1 hoặc 2"),
    FactColumn("month", "int", "tháng xảy ra"),
    FactColumn("reporting_office_id", "int", "trụ sở chính phải báo cáo"),
    FactColumn("reporting_province_id", "int", "tỉnh của trụ sở chính"),
    FactColumn("establishment_type", "text", "loại hình của trụ sở chính"),
    FactColumn("sector", "text", "ngành cấp 1 VSIC 2025 của trụ sở chính; trống: chưa chuyển đổi"),
    FactColumn("reporting_commune_id", "int", "xã của trụ sở chính"),
    FactColumn("event_province_id", "int", "tỉnh nơi xảy ra"),
    FactColumn("event_commune_id", "int", "xã nơi xảy ra; trống: chưa xác định xã"),
    FactColumn("placed_commune_id", "int", "xã hiện nay do cán bộ xếp; trống: chưa xếp hoặc không cần xếp"),
    FactColumn("is_commuting", "bool", "trên đường đi và về (khoản 2 Điều 39)"),
    FactColumn("has_labour_contract", "bool", "có hợp đồng lao động"),
    FactColumn("is_under_management", "bool", "thuộc quyền quản lý của cơ sở"),
    FactColumn("is_female", "bool", "lao động nữ"),
    FactColumn("age", "int", "tuổi trong năm xảy ra"),
    FactColumn("severity", "text", "fatal, severe hoặc minor (NĐ 39/2016 Điều 9)"),
    FactColumn("cause", "text", "nguyên nhân chính của vụ"),
    FactColumn("injury_factor", "text", "yếu tố gây chấn thương của vụ"),
    FactColumn("occupation_group", "text", "nhóm nghề cấp 1 (QĐ 34/2020); trống: chưa mã hóa"),
    FactColumn("lost_days", "int", "số ngày nghỉ của người này"),
    FactColumn("medical_cost_vnd", "int", "chi phí y tế, đồng"),
    FactColumn("wage_cost_vnd", "int", "trả lương trong thời gian điều trị, đồng"),
    FactColumn("compensation_vnd", "int", "bồi thường, trợ cấp, đồng"),
    FactColumn("other_cost_vnd", "int", "chi phí khác, đồng"),
    FactColumn("property_damage_vnd", "int", "thiệt hại tài sản của cả vụ, đồng; cộng một lần cho mỗi vụ"),
    FactColumn("sex", "text", "female, male; trống: chưa rõ"),
    FactColumn(
        "worker_groups", "text", "mã các nhóm lao động giữa hai dấu |, như |elderly|women|; trống: không nhóm nào"
    ),
)

_READ = (
    "accident__voided_at", "pk", "accident_id", "accident__occurred_on", "accident__reporting_office_id",
    "accident__reporting_province_id",
    "office_type", "office_sector", "office_commune", "accident__event_province_id", "accident__event_commune_id",
    "accident__placed_commune_id", "accident__is_commuting", "has_labour_contract", "is_under_management", "sex",
    "birth_year", "severity", "accident__cause_code", "accident__injury_factor_code", "occupation_code", "lost_days",
    "medical_cost_vnd", "wage_cost_vnd", "compensation_vnd", "other_cost_vnd", "accident__property_damage_vnd",
    "worker_groups",
)  # fmt: skip


def victim_rows(ids: Collection[int] | None) -> Iterable[tuple[Any, ...]]:
    """Standing victims of standing accidents."""
    victims = Victim.objects.standing()
    if ids is not None:
        victims = victims.filter(pk__in=ids)
    read = victims.annotate(
        office_type=F("accident__reporting_office__type_code"),
        office_sector=F("accident__reporting_office__sector_code"),
        office_commune=F("accident__reporting_office__commune_id"),
    ).values_list(*_READ)
    for voided_at, *row in read.iterator(chunk_size=5000):
        # Not asked of the database: SQLite would begin at all standing accidents to find five hundred victims.
        if voided_at is not None:
            continue
        (victim, accident, day, office, province, kind, sector, office_commune, event_province, event_commune, placed,
         commuting, contract, managed, sex, born, severity, cause, factor, occupation, *amounts,
         groups) = row  # fmt: skip
        yield (
            victim, accident, day, day.year, 1 if day.month <= 6 else 2, day.month, office, province, kind or "",
            sector or "", office_commune, event_province, event_commune, placed, commuting, contract, managed,
            sex == "female", day.year - born if born else None, severity, cause, factor, occupation[:1],
            *(a or 0 for a in amounts), sex, "".join(f"|{g}" for g in sorted(groups)) + "|" * bool(groups),
        )  # fmt: skip


def _of_accidents(ids: Collection[int]) -> Collection[int]:
    return Victim.objects.filter(accident_id__in=ids).values_list("pk", flat=True)


def _of_establishments(ids: Collection[int]) -> Collection[int]:
    return Victim.objects.filter(accident__reporting_office_id__in=ids).values_list("pk", flat=True)


def no_accident_rows(ids: Collection[int] | None) -> Iterable[tuple[Any, ...]]:
    periods = NoAccidentPeriod.objects.standing()
    if ids is not None:
        periods = periods.filter(pk__in=ids)
    return periods.values_list("pk", "establishment_id", "year", "half")


ACCIDENT_FACTS = (
    Fact(
        "victims", "một người bị nạn", VICTIM_COLUMNS, victim_rows,
        {"victims": themselves, "accidents": _of_accidents, "establishments": _of_establishments},
        near=("reporting_province_id", "reporting_office_id"),
    ),
    Fact(
        "no_accident_periods", "một kỳ được xác nhận không có tai nạn",
        (
            FactColumn("period_id", "int", "lời xác nhận"),
            FactColumn("establishment_id", "int", "cơ sở"),
            FactColumn("year", "int", "năm"),
            FactColumn("half", "int", "0 cả năm, 1 hoặc 2 nửa năm"),
        ),
        no_accident_rows,
        {"no_accident_periods": themselves},
    ),
)  # fmt: skip
