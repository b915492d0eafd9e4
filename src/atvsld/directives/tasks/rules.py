"""What cannot be handed out, asked for or closed: pure functions on plain values, each refusal with its code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...figures.indicators import INDICATORS
from .proofs.declared import COMPARATORS, INDICATOR, NOTHING, PROOF_LABELS, SHARES
from .recurrence import LABELS, MONTHS, MOST, NONE, planned

LEAST_REASON, MOST_REASON, MOST_TITLE, MOST_TEXT = 5, 1000, 300, 20_000
FIRST_YEAR, LAST_YEAR = 2010, 2100


@dataclass(frozen=True)
class Wanted:
    """What is to be handed out, in plain values: the columns of `Charge` that a person enters."""

    title: str
    text: str = ""
    deliverable: str = ""
    recurrence: str = NONE
    first_due: date | None = None
    last_day: date | None = None
    proof: str = NOTHING
    indicator: str = ""
    comparator: str = ""
    value: float | None = None


def of_charge(wanted: Wanted, today: date) -> Iterator[RuleViolation]:
    """What is wrong with a charge by itself."""
    if not 3 <= len(wanted.title.strip()) <= MOST_TITLE:
        message = _("Hãy ghi việc được giao, từ 3 đến {most} ký tự; phần dài hơn ghi ở mục Nội dung.")
        yield RuleViolation("task.title", message, "title", most=MOST_TITLE)
    if len(wanted.text) > MOST_TEXT or len(wanted.deliverable) > 500:
        message = _("Nội dung tối đa {most} ký tự, sản phẩm tối đa 500 ký tự. Hãy rút gọn.")
        yield RuleViolation("task.text", message, "text", most=MOST_TEXT)
    if wanted.recurrence not in LABELS:
        yield RuleViolation("task.recurrence", _("Hãy chọn cách lặp lại trong danh sách."), "recurrence")
        return
    yield from _of_days(wanted, today)
    yield from _of_proof(wanted)


def _of_days(wanted: Wanted, today: date) -> Iterator[RuleViolation]:
    first, last = wanted.first_due, wanted.last_day
    for field, day in (("first_due", first), ("last_day", last)):
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            message = _("Ngày phải từ năm {first} đến năm {last}. Hãy xem lại năm.")
            yield RuleViolation("task.year", message, field, first=FIRST_YEAR, last=LAST_YEAR)
            return
    if first and last and last < first:
        yield RuleViolation("task.last_day", _("Ngày cuối không được trước hạn lần đầu."), "last_day")
        return
    if wanted.recurrence not in MONTHS:
        return
    if first is None:
        yield RuleViolation("task.first_due", _("Việc lặp lại theo kỳ phải có hạn của lần đầu."), "first_due")
    if last is None:
        message = _("Việc lặp lại theo kỳ phải có ngày kết thúc, ví dụ ngày hết hạn của chương trình.")
        yield RuleViolation("task.no_last_day", message, "last_day")
    if first and last and len(planned(wanted.recurrence, first, last, today)) > MOST:
        message = _("Quá nhiều kỳ: tối đa {most}. Hãy chọn ngày kết thúc sớm hơn.")
        yield RuleViolation("task.too_many_days", message, "last_day", most=MOST)


def _of_proof(wanted: Wanted) -> Iterator[RuleViolation]:
    if wanted.proof not in dict(PROOF_LABELS):
        yield RuleViolation("task.proof", _("Hãy chọn cách chứng minh trong danh sách."), "proof")
    elif wanted.proof in SHARES and wanted.value is not None and not 0 < wanted.value <= 100:
        message = _("Tỷ lệ phải lớn hơn 0 và không quá 100 %; để trống là mọi cơ sở.")
        yield RuleViolation("task.share", message, "value")
    elif wanted.proof == INDICATOR:
        if wanted.indicator not in INDICATORS:
            yield RuleViolation("task.indicator", _("Hãy chọn chỉ số chứng minh việc này."), "indicator")
        if wanted.comparator not in COMPARATORS or wanted.value is None:
            message = _("Hãy chọn cách so sánh và ghi giá trị cần đạt.")
            yield RuleViolation("task.value", message, "value")


def of_reason(reason: str, field: str = "reason") -> Iterator[RuleViolation]:
    if not LEAST_REASON <= len(reason.strip()) <= MOST_REASON:
        message = _("Hãy ghi lý do, từ {least} đến {most} ký tự; bên kia đọc được và được lưu lại.")
        yield RuleViolation("task.reason", message, field, least=LEAST_REASON, most=MOST_REASON)


def of_extension(due_now: date | None, wanted: date | None, today: date) -> Iterator[RuleViolation]:
    """A new day must lie behind the one that counts, and not in the past."""
    if due_now is None:
        yield RuleViolation("task.no_due", _("Việc này không có hạn nên không có gì để gia hạn."))
    elif wanted is None or wanted <= due_now or wanted < today or wanted.year > LAST_YEAR:
        message = _("Hạn mới phải sau hạn hiện nay ({due}) và không ở quá khứ.")
        yield RuleViolation("task.extension_day", message, "wanted", due=f"{due_now:%d/%m/%Y}")
