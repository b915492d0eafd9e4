"""The rejected rows of an import as a workbook: the cells as they came and a column of reasons, to be mended and sent
again as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from ..demonstration import mark_workbook
from ..excel.opening import Opened
from .excel_export import SAFE
from .excel_reader import Columns

SHEET, REASON, FILE = _("Dòng bị từ chối"), _("Lý do bị từ chối"), _("Tệp, dòng")


def rejected_workbook(
    tables: Sequence[tuple[Opened, Columns]], errors: Sequence[Mapping[str, Any]]
) -> IO[bytes]:  # fmt: skip
    """An open .xlsx file. The headings are those of the first file; the import passes over the two columns added."""
    reasons: dict[tuple[str, int], list[str]] = {}
    for error in errors:
        if error["row"] is not None:
            reasons.setdefault((error["file"], error["row"]), []).append(error["message"])
    headings = list(tables[0][1].headings) if tables else []
    with ExitStack() as kept:
        file = kept.enter_context(tempfile.TemporaryFile())
        with xlsxwriter.Workbook(file, {**SAFE, "remove_timezone": True}) as book:
            sheet = book.add_worksheet(str(SHEET))
            head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#FCE8D5"})
            formats = {
                datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
                date: book.add_format({"num_format": "dd/mm/yyyy"}),
                time: book.add_format({"num_format": "hh:mm"}),
            }
            sheet.freeze_panes(1, 0)
            for column, label in enumerate((*headings, str(REASON), str(FILE))):
                sheet.set_column(column, column, 60 if column == len(headings) else max(12, min(30, len(label) + 2)))
                sheet.write_string(0, column, label, head)
            count = 0
            for table, columns in tables:
                places = _places(columns, headings)
                for number, cells in table.rows:
                    why = reasons.get((table.name, number))
                    if why is None:
                        continue
                    count += 1
                    for position, cell in enumerate(cells):
                        if position in places:
                            _write(sheet, count, places[position], cell, formats)
                    sheet.write_string(count, len(headings), " ".join(why)[:32_000])
                    sheet.write_string(count, len(headings) + 1, f"{table.name}, {number}")
            mark_workbook(book)
        file.seek(0)
        kept.pop_all()
    return file


def _places(columns: Columns, headings: Sequence[str]) -> dict[int, int]:
    """Where the cells of one file stand under the headings of the first."""
    if list(columns.headings) == list(headings):
        return {i: i for i in range(len(headings))}
    known = {heading: i for i, heading in reversed(list(enumerate(headings))) if heading}
    return {i: known[heading] for i, heading in enumerate(columns.headings) if heading in known}


def _write(sheet: Any, row: int, column: int, cell: Any, formats: Mapping[type, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, (datetime, date, time)):
        kind = datetime if isinstance(cell, datetime) else type(cell)
        sheet.write_datetime(row, column, cell, formats[kind])
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, str(cell)[:32_000])
