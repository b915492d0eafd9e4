"""Files of Word: A4, exact lines, tables as wide as told, pictures that are read out."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from atvsld.base.documents import word
from atvsld.base.documents.word import Look


def opened(document):
    return docx.Document(io.BytesIO(word.saved(document)))


@pytest.fixture
def document():
    return word.new_document("Thử", "vi", 30, 42)


def test_the_page_is_a4_with_its_margins_in_the_letters_of_the_house(document):
    made = opened(document)
    section = made.sections[0]
    assert [round(side.cm, 1) for side in (section.page_width, section.page_height)] == [21.0, 29.7]
    assert [round(m.pt) for m in (section.top_margin, section.left_margin)] == [30, 42]
    assert made.styles["Normal"].font.name == "Times New Roman"
    assert made.core_properties.title == "Thử" and made.core_properties.author == ""
    assert made.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"


def test_a_line_has_its_exact_height_and_its_look(document):
    look = Look(10, 12.2, bold=True, italic=True, colour="B34700", align="right", before=3, after=4)
    word.write(document, "Đủ chữ", look)
    paragraph = opened(document).paragraphs[0]
    form, run = paragraph.paragraph_format, paragraph.runs[0]
    assert (form.line_spacing.pt, form.space_before.pt, form.space_after.pt) == (pytest.approx(12.2, abs=0.1), 3, 4)
    assert run.bold and run.italic and run.font.size.pt == 10 and str(run.font.color.rgb) == "B34700"
    assert paragraph.text == "Đủ chữ" and str(paragraph.alignment).startswith("RIGHT")


def test_a_table_is_as_wide_as_told_and_its_markup_is_in_order(document):
    made = word.table(document, 2, [100, 200], (1, 3))
    word.write(made.rows[0].cells[0], "a", Look(9, 11), first=True)
    word.shade(made.rows[0].cells[0], "EEF4F4")
    word.rule(made.rows[0].cells[0], "top", 0.8, "71858C")
    word.rule(made.rows[0].cells[0], "bottom", 0.8, "71858C")
    word.head_row(made.rows[0])
    table = opened(document).tables[0]
    assert [cell.width.pt for cell in table.rows[1].cells] == [100, 200]
    # A reader that holds to the schema refuses parts in another order.
    order = [child.tag.split("}")[1] for child in table._tbl.tblPr]
    known = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert order == [name for name in known if name in order] and {"tblInd", "tblCellMar"} <= set(order)
    cell = [child.tag.split("}")[1] for child in table.rows[0].cells[0]._tc.tcPr]
    assert cell == [name for name in ("tcW", "gridSpan", "tcBorders", "shd") if name in cell] and len(cell) == 3
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_picture_has_its_width_and_is_read_out(document):
    file = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(file, "PNG")
    word.picture(word.write(document, "", Look(1, None)), file.getvalue(), 144, "Một hình «đỏ»")
    shape = opened(document).inline_shapes[0]
    assert (shape.width.pt, shape.height.pt) == (144, 72)
    assert shape._inline.docPr.get("descr") == "Một hình «đỏ»"


def test_a_frame_stands_in_the_order_of_the_schema(document):
    word.frame(word.write(document, "a", Look(9, 11)), ("top", "bottom"), 1, "B34700")
    parts = [child.tag.split("}")[1] for child in opened(document).paragraphs[0]._p.pPr]
    assert parts == [name for name in ("widowControl", "pBdr", "spacing", "jc") if name in parts] and "pBdr" in parts
