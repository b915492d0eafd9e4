"""An indicator by group as a workbook: one sheet, a line a group, the years beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext

from ...base.demonstration import mark_lines, mark_workbook
from ...base.surfaces.excel_export import SAFE
from ...org.places.anytime import label_of_unit
from ..groups.words import said
from .by_group import ByGroup

WIDTHS = (60, 16)


def workbook_of(found: ByGroup) -> bytes:
    """An .xlsx; numbers are numbers, blurred ones text."""
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True, "constant_memory": False}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(gettext("Theo nhóm"))
        heads = _heads(found)
        sheet.set_column(0, 0, WIDTHS[0])
        sheet.set_column(1, len(heads), WIDTHS[1])
        for at, row in enumerate([*_head(found), [], heads, *_rows(found)]):
            sheet.write_row(at, 0, row, bold if row is heads else None)
        mark_workbook(book)
    return content.getvalue()


def _head(found: ByGroup) -> list[list[str]]:
    unit = label_of_unit(found.area.unit) if found.area.unit else gettext("Cả nước")
    notes = [str(note) for note in (found.why_not, *found.notes) if note]
    title = f"{gettext(found.indicator.label)} – {found.dimension.label}"
    return [[line] for line in (*mark_lines(), title, unit, *notes)]


def _heads(found: ByGroup) -> list[str]:
    last = found.years.last
    return [
        gettext("Nhóm lao động"), *(str(year) for year in found.years),
        gettext("Phần của tổng số năm {year} (%)").format(year=last), *_rate_heads(found),
    ]  # fmt: skip


def _rate_heads(found: ByGroup) -> list[str]:
    """Each rate with what it is taken on."""
    from .comparison import basis_label

    year, unit = found.years.last, gettext(found.indicator.unit)
    return [f"{unit}, {year}, {basis_label(found.indicator, basis)}" for basis in found.indicator.over]


def _rows(found: ByGroup) -> Iterator[list[Any]]:
    if found.why_not:
        return
    totals = found.totals or {}
    yield [gettext("Tổng số"), *("–" if totals.get(y) is None else totals[y] for y in found.years)]
    for group in found.dimension.groups:
        last = found.cell(group.id, found.years.last)
        rates = [last.rate(found.indicator, basis) for basis in found.indicator.over]
        counts = (
            "–" if totals.get(y) is None else said(found.cell(group.id, y).count) for y in found.years
        )  # fmt: skip
        yield [str(group.label), *counts, *("–" if v is None else v for v in (last.share, *rates))]
