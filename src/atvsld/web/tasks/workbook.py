"""A list of tasks as a workbook: one row an occurrence, the words and days of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from ...base.demonstration import mark_lines, mark_workbook
from ...base.surfaces.excel_export import SAFE
from ..pages.registers import XLSX
from .shown import shown_rows

MOST_IN_A_FILE = 20_000
FIRST_ROW = 4


def workbook(name: str, sheet_name: str, heading: str, found: Any, total: int, day: date, today: date) -> HttpResponse:
    """The first twenty thousand of `found` as they stood on the day; the first lines say of how many."""
    import xlsxwriter

    rows = list(found[:MOST_IN_A_FILE])
    heads = [gettext("Việc"), gettext("Căn cứ"), gettext("Cơ quan chủ trì"), gettext("Kỳ"), gettext("Hạn khi giao"),
             gettext("Hạn"), gettext("Tình trạng"), gettext("Xong ngày"), gettext("Căn cứ hoàn thành")]  # fmt: skip
    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True}) as book:
        bold, as_day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(sheet_name)
        sheet.set_column(0, 2, 45)
        sheet.set_column(3, len(heads), 16)
        sheet.write(0, 0, f"{heading} · {day:%d/%m/%Y}", bold)
        sheet.write(1, 0, gettext("{shown} trên {total} dòng.").format(shown=len(rows), total=total))
        for line in mark_lines():
            sheet.write(2, 0, line)
        sheet.write_row(FIRST_ROW - 1, 0, heads, bold)
        for at, cells in enumerate(_cells(rows, day, today), FIRST_ROW):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, as_day)
                elif cell is not None:
                    sheet.write(at, column, cell)
        mark_workbook(book)
    answer = HttpResponse(content.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _cells(rows: Sequence[Any], day: date, today: date) -> list[list[Any]]:
    return [
        [row.charge.title, str(row.charge.cause), row.agency.name_vi, row.number, row.due_on, one["due"],
         str(one["label"]), one["done_on"], str(one["proof"])]
        for row, one in zip(rows, shown_rows(rows, day, today), strict=True)
    ]  # fmt: skip
