"""A programme in a year as a workbook: the targets, and every year behind them with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext

from ..base.demonstration import mark_lines, mark_workbook
from ..base.surfaces.excel_export import SAFE
from ..figures.indicators.path import LEVEL
from ..figures.indicators.points import AGGREGATES, CASES
from .assessment import STATUS_LABELS, Assessed, Assessment

Row = Sequence[Any]


def workbook_of(assessment: Assessment) -> bytes:
    """An .xlsx of two sheets, "targets" and "years"; numbers are numbers, unknown ones empty cells."""
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True, "constant_memory": False}) as book:
        bold = book.add_format({"bold": True})
        head = [[gettext(assessment.programme.title)], [assessment.owned.label], [
            gettext("Năm {year}, năm gốc {base}").format(year=assessment.year, base=assessment.base_year)]]  # fmt: skip
        marks = [[line] for line in mark_lines()]
        for name, heads, rows in (
            (gettext("Chỉ tiêu"), _target_heads(), _targets(assessment)),
            (gettext("Các năm"), _year_heads(), _years(assessment)),
        ):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, 60)
            sheet.set_column(1, len(heads), 18)
            for at, row in enumerate([*marks, *head, [], heads, *rows]):
                sheet.write_row(at, 0, row, bold if row is heads else None)
        mark_workbook(book)
    return content.getvalue()


def _target_heads() -> list[str]:
    return [
        gettext("Chỉ tiêu"), gettext("Cần đạt (%)"), gettext("Kết luận"), gettext("Giá trị"), gettext("Đơn vị tính"),
        gettext("Thay đổi so với năm trước (%)"), gettext("Bình quân mỗi năm từ năm gốc (%)"), gettext("Nhận xét"),
    ]  # fmt: skip


def _targets(assessment: Assessment) -> Iterator[Row]:
    for assessed in assessment.targets:
        found, aim = assessed.evaluation, assessed.target.aim
        wanted = aim.level if aim.kind == LEVEL else round(100 * aim.change, 2)
        yield (
            gettext(assessed.target.summary), wanted, str(STATUS_LABELS[assessed.status]), found.value,
            gettext(found.indicator.unit), _percent(found.chosen.change), _percent(found.since_base), _said(assessed),
        )  # fmt: skip


def _year_heads() -> list[str]:
    return [
        gettext("Chỉ tiêu"), gettext("Năm"), gettext("Số đếm"), gettext("Trên"), gettext("Chỉ số"),
        gettext("Lộ trình chỉ tiêu"), gettext("Nguồn"), gettext("Văn bản nguồn"), gettext("Số cơ sở tham gia báo cáo"),
        gettext("Số cơ sở đã biết phải báo cáo"),
    ]  # fmt: skip


def _years(assessment: Assessment) -> Iterator[Row]:
    origins = {CASES: gettext("vụ trong hệ thống"), AGGREGATES: gettext("số theo văn bản")}
    for assessed in assessment.targets:
        found = assessed.evaluation
        for point in found.series.points:
            yield (
                gettext(assessed.target.summary), point.year, point.count, point.over.get(found.basis),
                point.value(found.indicator, found.basis), found.path.get(point.year), origins.get(point.origin, ""),
                "; ".join(point.sources), point.reporting, point.owed,
            )  # fmt: skip


def _said(assessed: Assessed) -> str:
    if assessed.waits_for:
        return gettext("chờ {register}").format(register=gettext(assessed.waits_for))
    return assessed.evaluation.chosen.sentence


def _percent(change: float | None) -> float | None:
    return None if change is None else round(100 * change, 2)
