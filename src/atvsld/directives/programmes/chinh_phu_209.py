from __future__ import annotations

from datetime import date

from ...statutes.words import noop
from .declared import DIRECTIVE, Owner, Programme

CHINH_PHU_209 = Programme(
    id="chinh-phu-209",
    title=noop("Kế hoạch của Chính phủ thực hiện Chỉ thị 31-CT/TW về an toàn, vệ sinh lao động"),
    number="209/NQ-CP",
    issued_on=date(2024, 10, 28),
    issued_month=(2024, 10),
    issuing_body=noop("Chính phủ"),
    owner=Owner("", "VN"),
    implements=(DIRECTIVE,),
    targets=(),
    source=noop("Nghị quyết 209/NQ-CP ngày 28/10/2024: giao nhiệm vụ, không có chỉ tiêu bằng số"),
)
