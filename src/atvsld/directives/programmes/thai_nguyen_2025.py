from __future__ import annotations

from ...figures.indicators.path import YEARLY, Aim
from ...statutes.words import noop
from .declared import DIRECTIVE, Owner, Programme, Target

THAI_NGUYEN_2025 = Programme(
    id="thai-nguyen-2025",
    title=noop(
        "Kế hoạch của tỉnh Thái Nguyên thực hiện Kế hoạch 03-KH/TU và Chỉ thị 31-CT/TW về an toàn, vệ sinh lao động"
    ),
    number="",
    issued_on=None,
    issued_month=(2025, 11),
    issuing_body=noop("UBND tỉnh Thái Nguyên"),
    owner=Owner("province", "19"),
    implements=(noop("Kế hoạch số 03-KH/TU ngày 03/10/2025 của Ban Thường vụ Tỉnh ủy Thái Nguyên"), DIRECTIVE),
    # The closing paragraph: "các sở, ban, ngành, cơ quan, đơn vị, địa phương … gửi Sở Nội vụ trước ngày 10/12".
    report_before=(10, 12),
    report_by=("departments", "communes"),
    report_to="department_home_affairs",
    targets=(
        Target(
            "fatal_accident_rate", Aim(YEARLY, -0.04),
            noop("Tỷ lệ tai nạn lao động chết người giảm ít nhất 4 % mỗi năm"), noop("mục II, điểm 1"),
        ),
        Target(
            "exposed_examined", Aim(YEARLY, 0.05),
            noop("Số người tiếp xúc yếu tố có nguy cơ được khám phát hiện bệnh nghề nghiệp tăng ít nhất 5 % mỗi năm"),
            noop("mục II, điểm 2"),
        ),
        Target(
            "establishments_monitored", Aim(YEARLY, 0.05),
            noop("Số cơ sở phát sinh yếu tố có hại được quan trắc môi trường lao động tăng ít nhất 5 % mỗi năm"),
            noop("mục II, điểm 3"),
        ),
    ),
    source=noop("Bản kế hoạch chưa ghi số và ngày, tháng 11/2025"),
)  # fmt: skip
