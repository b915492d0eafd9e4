"""Everything published as a workbook: the series of all lines and sectors, what does not follow, the notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext

from ...base.demonstration import mark_lines, mark_workbook
from ...base.statute_words import period_label
from ...base.surfaces.excel_export import SAFE
from .book import Book
from .record import NOTICE
from .reporting import reporting_rates
from .series import BEFORE, published_series
from .words import LINES, SECTORS

Row = Sequence[Any]


def workbook_of(known: Book) -> bytes:
    """An .xlsx of three sheets; numbers are numbers, percentages with 4 decimals."""
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True, "constant_memory": False}) as book:
        _write(book, gettext("Dãy số"), _series_heads(), list(_series(known)))
        _write(book, gettext("Thông báo"), _notice_heads(), list(_notices(known)))
        marks = [(line,) for line in mark_lines()]
        _write(book, gettext("Doanh nghiệp báo cáo"), _rate_heads(), list(_rates(known)), below=marks)
        mark_workbook(book)
    return content.getvalue()


def _series_heads() -> list[str]:
    return [
        gettext("Khu vực"), gettext("Chỉ tiêu"), gettext("Kỳ"), gettext("Giá trị"), gettext("Tăng, giảm"),
        gettext("Công bố (%)"), gettext("Tính lại (%)"), gettext("Nhận xét"), gettext("Số thông báo"),
        gettext("Ghi chú"),
    ]  # fmt: skip


def _series(book: Book) -> Iterator[Row]:
    for sector, said in SECTORS.items():
        for line, label in LINES.items():
            for half in (None, 1, 2):
                for point in published_series(line, sector, half=half, with_implied=True, book=book):
                    note = point.figure.text
                    if point.is_implied:
                        note = gettext("Suy ra từ thông báo {period}.").format(period=period_label(point.notice.period))
                    elif point.computed_from == BEFORE:
                        note = gettext("Tính từ thông báo của kỳ trước.")
                    yield (
                        said, label, period_label(point.period), point.value, point.figure.change_abs,
                        point.change_pct, point.computed_pct, "" if point.is_implied else point.checked.sentence,
                        point.number, note,
                    )  # fmt: skip


def _notice_heads() -> list[str]:
    return [
        gettext("Kỳ"), gettext("Số thông báo"), gettext("Ngày ban hành"), gettext("Số tỉnh báo cáo"),
        gettext("So với kỳ"), gettext("Nguồn"), gettext("Những điều không khớp"),
    ]  # fmt: skip


def _notices(book: Book) -> Iterator[Row]:
    for notice in book:
        if notice.kind == NOTICE:
            yield (
                period_label(notice.period), notice.number, f"{notice.issued_on:%d/%m/%Y}" if notice.issued_on else "",
                notice.provinces_reporting, period_label(notice.compared_with) if notice.compared_with else "",
                "\n".join(notice.sources), "\n".join(v.message for v in book.findings(notice)),
            )  # fmt: skip


def _rate_heads() -> list[str]:
    return [
        gettext("Năm"), gettext("Số doanh nghiệp báo cáo"), gettext("Tổng số doanh nghiệp"), gettext("Công bố (%)"),
        gettext("Tính lại (%)"), gettext("Nguồn"),
    ]  # fmt: skip


def _rates(book: Book) -> Iterator[Row]:
    for rate in reporting_rates(book):
        yield (rate.year, rate.enterprises, rate.total, rate.share, rate.computed, "\n".join(rate.notice.sources))


def _write(book: Any, name: str, heads: Row, rows: Sequence[Row], below: Sequence[Row] = ()) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for number, row in enumerate([heads, *rows, *below]):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str) or not hasattr(value, "real"):
                sheet.write_string(number, column, str(value), text if number else head)
            else:
                sheet.write_number(number, column, value, text)
    for column in range(len(heads)):
        longest = max(len(part) for row in [heads, *rows] for part in str(row[column] or "").split("\n"))
        sheet.set_column(column, column, min(max(longest, 8), 60))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
