"""From a register to an empty workbook to fill in: headings, in-cell lists, explanations."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.utility import xl_col_to_name

from .. import lists
from ..codelists.reading import CodeLists
from ..fields import Boolean, Choice, CodeField, Date, Field, Integer, Moment, Reference, Year
from ..register import Register
from .words import example_of, how_written

DATA_SHEET, GUIDE_SHEET, LISTS_SHEET = "Nhập liệu", "Hướng dẫn", "Danh mục"
FILLABLE_ROWS = 5_000
FORMATS = {"text": "@", "day": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm", "number": "#,##0", "year": "0"}
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def template_workbook(register: Register) -> IO[bytes]:
    """An open .xlsx file whose filled rows the import reads back.

    Required columns are marked; lists stand on a hidden sheet, for a list in a cell holds 255 characters.
    """
    with ExitStack() as kept:
        file = kept.enter_context(tempfile.TemporaryFile())
        with xlsxwriter.Workbook(file, SAFE) as book:
            book.set_properties({"title": register.title, "comments": register.about})
            data, guide = book.add_worksheet(DATA_SHEET), book.add_worksheet(GUIDE_SHEET)
            ranges = _lists(book.add_worksheet(LISTS_SHEET), register)
            _data(book, data, register, ranges)
            _guide(book, guide, register)
        file.seek(0)
        kept.pop_all()
    return file


def options_of(declared: Field, codes: CodeLists) -> Sequence[str]:
    """What the in-cell list of a field offers; each is understood by the cleaner of the field."""
    if isinstance(declared, Boolean):
        return ("Có", "Không")
    if isinstance(declared, Choice):
        return [str(label) for _, label in declared.options]
    if isinstance(declared, CodeField):
        rows = codes.on(declared.code_list, timezone.localdate()).values()
        return [f"{row.code} – {row.name_vi}"[:200] for row in rows]
    return lists.choices(declared.target) if isinstance(declared, Reference) else ()


def _lists(sheet: Any, register: Register) -> dict[str, str]:
    """Write each list into a column of the hidden sheet; field name → the range that holds its list."""
    codes, ranges = CodeLists(), {}
    for column, declared in enumerate(register.entered):
        options = options_of(declared, codes)
        for row, option in enumerate((declared.label, *options)):
            sheet.write_string(row, column, option)
        if options:
            letter = xl_col_to_name(column)
            ranges[declared.name] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(options) + 1}"
    sheet.hide()
    return ranges


def _data(book: Any, sheet: Any, register: Register, ranges: dict[str, str]) -> None:
    head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    heads = {
        True: book.add_format({**head, "bg_color": "#FCE8D5"}),
        False: book.add_format({**head, "bg_color": "#E8EEF7"}),
    }
    # Text cells keep the leading zeros of tax codes.
    formats = {kind: book.add_format({"num_format": words}) for kind, words in FORMATS.items()}
    for column, declared in enumerate(register.entered):
        sheet.set_column(column, column, max(14, min(36, len(declared.label) + 4)), formats[_format_of(declared)])
        sheet.write_string(0, column, declared.label + (" *" if declared.required else ""), heads[declared.required])
        asked = {
            "validate": "list" if declared.name in ranges else "any",
            "input_title": declared.label[:32],
            "input_message": f"{declared.help} ({how_written(declared)})"[:255],
            "error_type": "warning",
            "error_title": "Không có trong danh sách",
            "error_message": "Hãy chọn trong danh sách, hoặc giữ nguyên nếu bạn chắc chắn; khi nạp sẽ kiểm tra lại.",
        }
        if declared.name in ranges:
            asked["source"] = ranges[declared.name]
        sheet.data_validation(1, column, FILLABLE_ROWS, column, asked)
    sheet.freeze_panes(1, 1)


def _format_of(declared: Field) -> str:
    for kind, name in ((Moment, "moment"), (Date, "day"), (Year, "year"), (Integer, "number")):
        if isinstance(declared, kind):
            return name
    return "text"


def _guide(book: Any, sheet: Any, register: Register) -> None:
    bold, wrapped = book.add_format({"bold": True, "border": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    key = ", ".join(f"«{register.field(name).label}»" for name in register.key)
    about = [register.title, register.about, "Cột có dấu * phải điền. Ô để trống không xóa dữ liệu đã có."]
    if key:
        about.append(f"Dòng đã có được nhận ra theo {key}: nạp lại cùng một tệp không tạo thêm dòng.")
    for row, text in enumerate(about):
        sheet.write_string(row, 0, text)
    start = len(about) + 1
    for column, (words, width) in enumerate(
        (("Cột", 30), ("Bắt buộc", 10), ("Giải thích", 60), ("Cách ghi", 34), ("Ví dụ", 32))
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(start, column, words, bold)
    for row, declared in enumerate(register.entered, start + 1):
        cells = (
            declared.label,
            "có" if declared.required else "",
            declared.help,
            how_written(declared),
            example_of(declared),
        )
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, wrapped)
