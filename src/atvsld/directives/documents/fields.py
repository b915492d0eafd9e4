"""What a person may correct of what was read: the fields of each kind of item, their words, and what fits in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...base.language import Words
from ...figures.indicators.declared import INDICATORS
from .days import day_in_words, shown_day, typed_day
from .models import REPORTING, TARGET, TASK

COMPARATOR_LABELS: Mapping[str, Words] = {
    "decrease_at_least": _("giảm ít nhất"), "decrease_by": _("giảm"), "increase_at_least": _("tăng ít nhất"),
    "increase_by": _("tăng"), ">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<",
}  # fmt: skip
ROLE_LABELS: Mapping[str, Words] = {
    "chu_tri": _("chủ trì"), "phoi_hop": _("phối hợp"), "thuc_hien": _("thực hiện"), "chi_dao": _("chỉ đạo"),
    "de_nghi": _("được đề nghị"),
}  # fmt: skip
RECURRENCE_LABELS: Mapping[str, Words] = {
    "continuous": _("thường xuyên"), "yearly": _("hằng năm"), "half_yearly": _("6 tháng"), "quarterly": _("hằng quý"),
    "monthly": _("hằng tháng"), "every_2_years": _("2 năm một lần"), "periodic": _("định kỳ, không rõ bao lâu"),
}  # fmt: skip
INDICATOR_LABELS: Mapping[str, Words] = {found.id: found.label for found in INDICATORS.values()}
MOST = 4_000


@dataclass(frozen=True)
class Field:
    """One thing said of an item: its name in the exchange format, its label, how it is read and shown."""

    name: str
    label: Words
    parse: Callable[[str], Any] = lambda text: text or None
    choices: Mapping[str, Words] | None = None
    help: Words = ""
    remedy: Words = ""
    is_long: bool = False
    show: Callable[[str], str] = str
    say: Callable[[str], str] | None = None

    def read(self, typed: str) -> Any:
        """Raises RuleViolation draft.field."""
        text = typed.replace("\r\n", "\n").strip()
        try:
            if len(text) > MOST or (text and self.choices is not None and text not in self.choices):
                raise ValueError(text)
            return self.parse(text)
        except ValueError as error:
            message = _("Mục «{label}» không đúng. {help}")
            raise RuleViolation(
                "draft.field", message, self.name, label=self.label, help=self.remedy or self.help
            ) from error

    def shown(self, value: Any) -> str:
        if isinstance(value, list | tuple):
            return "; ".join(value)
        if isinstance(value, float | int):
            # All digits, so that what is read again is the same.
            return str(int(value) if value == int(value) and abs(value) < 1e15 else value).replace(".", ",")
        return self.show(str(value or ""))

    def said(self, value: Any) -> Words:
        """The value in the words of a reader."""
        if self.say is not None and value:
            return self.say(value)
        return self.choices.get(value, value) if self.choices and value else self.shown(value)


def _number(text: str) -> float:
    value = float(text.replace(" ", "").replace(".", "").replace(",", ".") if "," in text else text)
    if not isfinite(value):
        raise ValueError(text)
    return value


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"[;\n]", text) if name.strip()]


def _whole_day(text: str) -> str | None:
    return _of_length(text, "2025-12-10")


def _month(text: str) -> str | None:
    return _of_length(text, "2025-12")


def _of_length(text: str, example: str) -> str | None:
    said = typed_day(text)
    if said is not None and (len(said) != len(example) or said.startswith("-")):
        raise ValueError(text)
    return said


def _needed(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


DAY_HELP = _("Viết 2025, 12/2025 hoặc 10/12/2025; 10/12 là ngày 10/12 hằng năm.")
NAMES_HELP = _("Cách nhau bằng dấu chấm phẩy.")
_TEXT = Field("text", _("Nội dung"), _needed, is_long=True, remedy=_("Hãy ghi nội dung."))
_DEADLINE = Field("deadline", _("Thời hạn"), typed_day, help=DAY_HELP, show=shown_day, say=day_in_words)
_RECURRENCE = Field("recurrence", _("Lặp lại"), choices=RECURRENCE_LABELS)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    TARGET: (
        _TEXT, Field("indicator", _("Đo cái gì")), Field("comparator", _("So sánh"), _needed, COMPARATOR_LABELS),
        Field("value", _("Mức"), _number, remedy=_("Hãy ghi một số, ví dụ 5 hoặc 5,5.")), Field("unit", _("Đơn vị")),
        Field("period", _("Thời kỳ")),
        Field("indicator_id", _("Chỉ số của hệ thống"), lambda text: text, INDICATOR_LABELS),
    ),
    TASK: (
        _TEXT, Field("lead", _("Chủ trì"), _names, help=NAMES_HELP),
        Field("coordinating", _("Phối hợp"), _names, help=NAMES_HELP), Field("role", _("Vai trò"), choices=ROLE_LABELS),
        Field("deliverable", _("Sản phẩm")), _DEADLINE, _RECURRENCE,
    ),
    REPORTING: (
        Field("what", _("Báo cáo gì"), is_long=True), Field("by", _("Ai báo cáo")), Field("to", _("Gửi ai")), _DEADLINE,
        _RECURRENCE,
    ),
}  # fmt: skip
HEAD = (
    Field("doc_type", _("Loại văn bản"), _needed, help=_("Ví dụ: Kế hoạch, Nghị quyết, Chỉ thị.")),
    Field("number", _("Số, ký hiệu")),
    Field("issued_on", _("Ngày ban hành"), _whole_day, help=_("Viết 10/12/2025."), show=shown_day, say=day_in_words),
    Field("issued_month", _("Tháng ban hành"), _month, help=_("Viết 12/2025."), show=shown_day, say=day_in_words),
    Field("issuing_body", _("Cơ quan ban hành"), _needed, remedy=_("Hãy ghi cơ quan ban hành.")),
    Field("title", _("Trích yếu"), _needed, is_long=True, remedy=_("Hãy ghi trích yếu.")),
    Field("based_on", _("Thực hiện các văn bản số"), _names, help=NAMES_HELP),
)  # fmt: skip
# Names of the lists in the exchange format.
LISTS = {TARGET: "targets", TASK: "tasks", REPORTING: "reporting"}
