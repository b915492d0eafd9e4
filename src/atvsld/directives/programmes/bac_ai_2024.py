from __future__ import annotations

from datetime import date

from ...statutes.words import noop
from .declared import DIRECTIVE, Owner, Programme

BAC_AI_2024 = Programme(
    id="bac-ai-2024",
    title=noop("Kế hoạch của huyện Bác Ái thực hiện Chỉ thị 31-CT/TW về an toàn, vệ sinh lao động"),
    number="",
    issued_on=None,
    issued_month=(2024, 6),
    issuing_body="",
    owner=Owner("district", "584", date(2024, 6, 30)),
    implements=(DIRECTIVE,),
    targets=(),
    source=noop("Bản kế hoạch tháng 6/2024 chưa ghi số, ngày và cơ quan ban hành; không có chỉ tiêu bằng số"),
)
