"""From a register to a workbook that people fill in: headings, in-cell lists, explanations."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..demonstration import mark_lines, mark_workbook
from ..fields import Date, Field, Integer, Moment, Year
from ..fields.scalar import YES_SAID
from ..register import Register
from .excel_reader import beside, fields_in_file
from .template_lists import LISTS_SHEET, TemplateLists
from .words import example_of, how_written

DATA_SHEET, GUIDE_SHEET = _("Nhập liệu"), _("Hướng dẫn")
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
            book.set_properties({"title": str(register.title), "comments": str(register.about)})
            data, guide = book.add_worksheet(str(DATA_SHEET)), book.add_worksheet(str(GUIDE_SHEET))
            fields = fields_in_file(register)
            columns = {name: column for column, name in enumerate(fields)}
            offered = TemplateLists(book, book.add_worksheet(str(LISTS_SHEET)), fields, columns)
            _data(book, data, register, fields, offered)
            _guide(book, guide, register, fields)
            mark_workbook(book)
        file.seek(0)
        kept.pop_all()
    return file


def _data(book: Any, sheet: Any, register: Register, fields: Mapping[str, Field], offered: TemplateLists) -> None:
    head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
    colours = {"required": "#FCE8D5", "own": "#E8EEF7", "beside": "#E6F2E8"}
    heads = {kind: book.add_format({**head, "bg_color": colour}) for kind, colour in colours.items()}
    # Text cells keep the leading zeros of tax codes.
    formats = {kind: book.add_format({"num_format": words}) for kind, words in FORMATS.items()}
    for column, (name, declared) in enumerate(fields.items()):
        label = str(declared.label)
        kind = "required" if declared.required else "beside" if "." in name else "own"
        sheet.set_column(column, column, max(14, min(36, len(label) + 4)), formats[_format_of(declared)])
        sheet.write_string(0, column, label + (" *" if declared.required else ""), heads[kind])
        source = offered.source(name)
        asked = {
            "validate": "list" if source else "any",
            "input_title": label[:32],
            "input_message": f"{declared.help} ({how_written(declared)})"[:255],
            "error_type": "warning",
            "error_title": str(_("Không có trong danh sách")),
            "error_message": str(
                _("Hãy chọn trong danh sách, hoặc giữ nguyên nếu bạn chắc chắn; khi nạp sẽ kiểm tra lại.")
            ),
        }
        if source:
            asked["source"] = source
        sheet.data_validation(1, column, FILLABLE_ROWS, column, asked)
    sheet.freeze_panes(1, 1)


def _format_of(declared: Field) -> str:
    for kind, name in ((Moment, "moment"), (Date, "day"), (Year, "year"), (Integer, "number")):
        if isinstance(declared, kind):
            return name
    return "text"


def _guide(book: Any, sheet: Any, register: Register, fields: Mapping[str, Field]) -> None:
    bold, wrapped = book.add_format({"bold": True, "border": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    about = [str(register.title), str(register.about)]
    about.append(gettext("Cột có dấu * phải điền. Ô để trống không xóa dữ liệu đã có."))
    if register.key:
        key = ", ".join(f"«{register.field(name).label}»" for name in register.key)
        about.append(
            gettext("Dòng đã có được nhận ra theo {key}: nạp lại cùng một tệp không tạo thêm dòng.").format(key=key)
        )
    if register.own_key_field:
        own = register.field(register.own_key_field).label
        about.append(gettext("Có «{field}» thì nạp lại tệp đã sửa sẽ sửa đúng dòng ấy.").format(field=own))
    under = beside(register)
    if under is not None:
        words = gettext(
            "Mỗi dòng một {under}. Nhiều {under} trong cùng một {one}: nhiều dòng, lặp lại các ô của {one}."
        )
        about.append(words.format(under=under.one, one=register.one))
    about += mark_lines()
    for row, line in enumerate(about):
        sheet.write_string(row, 0, line)
    start = len(about) + 1
    heads = (_("Cột"), 30), (_("Bắt buộc"), 10), (_("Giải thích"), 60), (_("Cách ghi"), 34), (_("Ví dụ"), 32)
    for column, (head, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(start, column, str(head), bold)
    for row, declared in enumerate(fields.values(), start + 1):
        required = str(YES_SAID).lower() if declared.required else ""
        cells = (declared.label, required, declared.help, how_written(declared), example_of(declared))
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, str(cell), wrapped)
