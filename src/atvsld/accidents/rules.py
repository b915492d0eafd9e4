"""Rules of accidents and victims: pure functions on plain values, each naming its article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from ..base.errors import RuleViolation
from ..base.fields.scalar import HERE
from ..base.register import Context, Values

RANK = {"": 0, "minor": 1, "severe": 2, "fatal": 3}
ADULT_AGE = 18


def victim_severity(
    died_on: date | None, injury_codes: Collection[str], reported: str, severe_codes: Collection[str]
) -> tuple[str, str]:
    """(severity, what it rests on) of one victim, by NĐ 39/2016 Điều 9.

    Fatal when the person died, at once or later of the same wound; severe with at least one injury of Phụ lục II
    (`severe_codes`); minor otherwise. Until injuries are coded, what the first notice said stands: "first_notice".
    """
    if died_on is not None:
        return "fatal", "death"
    if any(code in severe_codes for code in injury_codes):
        return "severe", "injury_codes"
    if injury_codes:
        return "minor", "injury_codes"
    return reported, "first_notice"


def accident_severity(severities: Iterable[str]) -> str:
    """The accident is as severe as its worst victim (Điều 9); "" while no victim is known."""
    return max(severities, key=lambda s: RANK[s], default="")


def worker_groups(declared: Sequence[str], sex: str, age: int | None) -> list[str]:
    """The groups a person belongs to: those declared, and those that follow from sex and age."""
    groups = [g for g in declared if g not in ("women", "underage")]
    if sex == "female":
        groups.append("women")
    if (age is not None and age < ADULT_AGE) or (age is None and "underage" in declared):
        groups.append("underage")
    return sorted(groups)


def leaf_codes(codes: Mapping[str, Any]) -> set[str]:
    """Codes of a list that name an injury, not a heading of the list."""
    parents = {row.parent_code for row in codes.values()}
    return {code for code in codes if code not in parents}


def _severe_codes(context: Context, day: date) -> set[str]:
    """The injuries of Phụ lục II in force on that day."""
    key = ("severe_injuries", day)
    if key not in context.codes.memo:
        context.codes.memo[key] = leaf_codes(context.codes.on("severe_injuries", day))
    return context.codes.memo[key]


def accident_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    known = context.known
    if known.get("locked"):
        yield RuleViolation("state.locked", known["locked"])
    if values.get("is_abroad"):
        if values.get("event_province") or values.get("event_commune"):
            message = gettext("Tai nạn ở nước ngoài thì không chọn tỉnh, xã trong nước; ghi nơi xảy ra bằng chữ.")
            yield RuleViolation("place.abroad", message, "event_province")
    elif not values.get("event_province") and not values.get("event_commune"):
        message = gettext("Chưa chọn nơi xảy ra. Hãy chọn ít nhất tỉnh, thành phố; chọn cả xã nếu biết.")
        yield RuleViolation("place.missing", message, "event_province")
    commune = known.get("commune")
    if commune and values.get("event_province") and values["event_province"] not in commune["province_ids"]:
        message = gettext("«{commune}» không thuộc tỉnh, thành phố đã chọn. Hãy chọn lại xã hoặc tỉnh.").format(
            commune=commune["label"]
        )
        yield RuleViolation("commune.province", message, "event_commune")
    if values.get("declared_by") == "employer" and not values.get("establishment"):
        message = gettext("Người sử dụng lao động khai báo thì phải có cơ sở. Hãy nhập mã số thuế của cơ sở.")
        yield RuleViolation("establishment.missing", message, "establishment")
    if values.get("cause_code") and known.get("cause_group") == "art39_2":
        message = gettext(
            "Mã này dành cho tai nạn trên đường đi và về, không phải một nguyên nhân. Hãy chọn một nguyên nhân chính."
        )
        yield RuleViolation("cause.not_a_cause", message, "cause_code")


def derive_accident(values: Values, context: Context) -> dict[str, Any]:
    """What follows: the day in Viet Nam, the province of the commune, the three places."""
    known = context.known
    establishment, office, commune = known.get("establishment"), known.get("office"), known.get("commune")
    return {
        "occurred_on": values["occurred_at"].astimezone(HERE).date(),
        "event_province": values.get("event_province") or (commune["province_id"] if commune else None),
        "reporting_office": office["id"] if office else None,
        "reporting_province_id": office["province_id"] if office else None,
        "establishment_province_id": establishment["province_id"] if establishment else None,
        "establishment_commune_id": establishment["commune_id"] if establishment else None,
        "zone_id": establishment["zone_id"] if establishment else None,
    }


def victim_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    occurred_on: date | None = context.known.get("occurred_on")
    if occurred_on is None:
        return
    if context.known.get("locked"):
        yield RuleViolation("state.locked", context.known["locked"])
    died_on = values.get("died_on")
    if died_on and died_on < occurred_on:
        message = gettext("Ngày chết không thể trước ngày xảy ra tai nạn ({occurred_on:%d/%m/%Y}).").format(
            occurred_on=occurred_on
        )
        yield RuleViolation("death.before_accident", message, "died_on")
    if values.get("reported_condition") == "fatal" and not died_on:
        message = gettext("Đã ghi «chết» thì hãy nhập ngày chết.")
        yield RuleViolation("death.date", message, "died_on")
    born = values.get("birth_year")
    if born and not 5 <= occurred_on.year - born <= 110:
        message = gettext("Năm sinh {born} không hợp với ngày xảy ra tai nạn. Hãy kiểm tra lại.").format(born=born)
        yield RuleViolation("birth_year.range", message, "birth_year")
    injuries = context.codes.on("severe_injuries", occurred_on)
    for code in values.get("injury_codes") or []:
        if code in injuries and code not in _severe_codes(context, occurred_on):
            message = gettext("Mã {number} là tên nhóm. Hãy chọn chấn thương cụ thể trong nhóm đó.").format(number=code)
            yield RuleViolation("injury.heading", message, "injury_codes")


def derive_victim(values: Values, context: Context) -> dict[str, Any]:
    """Severity and worker groups, by the lists of the day of the accident."""
    occurred_on = context.known.get("occurred_on") or context.today
    severe = _severe_codes(context, occurred_on)
    severity, basis = victim_severity(
        values.get("died_on"), values.get("injury_codes") or [], values.get("reported_condition") or "", severe
    )
    age = occurred_on.year - values["birth_year"] if values.get("birth_year") else None
    groups = worker_groups(values.get("worker_groups") or [], values.get("sex") or "", age)
    return {"severity": severity, "severity_basis": basis, "worker_groups": groups}


def no_accident_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    """Đ36 Law 84/2015: the return is due even with zero accidents; it cannot be given before the period is over."""
    period_end = context.known["period_end"]
    if context.today <= period_end:
        message = gettext("Kỳ này đến hết ngày {period_end:%d/%m/%Y} mới kết thúc; hãy xác nhận sau ngày đó.").format(
            period_end=period_end
        )
        yield RuleViolation("period.not_over", message, "half")
    if context.known["accident_count"]:
        count = context.known["accident_count"]
        message = gettext("Cơ sở có {count} vụ tai nạn đã khai trong kỳ, nên không thể xác nhận là không có.").format(
            count=count
        )
        yield RuleViolation("period.has_accidents", message, "establishment")
