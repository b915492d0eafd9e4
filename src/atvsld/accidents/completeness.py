"""What a full declaration still lacks. The first notice asks for little; this is asked before the province accepts."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.errors import RuleViolation
from .models import Accident, Victim

OF_ACCIDENT = {
    "summary": "diễn biến vụ tai nạn",
    "cause_code": "nguyên nhân chính",
    "injury_factor_code": "yếu tố gây chấn thương",
    "declarant_name": "người khai báo",
}
OF_VICTIM = {"sex": "giới tính", "birth_year": "năm sinh"}


def missing_for_full_declaration(accident: Accident, victims: Sequence[Victim]) -> list[RuleViolation]:
    """One violation "complete.missing" for each thing that the forms of NĐ 39/2016 ask and that is not there."""
    missing = [
        RuleViolation("complete.missing", f"Còn thiếu {words}.", field)
        for field, words in OF_ACCIDENT.items()
        if not getattr(accident, field)
    ]
    if not victims:
        missing.append(RuleViolation("complete.missing", "Chưa ghi người bị nạn nào.", "victims"))
    for number, victim in enumerate(victims, start=1):
        lacks = [words for field, words in OF_VICTIM.items() if not getattr(victim, field)]
        if not (victim.occupation_code or victim.occupation_text):
            lacks.append("nghề nghiệp")
        if victim.severity == "severe" and not victim.injury_codes:
            lacks.append("mã chấn thương theo Phụ lục II")
        if lacks:
            message = f"Người bị nạn thứ {number}: còn thiếu {', '.join(lacks)}."
            missing.append(RuleViolation("complete.missing", message, f"victim-{victim.pk}"))
    return missing
