"""Indicators, each declared once: what is counted over what, which way is better, and on which words of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...statutes.words import noop
from .lines import LINES

RATE, SHARE, COUNT = "rate", "share", "count"
REPORTING, ALL_KNOWN, ALONE = "reporting", "all_known", "counts"
_EVERYWHERE = ("nation", "province", "commune")


@dataclass(frozen=True)
class Indicator:
    """What is watched of a unit in a year.

    `kind`: a rate per so many workers (`per`), a share in percent, or a count. `counted` is the line above the stroke,
    `over` the lines that may stand below it, by basis, the preferred first. `direction` -1: fewer is better.
    """

    id: str
    label: str
    kind: str
    counted: str
    over: Mapping[str, str]
    numerator: str
    denominator: str
    unit: str
    direction: int
    per: int
    legal_basis: str
    levels: tuple[str, ...] = _EVERYWHERE

    @property
    def waits_for(self) -> str:
        """The register whose absence leaves only entered figures; "" when cases of the system are counted."""
        return LINES[self.counted].waits_for

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.counted, *self.over.values())


_WORKERS = {REPORTING: "workers_reporting", ALL_KNOWN: "workers_known"}
_WORKERS_SAID = noop("Số lao động bình quân của các cơ sở tham gia báo cáo (cột 6), và của mọi cơ sở đã biết (cột 5)")
_DIRECTIVE = noop("Chỉ thị 31-CT/TW")


def _rate(id: str, counted: str, label: str, numerator: str, unit: str, legal_basis: str) -> Indicator:
    return Indicator(id, label, RATE, counted, _WORKERS, numerator, _WORKERS_SAID, unit, -1, 1000, legal_basis)


def _count(id: str, counted: str, label: str) -> Indicator:
    line = LINES[counted]
    return Indicator(id, label, COUNT, counted, {}, line.label, "", line.unit, 1, 1, _DIRECTIVE)


def _share(id: str, counted: str, over: str, label: str) -> Indicator:
    lines = LINES[counted].label, LINES[over].label
    return Indicator(id, label, SHARE, counted, {REPORTING: over}, *lines, "%", 1, 100, _DIRECTIVE)


FATAL_ACCIDENT_RATE = _rate(
    "fatal_accident_rate", "deaths", noop("Tần suất tai nạn lao động chết người"),
    noop(
        "Số người chết vì tai nạn lao động, có hợp đồng lao động, không kể trên đường đi và về, "
        "đếm theo tỉnh của trụ sở chính (như cột 9 biểu I Phụ lục XIV)"
    ),
    noop("người chết trên 1.000 lao động"),
    noop("NĐ 39/2016/NĐ-CP Phụ lục XIV (K chết); Chỉ thị 31-CT/TW"),
)  # fmt: skip
ACCIDENT_RATE = _rate(
    "accident_rate", "victims", noop("Tần suất tai nạn lao động"),
    noop(
        "Số người bị nạn có hợp đồng lao động, không kể trên đường đi và về, đếm theo tỉnh của trụ sở chính "
        "(như cột 8 biểu I Phụ lục XIV)"
    ),
    noop("người bị nạn trên 1.000 lao động"), noop("NĐ 39/2016/NĐ-CP Phụ lục XIV (K TNLĐ)"),
)  # fmt: skip
REPORTING_SHARE = Indicator(
    "reporting_share", noop("Tỷ lệ cơ sở tham gia báo cáo"), SHARE, "establishments_reporting",
    {REPORTING: "establishments_known"},
    noop("Số cơ sở có vụ tai nạn đã khai hoặc đã xác nhận không có (như cột 4 biểu I Phụ lục XIV)"),
    noop("Số cơ sở đã biết phải báo cáo (như cột 3 biểu I Phụ lục XIV)"), "%", 1, 100,
    noop("NĐ 39/2016/NĐ-CP Điều 24"),
)  # fmt: skip

INDICATORS: Mapping[str, Indicator] = {
    indicator.id: indicator
    for indicator in (
        FATAL_ACCIDENT_RATE,
        ACCIDENT_RATE,
        REPORTING_SHARE,
        _count(
            "exposed_examined", "exposed_examined",
            noop("Người lao động tiếp xúc yếu tố có nguy cơ được khám phát hiện bệnh nghề nghiệp"),
        ),
        _count(
            "establishments_monitored", "establishments_monitored",
            noop("Cơ sở phát sinh yếu tố có hại được quan trắc môi trường lao động"),
        ),
        _share(
            "managers_trained", "managers_trained", "managers",
            noop("Tỷ lệ cán bộ quản lý nhà nước về an toàn, vệ sinh lao động được tập huấn"),
        ),
        _share(
            "strict_workers_trained", "strict_workers_trained", "strict_workers",
            noop("Tỷ lệ người làm công việc có yêu cầu nghiêm ngặt được huấn luyện"),
        ),
        _share(
            "officers_trained", "officers_trained", "officers",
            noop("Tỷ lệ người làm công tác an toàn, vệ sinh lao động được huấn luyện"),
        ),
        _share(
            "health_staff_trained", "health_staff_trained", "health_staff",
            noop("Tỷ lệ người làm công tác y tế cơ sở được huấn luyện"),
        ),
        _share(
            "high_risk_reached", "high_risk_reached", "high_risk",
            noop("Tỷ lệ doanh nghiệp, hợp tác xã có nguy cơ cao được tiếp cận thông tin"),
        ),
        _share(
            "victims_compensated", "compensated", "entitled",
            noop("Tỷ lệ người bị tai nạn lao động, bệnh nghề nghiệp được hưởng chế độ bồi thường"),
        ),
        _share(
            "fatal_cases_handled", "fatal_cases_handled", "fatal_cases",
            noop("Tỷ lệ vụ tai nạn lao động chết người được khai báo, điều tra, xử lý"),
        ),
    )
}  # fmt: skip
