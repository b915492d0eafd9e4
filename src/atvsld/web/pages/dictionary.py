"""The data dictionary: each field of each register with its kind, list, privacy and refusals, as declared."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ...base import lists
from ...base.codelists.reading import version_on
from ...base.demonstration import mark_workbook
from ...base.fields import Boolean, Choice, CodeField, Field, Integer, Privacy, Reference, Text
from ...base.register import Register
from ...base.surfaces.excel_export import SAFE
from ...base.surfaces.words import how_written
from ...statutes.status import STATUS_LABELS_VI
from ..refusals import Refusal, of_field, of_whole_row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUSES = {str(status): label for status, label in STATUS_LABELS_VI.items()}


def dictionary_page(request: HttpRequest) -> HttpResponse | FileResponse:
    """One register in a table; `?dang=csv` or `xlsx` gives all of them as a file."""
    if request.GET.get("dang") in ("csv", "xlsx"):
        return _csv() if request.GET["dang"] == "csv" else _workbook()
    registers = lists.registers()
    register = registers.get(request.GET.get("so", ""), next(iter(registers.values())))
    context = {
        "registers": registers.values(), "register": register,
        "fields": [_told(register, declared) for declared in register.fields], "whole": of_whole_row(register),
    }  # fmt: skip
    return render(request, "pages/dictionary.html", context)


def _told(register: Register, declared: Field) -> dict[str, Any]:
    """One line of the dictionary, in words."""
    return {
        "name": declared.name,
        "label": declared.label,
        "kind": how_written(declared),
        "asked": _("tự tính") if declared.derived else _("bắt buộc") if declared.required else "",
        "values": _values(declared),
        "list": _list(declared),
        "privacy": {Privacy.OPEN: "", Privacy.PERSONAL: _("cá nhân"), Privacy.MEDICAL: _("y tế")}[declared.privacy],
        "help": declared.help,
        "refusals": of_field(register, declared),
    }


def _values(declared: Field) -> str:
    """What values are allowed: the words of a choice, bounds with their unit, the longest text."""
    if isinstance(declared, Choice):
        return "; ".join(f"{value} = {label}" for value, label in declared.options)
    if isinstance(declared, Boolean):
        return _("mặc định: có") if declared.default else _("mặc định: không")
    if isinstance(declared, Integer):
        return f"{declared.minimum} – {declared.maximum} {declared.unit}".strip()
    return _("tối đa %d ký tự") % declared.max_length if isinstance(declared, Text) else ""


def _list(declared: Field) -> str:
    """The code list with the version of today and how far its source was seen; or what a reference points at."""
    if isinstance(declared, Reference):
        return declared.target
    if not isinstance(declared, CodeField):
        return ""
    version = version_on(declared.code_list, timezone.localdate())
    if version is None:
        return declared.code_list
    since = f"{version.valid_from:%d/%m/%Y} –, " if version.valid_from else ""
    return f"{declared.code_list}: {version.title} ({since}{STATUSES.get(version.status, version.status)})"


def heads() -> list[str]:
    return [
        _("Sổ"), _("Tên sổ"), _("Trường"), _("Tên trường"), _("Cách ghi"), _("Bắt buộc"), _("Giá trị"), _("Danh mục"),
        _("Bảo vệ"), _("Giải thích"), _("Mã từ chối"),
    ]  # fmt: skip


def lines() -> Iterator[list[Any]]:
    """Every field of every register, and a line for the rules of whole rows."""
    for register in lists.registers().values():
        for declared in register.fields:
            told = _told(register, declared)
            kept = [told[k] for k in ("name", "label", "kind", "asked", "values", "list", "privacy", "help")]
            yield [register.name, register.title, *kept, _codes(told["refusals"])]
        if whole := of_whole_row(register):
            yield [register.name, register.title, "", _("(cả dòng)"), *[""] * 6, _codes(whole)]


def _codes(refusals: list[Refusal]) -> str:
    return "\n".join(f"{refusal.code}: {refusal.sentence}" for refusal in refusals)


def _csv() -> HttpResponse:
    text = io.StringIO()
    csv.writer(text).writerows([heads(), *lines()])
    # The mark at the start makes Excel read the letters rightly.
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="tu-dien-du-lieu.csv"'
    return answer


def _workbook() -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    with xlsxwriter.Workbook(file, SAFE) as book:
        sheet = book.add_worksheet(_("Từ điển dữ liệu"))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for row, line in enumerate([heads(), *lines()]):
            for column, text in enumerate(line):
                sheet.write_string(row, column, str(text), head if row == 0 else cell)
        for column, width in enumerate((18, 22, 22, 26, 24, 10, 32, 32, 10, 40, 70)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 4)
        sheet.autofilter(0, 0, 0, len(heads()) - 1)
        mark_workbook(book)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="tu-dien-du-lieu.xlsx", content_type=XLSX)
