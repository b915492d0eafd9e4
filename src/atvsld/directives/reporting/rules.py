"""What is wrong with a report that somebody wants to make or send; plain values, no queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...base.numbers import vietnamese_integer
from .models import COVERS, FORMS, PERIODIC
from .parts import MOST_LETTERS, PARTS

LEAST_REASON, MOST_REASON = 10, 500
LEAST_TITLE, MOST_TITLE = 10, 500
# Longer than any programme runs.
MOST_YEARS = 15


@dataclass(frozen=True)
class Wanted:
    """A report to be begun, in plain values; the duty and its occasion "" where it is made freely."""

    first_day: date | None
    last_day: date | None
    title: str
    form: str = PERIODIC
    covers: str = "unit"
    to_name: str = ""
    to_agency: int | None = None
    duty: str = ""
    occasion: str = ""
    programme: str = ""
    document: int | None = None
    due_on: date | None = None


def of_wanted(wanted: Wanted, today: date) -> Iterator[RuleViolation]:
    if wanted.form not in dict(FORMS):
        yield RuleViolation("report.form", _("Hãy chọn loại báo cáo."), "form")
    if wanted.covers not in dict(COVERS):
        yield RuleViolation("report.covers", _("Hãy chọn phạm vi của báo cáo."), "covers")
    if not LEAST_TITLE <= len(wanted.title.strip()) <= MOST_TITLE:
        message = _("Trích yếu phải từ {least} đến {most} ký tự.")
        yield RuleViolation("report.title", message, "title", least=LEAST_TITLE, most=MOST_TITLE)
    if len(wanted.to_name.strip()) > 300:
        yield RuleViolation("report.to", _("Tên nơi gửi tối đa 300 ký tự."), "to_name")
    first, last = wanted.first_day, wanted.last_day
    if first is None or last is None or last < first:
        yield RuleViolation("report.days", _("Hãy ghi kỳ báo cáo: từ ngày, đến ngày không trước từ ngày."), "first_day")
    elif first > today:
        yield RuleViolation("report.future", _("Kỳ báo cáo chưa bắt đầu, nên chưa có gì để báo cáo."), "first_day")
    elif last.year - first.year >= MOST_YEARS:
        message = _("Kỳ báo cáo dài nhất {most} năm.")
        yield RuleViolation("report.years", message, "last_day", most=MOST_YEARS)


def of_texts(texts: Mapping[str, str]) -> Iterator[RuleViolation]:
    for part, text in texts.items():
        if part in PARTS and len(text) > MOST_LETTERS:
            message = _("Mục «{part}» dài hơn {most} ký tự. Hãy rút gọn hoặc đưa vào phụ lục riêng.")
            yield RuleViolation("report.text", message, part, part=PARTS[part], most=vietnamese_integer(MOST_LETTERS))


def of_reason(reason: str) -> Iterator[RuleViolation]:
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        message = _("Hãy ghi lý do, từ {least} đến {most} ký tự.")
        yield RuleViolation("report.reason", message, "reason", least=LEAST_REASON, most=MOST_REASON)


def of_sending(before: Any, now: str, seen: str, reason: str) -> Iterator[RuleViolation]:
    """`before` and `now` are what was sent last (None: nothing) and what would be sent, `seen` what the person saw."""
    if before is not None and before == now:
        yield RuleViolation("report.same", _("Không có gì khác bản đã gửi, nên không có gì để gửi lại."))
    elif seen != now:
        yield changed()
    if before is not None:
        yield from of_reason(reason)
    elif len(reason) > MOST_REASON:
        yield RuleViolation("report.note", _("Ghi chú tối đa {most} ký tự."), "reason", most=MOST_REASON)


def changed() -> RuleViolation:
    message = _("Số liệu hoặc lời văn vừa đổi sau khi bạn mở trang này. Hãy xem lại rồi gửi.")
    return RuleViolation("report.changed", message)
