"""A programme in a year as a workbook: the targets, and every year behind them with where it comes from."""

from __future__ import annotations

from django.utils.translation import gettext

from ..figures.indicators import excel
from ..figures.indicators.path import LEVEL
from .assessment import STATUS_LABELS, Assessed, Assessment


def workbook_of(assessment: Assessment) -> bytes:
    """An .xlsx of two sheets, "targets" and "years"."""
    head = [
        gettext(assessment.programme.title), assessment.owned.label,
        gettext("Năm {year}, năm gốc {base}").format(year=assessment.year, base=assessment.base_year),
    ]  # fmt: skip
    entries = [_entry(assessed) for assessed in assessment.targets]
    return excel.workbook_of(gettext("Chỉ tiêu"), head, entries, has_targets=True)


def _entry(assessed: Assessed) -> excel.Entry:
    aim = assessed.target.aim
    wanted = aim.level if aim.kind == LEVEL else round(100 * aim.change, 2)
    status = str(STATUS_LABELS[assessed.status])
    return excel.Entry(gettext(assessed.target.summary), assessed.evaluation, wanted, status)
