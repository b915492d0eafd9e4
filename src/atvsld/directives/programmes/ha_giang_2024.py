from __future__ import annotations

from datetime import date

from ...figures.indicators.path import YEARLY, Aim
from ...statutes.words import noop
from .declared import DIRECTIVE, Owner, Programme, StatedResult, Target

HA_GIANG_2024 = Programme(
    id="ha-giang-2024",
    title=noop("Chương trình của Ban Thường vụ Tỉnh ủy Hà Giang thực hiện Chỉ thị 31-CT/TW"),
    number="",
    issued_on=None,
    issued_month=(2024, 0),
    issuing_body=noop("Ban Thường vụ Tỉnh ủy Hà Giang"),
    owner=Owner("province", "02", date(2024, 12, 31)),
    implements=(DIRECTIVE,),
    targets=(
        Target(
            "fatal_accident_rate", Aim(YEARLY, -0.04),
            noop("Tỷ lệ tai nạn lao động chết người giảm ít nhất 4 % mỗi năm"), noop("mục III.2"),
        ),
        Target(
            "exposed_examined", Aim(YEARLY, 0.05),
            noop("Số người tiếp xúc yếu tố có nguy cơ được khám phát hiện bệnh nghề nghiệp tăng ít nhất 5 % mỗi năm"),
            noop("mục III.2"),
        ),
        Target(
            "establishments_monitored", Aim(YEARLY, 0.055),
            noop("Số cơ sở phát sinh yếu tố có hại được quan trắc môi trường lao động tăng ít nhất 5,5 % mỗi năm"),
            noop("mục III.2"),
        ),
    ),
    stated=(
        StatedResult("fatal_accident_rate", 2021, 2023, -0.05),
        StatedResult("exposed_examined", 2021, 2023, 0.0517),
        StatedResult("establishments_monitored", 2021, 2023, 0.057),
    ),
    source=noop("Bản chương trình chưa ghi số và ngày, năm 2024"),
)  # fmt: skip
