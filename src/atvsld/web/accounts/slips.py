"""Slips with codes: A4 pages of four, or a workbook for a letter or message to each establishment."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ...base.demonstration import mark_workbook
from ...base.surfaces.excel_export import SAFE
from ...org.accounts.issuing import Slip

A_SHEET = 4
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def slips_answer(request: HttpRequest, slips: Sequence[Slip], *, as_file: bool = False) -> HttpResponse:
    """The one answer in which the codes can be read; nothing on the way keeps it."""
    where = request.build_absolute_uri(reverse("reset" if slips and slips[0].user else "claim"))
    if as_file:
        answer = HttpResponse(slips_workbook(slips, where), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="ma-tai-khoan-{timezone.localdate():%Y%m%d}.xlsx"'
    else:
        sheets = [slips[start : start + A_SHEET] for start in range(0, len(slips), A_SHEET)]
        answer = render(request, "accounts/slips.html", {"sheets": sheets, "count": len(slips), "where": where})
    answer["Cache-Control"] = "no-store"
    return answer


def slips_workbook(slips: Sequence[Slip], where: str) -> bytes:
    """One row a slip. Text stays text: a name that begins with "=" is no formula."""
    kept = io.BytesIO()
    heads = (_("Mã số thuế"), _("Tên cơ sở"), _("Địa chỉ"), _("Xã, phường"), _("Mã nhận tài khoản"), _("Hết hạn"),
             _("Trang nhận tài khoản"))  # fmt: skip
    with xlsxwriter.Workbook(kept, {**SAFE, "in_memory": True}) as book:
        sheet = book.add_worksheet(_("Mã tài khoản"))
        bold = book.add_format({"bold": True})
        for column, (head, width) in enumerate(zip(heads, (16, 46, 46, 24, 20, 12, 46), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, bold)
        sheet.freeze_panes(1, 0)
        for number, slip in enumerate(slips, 1):
            office = slip.establishment
            assert office is not None
            until = timezone.localtime(slip.expires_at)
            cells = (office.tax_code, office.name, office.address, str(office.commune or ""), slip.code,
                     f"{until:%d/%m/%Y}", where)  # fmt: skip
            for column, text in enumerate(cells):
                sheet.write_string(number, column, text)
        mark_workbook(book)
    return kept.getvalue()
