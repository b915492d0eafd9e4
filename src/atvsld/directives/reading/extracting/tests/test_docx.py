"""Word: what stands in no text of the file but is seen on paper, and what stands in it but is not."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from ... import source
from ..docx import page_of_docx
from . import make
from .make import abstract, cell, docx, item, level, num, p, r, table


def lines(data: bytes) -> list[str]:
    return page_of_docx(data).lines


def test_paragraphs_in_order_and_line_breaks_within_one():
    body = p("KẾ HOẠCH") + p() + "<w:p><w:r><w:t>Một </w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t></w:r></w:p>"
    assert lines(docx(body)) == ["KẾ HOẠCH", "", "Một", "hai\tba"]


def test_numbers_of_a_list_are_counted_level_by_level():
    numbering = abstract(
        0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"),
        level(3, "bullet", "-"), level(4, "decimal", "%1.%2.%5", "<w:isLgl/>"),
    ) + num(1, 0)  # fmt: skip
    body = "".join(
        item(text, 1, place)
        for text, place in [
            ("A", 0),
            ("b", 1),
            ("c", 2),
            ("d", 2),
            ("e", 3),
            ("f", 1),
            ("g", 2),
            ("H", 0),
            ("i", 1),
            ("k", 4),
        ]
    )
    assert lines(docx(body, numbering)) == [
        "I. A", "1. b", "a) c", "b) d", "- e", "2. f", "a) g", "II. H", "1. i", "2.1.1 k",
    ]  # fmt: skip


def test_two_lists_of_one_declaration_count_on_unless_told_to_begin_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "Điều %1.")) + num(1, 0) + num(2, 0) + num(3, 0, anew)
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3)
    assert lines(docx(body, numbering)) == ["Điều 1. a", "Điều 2. b", "Điều 1. c", "Điều 2. d"]


def test_the_list_comes_from_the_style_and_from_the_style_that_it_is_based_on():
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="base"/></w:style>'
    )
    numbering = abstract(
        0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:pStyle w:val="own"/>')
    ) + num(1, 0)
    body = p("a", '<w:pStyle w:val="base"/>') + p("b", '<w:pStyle w:val="own"/>')
    body += p("c", '<w:pStyle w:val="base"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(docx(body, numbering, styles)) == ["1. a", "a) b", "c"]


def test_an_empty_paragraph_of_a_list_takes_no_number():
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    assert lines(docx(item("a", 1) + item("", 1) + item("b", 1), numbering)) == ["1. a", "", "2. b"]


@pytest.mark.parametrize(
    ("sign", "seen"), [("\uf0b7", "•"), ("o", "•"), ("-", "-"), ("\uf02d", "-"), ("+", "+"), ("–", "–")]
)
def test_bullets(sign, seen):
    assert lines(docx(item("a", 1), abstract(0, level(0, "bullet", sign)) + num(1, 0))) == [f"{seen} a"]


def test_what_was_struck_out_is_left_out_and_what_was_put_in_is_kept():
    body = (
        f"<w:p>{r('giảm ')}<w:del><w:r><w:delText>5,5</w:delText></w:r></w:del><w:ins>{r('5')}</w:ins>"
        f"<w:moveFrom>{r('cũ')}</w:moveFrom><w:moveTo>{r(' %')}</w:moveTo></w:p>"
    )
    body += "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("Một đoạn ") + "</w:p>" + p("liền nhau")
    body += table(cell("a")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    assert lines(docx(body)) == ["giảm 5 %", "Một đoạn liền nhau"]


def test_capitals_and_hidden_letters_are_as_they_are_seen():
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:caps/></w:rPr></w:style>'
    runs = r("Tổ chức ") + r("thực hiện", '<w:caps w:val="0"/>') + r("x", "<w:vanish/>")
    body = f'<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr>{runs}</w:p>'
    assert lines(docx(body, styles=styles)) == ["TỔ CHỨC thực hiện"]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{r('Trước')}<w:r>{both}</w:r>{r(' sau')}</w:p>{p('Tiếp')}"
    assert lines(docx(body)) == ["Trước sau", "Trong khung", "Tiếp"]


def test_links_fields_forms_and_notes():
    body = (
        f"<w:p><w:hyperlink>{r('Luật')}</w:hyperlink><w:r><w:fldChar/></w:r>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r>{r(' số 84')}"
        f"<w:r><w:footnoteReference/></w:r><w:sdt><w:sdtPr/><w:sdtContent>{r('/2015')}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{p('Trong mẫu')}</w:sdtContent></w:sdt><w:sectPr/>"
    )
    assert lines(docx(body)) == ["Luật số 84/2015", "Trong mẫu"]


def test_pages_end_on_lines_of_their_own():
    body = p("a") + '<w:p><w:r><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>' + p("c", "<w:pageBreakBefore/>")
    assert lines(docx(body)) == ["a", "\f", "b", "\f", "c"]


def test_a_table_is_cells_behind_tabs_and_a_blank_line_after_each_row():
    page = page_of_docx(
        docx(
            p("Phụ lục")
            + table(cell("TT") + cell("Nội dung"), cell("1") + cell("Một", "hai") + cell(), cell("Nhóm"))
            + p("Hết")
        )
    )
    assert page.lines == ["Phụ lục", "\tTT", "\tNội dung", "", "\t1", "\tMột", "hai", "", "\tNhóm", "", "Hết"]
    assert page.tables == [
        source.Table(
            (
                (source.Cell("TT", 2, 2), source.Cell("Nội dung", 3, 3)),
                (source.Cell("1", 5, 5), source.Cell("Một\nhai", 6, 7), source.Cell("")),
                (source.Cell("Nhóm", 9, 9),),
            )
        )
    ]


def test_merged_cells_stand_where_they_begin():
    wide, first, more = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    page = page_of_docx(
        docx(
            table(
                cell("Đầu", properties=wide) + cell("x"),
                cell("1", properties=first) + cell("a") + cell("b"),
                cell(properties=more) + cell("c") + cell("d"),
            )
        )
    )
    spans = [[(c.text, c.column_span, c.row_span) for c in row] for row in page.tables[0].rows]
    assert spans == [[("Đầu", 2, 1), ("x", 1, 1)], [("1", 1, 2), ("a", 1, 1), ("b", 1, 1)], [("c", 1, 1), ("d", 1, 1)]]


def test_a_table_in_a_cell_is_a_table_of_its_own_after_the_outer_one():
    page = page_of_docx(docx(table(cell("a") + cell("b", table(cell("c") + cell("d")), "e") + cell("f"))))
    assert page.lines == ["\ta", "\tb", "\tc", "\td", "", "e", "\tf", ""]
    outer, inner = page.tables
    assert [(c.text, c.first_line, c.last_line) for c in outer.rows[0]] == [
        ("a", 1, 1),
        ("b\n\tc\n\td\n\ne", 2, 6),
        ("f", 7, 7),
    ]
    assert [(c.text, c.first_line) for c in inner.rows[0]] == [("c", 3), ("d", 4)]


def test_every_cell_says_the_lines_on_which_it_stands():
    page = page_of_docx(docx(p("x") + table(cell("a", "b") + cell() + cell("c")) * 3))
    for found in [c for t in page.tables for row in t.rows for c in row if c.text]:
        assert "\n".join(page.lines[found.first_line - 1 : found.last_line]) == "\t" + found.text


def test_a_file_of_another_program():
    document = python_docx.Document()
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "ô"
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    out = io.BytesIO()
    document.save(out)
    assert lines(out.getvalue()) == ["1. Một", "2. Hai", "• gạch", "\tô", ""]


def test_the_strict_edition_says_the_same():
    usual = docx(p("Một") + table(cell("a")))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(usual)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in parts.items()
    }
    assert strict["word/document.xml"] != parts["word/document.xml"]
    assert lines(make.packed(strict)) == lines(usual) == ["Một", "\ta", ""]
