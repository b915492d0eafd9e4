"""Programmes that carry Directive 31-CT/TW into a province, and whether their targets are met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..base.language import in_vietnamese
from ..base.scope import Scope
from ..figures.indicators import INDICATORS, Evaluation, evaluate_indicator
from ..org.places.basis import NOW
from ..org.places.resolve import resolve_place
from ..statutes.words import noop


@dataclass(frozen=True)
class Target:
    """One measurable target. `value` is the least yearly change as a fraction (-0.04: down by at least 4 % a year).

    `indicator_id` is "" where the figures it needs are not collected yet. `source` says where the document states it.
    """

    indicator_id: str
    comparator: str
    value: float
    unit: str
    period: str
    summary: str
    source: str


@dataclass(frozen=True)
class Programme:
    """A plan of a People's Committee, in its own words, translated where they are shown.

    `number` and `issued_on` are blank where the document that was read leaves them blank; `issued_month` is then
    (year, month).
    """

    id: str
    title: str
    number: str
    issued_on: date | None
    issued_month: tuple[int, int]
    issuing_body: str
    owner: str
    base_year: int
    implements: tuple[str, ...]
    report_before: tuple[int, int]
    targets: tuple[Target, ...]
    source: str

    def due_on(self, year: int) -> date:
        """The day before which the yearly result is reported."""
        day, month = self.report_before
        return date(year, month, day)


THAI_NGUYEN_2025 = Programme(
    id="thai-nguyen-2025",
    title=noop(
        "Kế hoạch của tỉnh Thái Nguyên thực hiện Kế hoạch 03-KH/TU và Chỉ thị 31-CT/TW về an toàn, vệ sinh lao động"
    ),
    number="",
    issued_on=None,
    issued_month=(2025, 11),
    issuing_body=noop("UBND tỉnh Thái Nguyên"),
    owner="19",
    base_year=2024,
    implements=(
        noop("Kế hoạch số 03-KH/TU ngày 03/10/2025 của Ban Thường vụ Tỉnh ủy Thái Nguyên"),
        noop("Chỉ thị số 31-CT/TW ngày 19/3/2024 của Ban Bí thư Trung ương Đảng"),
    ),
    report_before=(10, 12),
    targets=(
        Target(
            "fatal_accident_rate", "change_at_most", -0.04, noop("mỗi năm"), noop("hằng năm"),
            noop("Tỷ lệ tai nạn lao động chết người giảm ít nhất 4 % mỗi năm"), noop("mục II, điểm 1"),
        ),
        Target(
            "", "change_at_least", 0.05, noop("mỗi năm"), noop("hằng năm"),
            noop("Số người tiếp xúc yếu tố có nguy cơ được khám phát hiện bệnh nghề nghiệp tăng ít nhất 5 % mỗi năm"),
            noop("mục II, điểm 2"),
        ),
        Target(
            "", "change_at_least", 0.05, noop("mỗi năm"), noop("hằng năm"),
            noop("Số cơ sở phát sinh yếu tố có hại được quan trắc môi trường lao động tăng ít nhất 5 % mỗi năm"),
            noop("mục II, điểm 3"),
        ),
    ),
    source=noop("Bản kế hoạch chưa ghi số và ngày, tháng 11/2025"),
)  # fmt: skip

PROGRAMMES: Mapping[str, Programme] = {p.id: p for p in (THAI_NGUYEN_2025,)}


@dataclass(frozen=True)
class Assessed:
    """A target in a year: its evaluation (None while its figures are not collected) and "met", "not_met", "unknown"."""

    target: Target
    evaluation: Evaluation | None
    status: str

    def as_json(self) -> dict[str, Any]:
        target = self.target
        return {
            "target": {
                "indicator": target.indicator_id, "summary": target.summary, "comparator": target.comparator,
                "value_percent": round(100 * target.value, 2), "unit": target.unit, "period": target.period,
                "source": target.source,
            },
            "status": self.status,
            "status_label": in_vietnamese(STATUS_LABELS[self.status]),
            "evaluation": self.evaluation.as_json() if self.evaluation else None,
        }  # fmt: skip


STATUS_LABELS = {
    "met": _("đạt"),
    "not_met": _("chưa đạt"),
    "unknown": _("chưa kết luận được"),
    "no_data": _("chưa có số liệu"),
}


@dataclass(frozen=True)
class Assessment:
    """A programme in a year."""

    programme: Programme
    year: int
    targets: tuple[Assessed, ...]

    def as_json(self) -> dict[str, Any]:
        programme = self.programme
        year, month = programme.issued_month
        return {
            "programme": {
                "id": programme.id, "title": programme.title, "number": programme.number,
                "issued_on": programme.issued_on.isoformat() if programme.issued_on else None,
                "issued_month": f"{year}-{month:02d}", "issuing_body": programme.issuing_body,
                "owner": programme.owner, "base_year": programme.base_year,
                "implements": list(programme.implements), "source": programme.source,
            },
            "year": self.year,
            "report_before": programme.due_on(self.year).isoformat(),
            "targets": [assessed.as_json() for assessed in self.targets],
        }  # fmt: skip


def assess(
    programme: Programme, scope: Scope, year: int, *, today: date | None = None, boundaries: str = NOW
) -> Assessment:
    """Each target of the programme in that year against the year before. Raises OutOfScope.

    The base year itself is not judged: the programme did not yet run; its figures are shown.
    """
    scope.require("programmes", "view")
    place = resolve_place(programme.owner)
    assessed = []
    for target in programme.targets:
        if not target.indicator_id:
            assessed.append(Assessed(target, None, "no_data"))
            continue
        evaluation = evaluate_indicator(
            INDICATORS[target.indicator_id], scope, place, year, today=today, boundaries=boundaries
        )
        status = evaluation.chosen.status(target.value) if year > programme.base_year else "unknown"
        assessed.append(Assessed(target, evaluation, status))
    return Assessment(programme, year, tuple(assessed))
