"""What an entered yearly figure must meet. Pure: plain values only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...base.register import Context, Values

# {part: whole}: the first can never be more than the second in the same unit and year.
PARTS = {
    "deaths": "victims", "severe": "victims", "workers_reporting": "workers_known",
    "establishments_reporting": "establishments_known", "managers_trained": "managers",
    "strict_workers_trained": "strict_workers", "officers_trained": "officers", "health_staff_trained": "health_staff",
    "high_risk_reached": "high_risk", "compensated": "entitled", "fatal_cases_handled": "fatal_cases",
}  # fmt: skip


def yearly_figure_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    """`context.known`: "others" {line: value} of the same unit and year, "labels" {line: words}, "unit", "years"."""
    year, line, value = values.get("year"), values.get("line"), values.get("value")
    if year is not None and year > context.today.year:
        yield RuleViolation("yearly_figure.future", _("Năm {year} chưa tới. Chỉ nhập số liệu của năm đã qua."), "year",
                            year=year)  # fmt: skip
    known: Mapping[str, Any] = context.known
    first, last = known.get("years", (None, None))
    if year is not None and ((last and year > last) or (first and year < first)):
        message = _("Năm {year} không có «{unit}» với địa giới này. Hãy chọn đơn vị của năm ấy.")
        yield RuleViolation("yearly_figure.unit_of_year", message, "unit", year=year, unit=known.get("unit", ""))
    if line and value is not None:
        yield from _parts(line, value, known)


def _parts(line: str, value: int, known: Mapping[str, Any]) -> Iterable[RuleViolation]:
    others, labels = known.get("others", {}), known.get("labels", {})
    message = _("«{part}» là {less}, không thể nhiều hơn «{whole}» là {more}. Hãy kiểm tra lại hai số.")
    whole = PARTS.get(line)
    if whole and whole in others and value > others[whole]:
        yield RuleViolation("yearly_figure.part", message, "value", part=labels.get(line, line), less=value,
                            whole=labels.get(whole, whole), more=others[whole])  # fmt: skip
    for part, of in PARTS.items():
        if of == line and part in others and others[part] > value:
            yield RuleViolation("yearly_figure.part", message, "value", part=labels.get(part, part), less=others[part],
                                whole=labels.get(line, line), more=value)  # fmt: skip
