"""A filled form as a workbook: one sheet a table, laid out for A4 landscape, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext

from ..base.demonstration import mark_lines, mark_workbook
from ..base.language import Words, in_vietnamese
from ..base.statute_words import period_label
from .forms.result import FilledForm, FilledTable
from .tables.columns import Column
from .tables.evaluate import Number

LABEL_WIDTH, CODE_WIDTH, VALUE_WIDTH = 48, 9, 12
_NUMBER_FORMATS = {"1.000đ": "#,##0.###", "trên 1.000 lao động": "0.000"}


def workbook_of(filled: FilledForm) -> bytes:
    """The form as XLSX: title, unit, period and basis, the tables, then coverage and what the checks say."""
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": f"{filled.request.form.number} – {filled.request.form.title}"})
        sheets = Sheets(book)
        for table in filled.tables:
            sheets.write_table(filled, table)
        sheets.write_notes(filled)
        mark_workbook(book)
    return content.getvalue()


def head_lines(filled: FilledForm) -> list[str]:
    """What stands above each table."""
    form, subject = filled.request.form, filled.request.subject()
    code = subject.get("tax_code") or subject.get("code", "")
    mark = " – " + gettext("MẪU TẠM") if filled.is_provisional else ""
    return [
        f"{form.number} ({form.instrument}){mark}",
        str(form.title),
        gettext("{name} – mã số {number}").format(name=subject["name"], number=code),
        period_label(filled.request.period),
        str(form.basis),
        *filter(None, [filled.request.group_note, filled.request.places_note]),
    ]


def note_lines(filled: FilledForm) -> Iterator[str]:
    """Coverage, what is provisional, and the checks, those that failed first."""
    yield from mark_lines()
    yield from (str(note) for note in filled.notes)
    if filled.is_provisional:
        yield gettext("Mẫu tạm: mẫu hoặc danh mục chưa được đối chiếu đầy đủ với văn bản.")
        if filled.provisional_lists:
            yield gettext("Danh mục tạm: {lists}.").format(lists="; ".join(filled.provisional_lists))
    failed = [c for c in filled.checks if not c.is_ok]
    yield gettext("Kiểm tra số liệu: {passed} mục đúng, {failed} mục chưa khớp.").format(
        passed=len(filled.checks) - len(failed), failed=len(failed)
    )
    yield from (gettext("CHƯA KHỚP: {what}").format(what=check.message) for check in failed)
    yield from (str(check.message) for check in filled.checks if check.is_ok)


class Sheets:
    """The sheets of one workbook and their formats."""

    def __init__(self, book: Any) -> None:
        self._book = book
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        boxed = base | {"border": 1}
        self._title = book.add_format(base | {"bold": True, "font_size": 13})
        self._plain = book.add_format(base | {"text_wrap": True})
        self._head = book.add_format(boxed | {"bold": True, "align": "center", "text_wrap": True, "font_size": 9})
        self._labels = {
            level: book.add_format(boxed | {"text_wrap": True, "indent": min(level, 6), "bold": level == 0})
            for level in range(8)
        }
        self._text = book.add_format(boxed | {"text_wrap": True})
        self._boxed = boxed
        self._numbers: dict[str, Any] = {}

    def write_table(self, filled: FilledForm, table: FilledTable) -> None:
        sheet = self._book.add_worksheet(gettext("Biểu {id}").format(id=table.id))
        _page(sheet)
        lines = [*head_lines(filled), gettext("Biểu {id}. {title}").format(id=table.id, title=table.title)]
        width = 1 + len(table.columns)
        for number, line in enumerate(lines):
            style = self._title if number in (0, 1, len(lines) - 1) else self._plain
            sheet.merge_range(number, 0, number, width, line, style)
        top = len(lines) + 1
        bottom = self._write_heads(sheet, top, table.columns)
        sheet.repeat_rows(top, bottom)
        sheet.freeze_panes(bottom + 1, 2)
        for offset, line_of in enumerate(table.rows, bottom + 1):
            sheet.write_string(offset, 0, str(line_of.row.label), self._labels[min(line_of.row.level, 7)])
            sheet.write_string(offset, 1, line_of.row.code, self._text)
            for number, column in enumerate(table.columns, 2):
                self._write_value(sheet, offset, number, column, line_of.values[column.key])
        sheet.set_column(0, 0, LABEL_WIDTH)
        sheet.set_column(1, 1, CODE_WIDTH)
        sheet.set_column(2, width, VALUE_WIDTH)

    def _write_heads(self, sheet: Any, top: int, columns: Sequence[Column]) -> int:
        """The nested headings with merged cells, and under them the column numbers; the last row written."""
        depth = max(len(column.path) for column in columns)
        for number, label in enumerate((gettext("Tên chỉ tiêu thống kê"), gettext("Mã số"))):
            _merge(sheet, top, number, top + depth - 1, number, label, self._head)
            sheet.write_string(top + depth, number, str(number + 1), self._head)
        self._write_branch(sheet, top, 2, depth, [(c, c.path) for c in columns])
        for number, column in enumerate(columns, 2):
            sheet.write_string(top + depth, number, column.key, self._head)
        return top + depth

    def _write_branch(
        self, sheet: Any, top: int, left: int, depth: int, columns: Sequence[tuple[Column, tuple[str, ...]]]
    ) -> None:
        start = 0
        while start < len(columns):
            path = columns[start][1]
            end = start + 1
            while end < len(columns) and len(path) > 1 and columns[end][1][:1] == path[:1]:
                end += 1
            below = [(c, p[1:]) for c, p in columns[start:end]]
            if len(path) == 1:
                unit = columns[start][0].unit
                label = f"{path[0]} ({unit})" if unit else path[0]
                _merge(sheet, top, left + start, top + depth - 1, left + start, label, self._head)
            else:
                _merge(sheet, top, left + start, top, left + end - 1, path[0], self._head)
                self._write_branch(sheet, top + 1, left + start, depth - 1, below)
            start = end

    def _write_value(self, sheet: Any, row: int, number: int, column: Column, value: Number) -> None:
        if value is None:
            sheet.write_string(row, number, "–", self._text)
        elif isinstance(value, str):
            sheet.write_string(row, number, value, self._text)
        else:
            sheet.write_number(row, number, value, self._number(column.unit))

    def _number(self, unit: Words) -> Any:
        shape = _NUMBER_FORMATS.get(in_vietnamese(unit), "#,##0")
        if shape not in self._numbers:
            self._numbers[shape] = self._book.add_format(self._boxed | {"num_format": shape, "align": "right"})
        return self._numbers[shape]

    def write_notes(self, filled: FilledForm) -> None:
        sheet = self._book.add_worksheet(gettext("Ghi chú"))
        _page(sheet)
        sheet.set_column(0, 0, 130, self._plain)
        for number, line in enumerate([*head_lines(filled), "", *note_lines(filled)]):
            sheet.write_string(number, 0, line, self._title if number < 2 else self._plain)


def _page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&R" + gettext("Trang {page}").format(page="&P/&N"))


def _merge(sheet: Any, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
    """A heading over several cells; a single cell is not merged, the library refuses that."""
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, style)
    else:
        sheet.merge_range(top, left, bottom, right, text, style)
