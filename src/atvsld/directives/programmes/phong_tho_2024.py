from __future__ import annotations

from datetime import date

from ...figures.indicators.path import AVERAGE, LEVEL, Aim
from ...statutes.words import noop
from .declared import DIRECTIVE, Owner, Programme, Target

_AVERAGE = noop("trung bình hằng năm, đến 2025 và những năm sau")
_EVERY_YEAR = noop("hằng năm, đến 2025 và những năm sau")


def _over(share: float, indicator_id: str, summary: str, note: str = "") -> Target:
    return Target(indicator_id, Aim(LEVEL, level=share, is_strict=True), summary, "", _EVERY_YEAR, note)


PHONG_THO_2024 = Programme(
    id="phong-tho-2024",
    title=noop("Kế hoạch của Huyện ủy Phong Thổ thực hiện Chỉ thị 31-CT/TW về an toàn, vệ sinh lao động"),
    number="453-KH/HU",
    issued_on=date(2024, 8, 13),
    issued_month=(2024, 8),
    issuing_body=noop("Huyện ủy Phong Thổ"),
    owner=Owner("district", "109", date(2024, 8, 13)),
    implements=(DIRECTIVE,),
    targets=(
        Target(
            "fatal_accident_rate", Aim(AVERAGE, -0.04),
            noop("Tần suất tai nạn lao động chết người giảm 4 %"), "", _AVERAGE,
        ),
        Target(
            "exposed_examined", Aim(AVERAGE, 0.05),
            noop("Số người lao động được khám phát hiện bệnh nghề nghiệp tăng 5 %"), "", _AVERAGE,
        ),
        Target(
            "establishments_monitored", Aim(AVERAGE, 0.05),
            noop("Số cơ sở được quan trắc môi trường lao động tăng 5 %"), "", _AVERAGE,
        ),
        _over(
            90, "managers_trained",
            noop("Trên 90 % cán bộ quản lý nhà nước cấp huyện, xã được tập huấn"),
            noop("Kế hoạch chỉ nói cán bộ quản lý nhà nước, không nói người quản lý của doanh nghiệp."),
        ),
        _over(
            80, "strict_workers_trained", noop("Trên 80 % người làm công việc có yêu cầu nghiêm ngặt được huấn luyện"),
        ),
        Target(
            "officers_trained", Aim(LEVEL, level=80),
            noop("80 % người làm công tác an toàn, vệ sinh lao động được huấn luyện"), "", _EVERY_YEAR,
        ),
        _over(80, "health_staff_trained", noop("Trên 80 % người làm công tác y tế cơ sở được huấn luyện")),
        _over(
            80, "high_risk_reached",
            noop("Trên 80 % doanh nghiệp, hợp tác xã có nguy cơ cao được tiếp cận thông tin"),
        ),
        _over(
            80, "victims_compensated",
            noop("Trên 80 % người bị tai nạn lao động, bệnh nghề nghiệp được hưởng chế độ bồi thường"),
        ),
        Target(
            "fatal_cases_handled", Aim(LEVEL, level=100),
            noop("100 % vụ tai nạn lao động chết người được khai báo, điều tra, xử lý"), "", _EVERY_YEAR,
        ),
    ),
    source=noop("Kế hoạch 453-KH/HU ngày 13/8/2024"),
)  # fmt: skip
