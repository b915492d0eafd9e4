"""The page as a file of Word: the same words and numbers, tables that can be read out, and the measure of one page."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from atvsld.base.language import speaking
from atvsld.web.briefing import as_docx
from atvsld.web.briefing.tests import make


def opened(briefing):
    return docx.Document(io.BytesIO(as_docx(briefing)))


def text_of(document):
    return [p.text if hasattr(p, "text") else "" for p in _paragraphs(document)]


def _paragraphs(document):
    from docx.text.paragraph import Paragraph

    return [Paragraph(p, document) for p in document.element.body.iter(qn("w:p"))]


def test_all_that_was_told_is_in_it():
    briefing = make.full_page()
    document = opened(briefing)
    told = text_of(document)
    said = [briefing.title, briefing.unit, briefing.sentences[0], briefing.coverage, "Dữ liệu trình diễn"]
    said += ["và 9 mục nữa", "SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc", *(b.title for b in briefing.blocks)]
    assert [words for words in said if words not in told] == []
    targets = document.tables[1]
    assert [cell.text for cell in targets.rows[0].cells] == ["Chỉ tiêu", "Yêu cầu", "2026", "Thay đổi", "Kết luận"]
    rows = [[cell.text for cell in row.cells] for row in targets.rows[1::2]]
    assert [row[:4] for row in rows] == [[t.label, t.wanted, t.value, t.change] for t in briefing.targets]
    assert [row[4].split(" ", 1)[1] for row in rows] == [t.status for t in briefing.targets]
    assert "Vụ chưa có biên bản điều tra 1\t12 ngày" in told


def test_its_pictures_are_png_and_are_read_out():
    document = opened(make.province_page())
    assert len(document.inline_shapes) == 2
    for shape in document.inline_shapes:
        assert "Th. 10" in shape._inline.docPr.get("descr") or "Cao nhất" in shape._inline.docPr.get("descr")
    parts = [p for p in document.part.package.iter_parts() if p.partname.endswith(".png")]
    images = [Image.open(io.BytesIO(part.blob)) for part in parts]
    assert len(images) == 2 and all(len(i.convert("RGB").getcolors(1_000_000)) > 20 for i in images)


def test_every_line_has_an_exact_height_but_those_with_a_picture():
    """Else what was measured to be one page might not be."""
    for briefing in (make.full_page(), make.endless_page()):
        document = opened(briefing)
        loose = [p for p in _paragraphs(document) if str(p.paragraph_format.line_spacing_rule) != "EXACTLY (4)"]
        assert all(p._p.find(f".//{qn('w:drawing')}") is not None or not p.text for p in loose)
        assert len([p for p in loose if p.text]) == 0


def test_no_part_of_its_markup_stands_twice():
    """Word calls a file damaged in which a cell has two lower lines."""
    names = [qn(f"w:{name}") for name in ("tcPr", "tcBorders", "pPr", "pBdr", "tblPr", "tblCellMar", "rPr", "trPr")]
    for briefing in (make.full_page(), make.endless_page()):
        parts = list(opened(briefing).element.body.iter(*names))
        assert len(parts) > 100
        for part in parts:
            tags = [child.tag for child in part]
            assert len(tags) == len(set(tags)), part.tag


def _height(document):
    """Points of all that stands in the body, from the heights that the file itself declares; a line a paragraph."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    def of(part):
        if isinstance(part, Paragraph):
            form, shapes = part.paragraph_format, part._p.findall(f".//{qn('wp:extent')}")
            line = max(int(s.get("cy")) for s in shapes) / 12700 if shapes else form.line_spacing.pt
            return line + sum(space.pt for space in (form.space_before, form.space_after) if space)
        if isinstance(part, Table):
            return sum(max(sum(map(of, cell.iter_inner_content())) for cell in row.cells) for row in part.rows)
        return 0

    return sum(map(of, document.iter_inner_content()))


@pytest.mark.parametrize("made", [make.province_page, make.full_page, make.endless_page])
def test_the_heights_in_the_file_are_those_of_one_page(made):
    section = opened(made()).sections[0]
    room = (section.page_height - section.top_margin - section.bottom_margin) / 12700
    assert 0.4 * room < _height(opened(made())) < 0.97 * room


def test_a_page_with_nothing_to_tell_is_still_a_page():
    document = opened(make.Briefing("Tình hình", "Xã Ví Dụ", 2026, make.AT))
    assert text_of(document)[:2] == ["Tình hình", "Xã Ví Dụ"] and not document.tables


def test_in_english_its_words_are_english():
    with speaking("en"):
        document = opened(make.full_page())
    assert document.tables[1].rows[0].cells[0].text == "Target"
    assert document.styles["Normal"].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
