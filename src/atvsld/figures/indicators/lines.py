"""The quantities that indicators are made of, each counted of one unit in one year: a line of a yearly table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...statutes.words import noop


@dataclass(frozen=True)
class Line:
    """One quantity. `waits_for` names the register that would count it; "" when the cases in the system do.

    Past years of any line may be entered from a document (`figures.baselines`).
    """

    id: str
    label: str
    unit: str
    waits_for: str = ""


_PEOPLE, _SITES, _CASES = noop("người"), noop("cơ sở"), noop("vụ")
_EXAMINATIONS = noop("sổ khám phát hiện bệnh nghề nghiệp")
_MONITORING = noop("sổ quan trắc môi trường lao động")
_TRAINING = noop("sổ huấn luyện an toàn, vệ sinh lao động")
_INVESTIGATIONS = noop("sổ điều tra tai nạn lao động")
_BENEFITS = noop("sổ bệnh nghề nghiệp và sổ bồi thường, trợ cấp")
_OUTREACH = noop("sổ thông tin, tuyên truyền")

LINES: Mapping[str, Line] = {
    line.id: line
    for line in (
        Line("deaths", noop("Số người chết vì tai nạn lao động (có hợp đồng, không kể trên đường đi và về)"), _PEOPLE),
        Line("severe", noop("Số người bị thương nặng (có hợp đồng, không kể trên đường đi và về)"), _PEOPLE),
        Line("victims", noop("Số người bị nạn (có hợp đồng, không kể trên đường đi và về)"), _PEOPLE),
        Line("workers_reporting", noop("Số lao động bình quân của các cơ sở tham gia báo cáo"), _PEOPLE),
        Line("workers_known", noop("Số lao động bình quân của mọi cơ sở đã biết"), _PEOPLE),
        Line("establishments_reporting", noop("Số cơ sở tham gia báo cáo"), _SITES),
        Line("establishments_known", noop("Số cơ sở đã biết phải báo cáo"), _SITES),
        Line(
            "exposed_examined",
            noop("Số người lao động tiếp xúc yếu tố có nguy cơ được khám phát hiện bệnh nghề nghiệp"),
            _PEOPLE, _EXAMINATIONS,
        ),
        Line(
            "establishments_monitored",
            noop("Số cơ sở phát sinh yếu tố có hại được quan trắc môi trường lao động"),
            _SITES, _MONITORING,
        ),
        Line("managers", noop("Số cán bộ quản lý nhà nước về an toàn, vệ sinh lao động"), _PEOPLE, _TRAINING),
        Line(
            "managers_trained",
            noop("Số cán bộ quản lý nhà nước về an toàn, vệ sinh lao động được tập huấn"), _PEOPLE, _TRAINING,
        ),
        Line("strict_workers", noop("Số người làm công việc có yêu cầu nghiêm ngặt"), _PEOPLE, _TRAINING),
        Line(
            "strict_workers_trained",
            noop("Số người làm công việc có yêu cầu nghiêm ngặt được huấn luyện"), _PEOPLE, _TRAINING,
        ),
        Line("officers", noop("Số người làm công tác an toàn, vệ sinh lao động"), _PEOPLE, _TRAINING),
        Line(
            "officers_trained",
            noop("Số người làm công tác an toàn, vệ sinh lao động được huấn luyện"), _PEOPLE, _TRAINING,
        ),
        Line("health_staff", noop("Số người làm công tác y tế cơ sở"), _PEOPLE, _TRAINING),
        Line("health_staff_trained", noop("Số người làm công tác y tế cơ sở được huấn luyện"), _PEOPLE, _TRAINING),
        Line("high_risk", noop("Số doanh nghiệp, hợp tác xã có nguy cơ cao"), _SITES, _OUTREACH),
        Line(
            "high_risk_reached",
            noop("Số doanh nghiệp, hợp tác xã có nguy cơ cao được tiếp cận thông tin"), _SITES, _OUTREACH,
        ),
        Line("entitled", noop("Số người bị tai nạn lao động, bệnh nghề nghiệp"), _PEOPLE, _BENEFITS),
        Line(
            "compensated",
            noop("Số người bị tai nạn lao động, bệnh nghề nghiệp được hưởng chế độ bồi thường"), _PEOPLE, _BENEFITS,
        ),
        Line("fatal_cases", noop("Số vụ tai nạn lao động chết người"), _CASES, _INVESTIGATIONS),
        Line(
            "fatal_cases_handled",
            noop("Số vụ tai nạn lao động chết người được khai báo, điều tra, xử lý"), _CASES, _INVESTIGATIONS,
        ),
    )
}  # fmt: skip
