"""What a full declaration still lacks. The first notice asks for little; this is asked before the province accepts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base.errors import RuleViolation
from .models import Accident, Victim

OF_ACCIDENT = {
    "summary": _("diễn biến vụ tai nạn"),
    "cause_code": _("nguyên nhân chính"),
    "injury_factor_code": _("yếu tố gây chấn thương"),
    "declarant_name": _("người khai báo"),
}
OF_VICTIM = {"sex": _("giới tính"), "birth_year": _("năm sinh")}


def missing_for_full_declaration(
    accident: Accident, victims: Sequence[Victim], *, with_personal: bool = True
) -> list[RuleViolation]:
    """One violation "complete.missing" for each thing that the forms of NĐ 39/2016 ask and that is not there.

    Not `with_personal`: without what lacks of the personal data of the victims, for whoever may not read them.
    """
    missing = [
        RuleViolation("complete.missing", _("Còn thiếu {words}."), field, words=words)
        for field, words in OF_ACCIDENT.items()
        if not getattr(accident, field)
    ]
    if not victims:
        missing.append(RuleViolation("complete.missing", _("Chưa ghi người bị nạn nào."), "victims"))
    for number, victim in enumerate(victims, start=1):
        asked = OF_VICTIM if with_personal else {}
        lacks = [str(words) for field, words in asked.items() if not getattr(victim, field)]
        if not (victim.occupation_code or victim.occupation_text):
            lacks.append(gettext("nghề nghiệp"))
        if victim.severity == "severe" and not victim.injury_codes:
            lacks.append(gettext("mã chấn thương theo Phụ lục II"))
        if lacks:
            message = gettext("Người bị nạn thứ {number}: còn thiếu {lacking}.").format(
                number=number, lacking=", ".join(lacks)
            )
            missing.append(RuleViolation("complete.missing", message, f"victim-{victim.pk}"))
    return missing
