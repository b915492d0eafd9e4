"""The workbook holds the form: its words, its numbers as numbers, its marks."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from atvsld.figures.excel import workbook_of
from atvsld.figures.forms import FormRequest, fill
from atvsld.figures.text import as_text, shown
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_victim, place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["pl-xii", "pl-xiv", "pl-xv"])
def test_workbook(form):
    establishment = make_establishment(name="Công ty Gang thép Lưu Xá")
    make_headcount(establishment, workers=50)
    accident = make_accident(establishment)
    make_victim(accident, lost_days=7, medical_cost_vnd=1_234_567, has_labour_contract=form != "pl-xv")
    unit = {"establishment": establishment} if form == "pl-xii" else {"place": place("19")}
    filled = fill(EVERYTHING, FormRequest(form, Period(2026, 1), **unit))
    book = openpyxl.load_workbook(BytesIO(workbook_of(filled)))
    assert book.sheetnames == [*(f"Biểu {t.id}" for t in filled.tables), "Ghi chú"]
    for table in filled.tables:
        sheet = book[f"Biểu {table.id}"]
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        words = [cell for row in rows for cell in row if isinstance(cell, str)]
        assert any("MẪU TẠM" in word for word in words)
        assert filled.request.period.label_vi in words
        lines = rows[-len(table.rows) :]
        for line, row in zip(table.rows, lines, strict=True):
            assert row[0] == line.row.label
            for column, cell in zip(table.columns, row[2:], strict=False):
                value = line.values[column.key]
                if isinstance(value, str):
                    assert (cell or "") == value
                else:
                    assert cell == ("–" if value is None else pytest.approx(float(value)))
    notes = " ".join(str(row[0]) for row in book["Ghi chú"].iter_rows(values_only=True))
    assert "Kiểm tra số liệu" in notes
    assert str(filled.request.form.number) in as_text(filled)


def test_numbers_in_text_are_vietnamese():
    assert [shown(v) for v in (1234567, 1234.5, None, "x")] == ["1.234.567", "1.234,500", "–", "x"]
