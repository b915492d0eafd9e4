"""From a register to a workbook of the rows that a person may see."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from itertools import islice
from typing import IO, Any

import xlsxwriter
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from ..audit.record import record_reading
from ..codelists.reading import CodeLists
from ..demonstration import mark_lines, mark_workbook
from ..errors import Refused, RuleViolation
from ..fields import CodeField, Field, Integer, Privacy, Reference
from ..fields.scalar import HERE, NO_SAID
from ..numbers import vietnamese_integer
from ..privacy import mask
from ..references import ScopedRefs
from ..register import ExtraColumn, Register
from ..scope import Scope

CHUNK = 1000
MAX_ROWS = 1_048_575
MAX_CELL = 32_767
SOURCE_SHEET = pgettext_lazy("trang tính", "Nguồn")
# Text is never taken for a formula, a link or a number: =HYPERLINK(…) in a name stays a name.
SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def export_workbook(
    register: Register, scope: Scope, queryset: QuerySet, *, unmasked: bool = False, via: str = "export"
) -> IO[bytes]:
    """The rows of `queryset` that the scope may export, as an open .xlsx file, whatever their number in bounded memory.

    Personal and medical columns are masked; `unmasked` opens them on the rows where the scope grants it, and leaves
    one audit line a row and kind. Raises OutOfScope without the right to export, Refused with export.too_many beyond
    what a sheet holds.
    """
    scope.require(register.name, "export")
    references = [f.name for f in register.fields if isinstance(f, Reference)]
    rows = queryset.visible_to(scope, "export").select_related(*register.select_related, *references)  # type: ignore[attr-defined]
    if rows.count() > MAX_ROWS:
        message = gettext(
            "Danh sách có hơn {most} dòng, một bảng tính không chứa hết. Hãy lọc bớt rồi lưu lại."
        ).format(most=vietnamese_integer(MAX_ROWS))
        raise Refused([RuleViolation("export.too_many", message)])
    with ExitStack() as kept:
        file = kept.enter_context(tempfile.TemporaryFile())
        _write(register, scope, rows, file, unmasked, via)
        file.seek(0)
        kept.pop_all()
    return file


def _write(register: Register, scope: Scope, rows: QuerySet, file: IO[bytes], unmasked: bool, via: str) -> None:
    with xlsxwriter.Workbook(file, SAFE) as book:
        sheet = book.add_worksheet(str(register.title)[:31].replace("/", " "))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF7", "border": 1})
        formats = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            int: book.add_format({"num_format": "[>9999]#,##0;0"}),
        }
        cells = _Cells(register, scope, unmasked)
        for column, label in enumerate(cells.labels):
            sheet.set_column(column, column, max(12, min(40, len(label) + 2)))
            sheet.write_string(0, column, label, head)
        sheet.freeze_panes(1, 1)
        count = 0
        for chunk in _chunks(rows.iterator(chunk_size=CHUNK)):
            allowed = cells.open_to(chunk)
            for row in chunk:
                count += 1
                for column, value in enumerate(cells.of(row, allowed)):
                    _write_cell(sheet, count, column, value, formats)
        # After the reading, in one short transaction: a long export must not keep others from writing.
        with transaction.atomic():
            for privacy, ids in cells.read.items():
                for start in range(0, len(ids), CHUNK):
                    record_reading(scope, via, register.name, ids[start : start + CHUNK], privacy)
        sheet.autofilter(0, 0, count, max(0, len(cells.labels) - 1))
        _source_sheet(book.add_worksheet(str(SOURCE_SHEET)), register, scope, count, cells)
        mark_workbook(book)


def _chunks(rows: Iterator[Any]) -> Iterable[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _write_cell(sheet: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (datetime, date)):
        sheet.write_datetime(row, column, value, formats[datetime if isinstance(value, datetime) else date])
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, formats[int])
    else:
        sheet.write_string(row, column, str(value)[:MAX_CELL])


def _source_sheet(sheet: Any, register: Register, scope: Scope, count: int, cells: _Cells) -> None:
    kinds = {Privacy.PERSONAL: gettext("cá nhân"), Privacy.MEDICAL: gettext("y tế")}
    lines = (
        (gettext("Sổ"), str(register.title)),
        (gettext("Lập lúc"), f"{timezone.now().astimezone(HERE):%d/%m/%Y %H:%M}"),
        (gettext("Người lập"), scope.user_label),
        (gettext("Số dòng"), str(count)),
        (
            gettext("Dữ liệu hiện đầy đủ"),
            ", ".join(words for kind, words in kinds.items() if cells.read.get(kind)) or str(NO_SAID).lower(),
        ),
        *((gettext("Lưu ý"), line) for line in mark_lines()),
    )
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 60)
    for number, (label, text) in enumerate(lines):
        sheet.write_string(number, 0, label)
        sheet.write_string(number, 1, text)


class _Cells:
    """The cells of each row, in the order of the columns; remembers whose private values were shown."""

    def __init__(self, register: Register, scope: Scope, unmasked: bool) -> None:
        self.register, self.scope, self.unmasked = register, scope, unmasked
        self.codes, self.refs = CodeLists(), ScopedRefs(scope)
        self.read: dict[Privacy, list[int]] = {}

    @property
    def labels(self) -> list[str]:
        return [*(str(f.label) for f in self.register.fields), *(str(e.label) for e in self.register.extra_columns)]

    def open_to(self, chunk: list[Any]) -> dict[Privacy, set[int]]:
        """Of these rows, those whose personal, and those whose medical values may be shown."""
        ids = [row.pk for row in chunk]
        kinds = {f.privacy for f in self.register.private} if self.unmasked else set()
        rows = self.register.model.objects
        return {
            kind: set(rows.visible_among(ids, self.scope, kind).values_list("pk", flat=True))
            for kind in sorted(kinds)
            if self.scope.may(self.register.name, kind)
        }

    def of(self, row: Any, allowed: dict[Privacy, set[int]]) -> list[Any]:
        values, shown = [], set()
        for declared in self.register.fields:
            value = self._value(declared, row)
            if declared.privacy is not Privacy.OPEN:
                if row.pk not in allowed.get(declared.privacy, ()):
                    value = mask(declared, value)
                elif value not in (None, ""):
                    shown.add(declared.privacy)
            values.append(value)
        for kind in shown:
            self.read.setdefault(kind, []).append(row.pk)
        return values + [_extra(extra, row) for extra in self.register.extra_columns]

    def _value(self, declared: Field, row: Any) -> Any:
        value = getattr(row, declared.column)
        if value is None or value == "" or value == []:
            return None
        if isinstance(declared, Reference):
            related = getattr(row, declared.name)
            return self.refs.label(declared.target, value) if hasattr(type(related), "label") else str(related)
        if isinstance(declared, CodeField) and not declared.many:
            name = self.codes.name_of(declared.code_list, value)
            return value if name == value else f"{value} – {name}"
        if isinstance(value, datetime):
            return value.astimezone(HERE).replace(tzinfo=None)
        if isinstance(value, date) or (isinstance(declared, Integer) and isinstance(value, int)):
            return value
        return declared.typed(value, self.codes, self.refs)


def _extra(extra: ExtraColumn, row: Any) -> Any:
    return getattr(row, f"get_{extra.name}_display")() if extra.badge else extra.value(row)
