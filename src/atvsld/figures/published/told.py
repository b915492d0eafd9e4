"""What was published, for machines: the same values for the console and the API."""

from __future__ import annotations

from typing import Any

from ...base.errors import RuleViolation
from .record import Figure, Notice, key_of
from .series import Point
from .services import Planned
from .verify import Checked, verify


def figure_told(figure: Figure, checked: Checked | None = None) -> dict[str, Any]:
    """A figure as printed, with what follows from it. Percentages are texts with a decimal point: they stay exact."""
    checked = checked or verify(figure)
    return {
        "sector": figure.sector, "line": figure.line, "value": figure.value, "text": figure.text,
        "change_abs": figure.change_abs, "change_pct": _text(figure.change_pct), "pct_raw": figure.pct_raw,
        "base": checked.base, "computed_pct": _text(checked.computed_pct), "verdict": checked.verdict.value,
        "expected_pct": _text(checked.expected) if checked.is_doubtful else None, "missing": checked.missing,
    }  # fmt: skip


def notice_told(notice: Notice, version: int, notes: list[RuleViolation]) -> dict[str, Any]:
    return {
        "kind": notice.kind, "period": key_of(notice.period), "version": version, "notice": notice.number,
        "issued_on": notice.issued_on, "signed_by": notice.signed_by,
        "provinces_reporting": notice.provinces_reporting,
        "compared_with": key_of(notice.compared_with) if notice.compared_with else None,
        "sources": list(notice.sources), "figures": [figure_told(f) for f in notice.figures],
        "details": dict(notice.details), "findings": [note.as_dict() for note in notes],
    }  # fmt: skip


def point_told(point: Point) -> dict[str, Any]:
    """A point of a series. `computed_from`: "own" change, or the notice of the period "before"."""
    told = figure_told(point.figure, point.checked)
    return told | {
        "period": key_of(point.period), "computed_pct": _text(point.computed_pct),
        "computed_from": point.computed_from, "is_implied": point.is_implied, "notice": point.number,
        "issued_on": point.issued_on,
    }  # fmt: skip


def planned_told(planned: Planned, notes: list[RuleViolation]) -> dict[str, Any]:
    notice = planned.notice
    return {
        "kind": notice.kind, "period": key_of(notice.period), "notice": notice.number, "change": planned.change.value,
        "version": planned.version if planned.change != "same" else getattr(planned.standing, "version", None),
        "figures": len(notice.figures), "findings": [note.as_dict() for note in notes],
    }  # fmt: skip


def _text(number: Any) -> str | None:
    return None if number is None else format(number, "f")
