"""Official documents: the measures, parts and order of Appendix I of Decree 30/2020/NĐ-CP."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from atvsld.base.documents.letters import width
from atvsld.base.documents.official import (
    MOTTO,
    STATE,
    Annex,
    Heading,
    Listing,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
)
from atvsld.base.documents.official_word import HEAD_SHARES, WIDTH, as_docx

REPORT = OfficialDocument(
    parent="Ủy ban nhân dân tỉnh Thái Nguyên", body="Sở Nội vụ", sign="BC-SNV", place="Thái Nguyên",
    type_name="Báo cáo", summary="Kết quả thực hiện Kế hoạch năm 2026", addressees=["Ủy ban nhân dân tỉnh"],
    blocks=[
        Heading("I. CHỈ ĐẠO"), Paragraph("Dòng một\n\nDòng hai"), Listing(["việc a", "việc b"]),
        Table(["TT", "Việc"], [["1", "Rà soát"], ["2", "Tập huấn"]], [1, 9], ["center", "left"], note="Ghi chú"),
    ],
    recipients=["Như trên;", "Lưu: VT."], signature=Signature(["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
    annexes=[Annex("Phụ lục I", "Nhiệm vụ", [Table(["a"], [["1"]])])],
)  # fmt: skip
LETTER = replace(REPORT, type_name="", summary="đôn đốc báo cáo", annexes=[], addressees=["Xã A", "Xã B;"])


def opened(said):
    return docx.Document(io.BytesIO(as_docx(said)))


def run_of(document, text):
    """The run with this text, in paragraphs or in tables."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for where in [document, *cells]:
        for paragraph in where.paragraphs:
            for run in paragraph.runs:
                if run.text == text:
                    return run
    raise LookupError(text)


def look(document, text):
    run = run_of(document, text)
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def test_paper_margins_and_letters():
    section = opened(REPORT).sections[0]
    millimetres = [round(side.mm) for side in (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
        section.right_margin)]  # fmt: skip
    assert millimetres == [210, 297, 20, 20, 30, 20]
    assert opened(REPORT).styles["Normal"].font.name == "Times New Roman"


def test_each_part_has_its_letters():
    made = opened(REPORT)
    assert look(made, STATE) == (12, True, False) and look(made, MOTTO) == (13, True, False)
    assert look(made, "ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN") == (13, False, False)
    assert look(made, "SỞ NỘI VỤ") == (13, True, False)
    assert look(made, "Số:         /BC-SNV") == (13, False, False)
    assert look(made, REPORT.place_and_day) == (13.5, False, True)
    assert look(made, "BÁO CÁO") == look(made, REPORT.summary) == (14, True, False)
    assert look(made, "Dòng hai") == (14, False, False)
    assert look(made, "Nơi nhận:") == (12, True, True) and look(made, "- Lưu: VT.") == (11, False, False)
    assert look(made, "KT. GIÁM ĐỐC") == look(made, "PHÓ GIÁM ĐỐC") == (14, True, False)


def test_the_state_stands_on_one_line():
    assert width(STATE, 12, bold=True) < HEAD_SHARES[1] * WIDTH - 4


def test_the_parts_follow_each_other():
    body = opened(REPORT).element.body
    said = "\n".join("".join(t.text or "" for t in part.iter(qn("w:t"))) for part in body)
    order = [STATE, "Số:", "BÁO CÁO", "Kính gửi: Ủy ban nhân dân tỉnh", "I. CHỈ ĐẠO", "Dòng một", "- việc a", "Rà soát",
             "Ghi chú", "Nơi nhận:", "PHÓ GIÁM ĐỐC", "Phụ lục I", "NHIỆM VỤ", "(Kèm theo Báo cáo số"]  # fmt: skip
    places = [said.find(text) for text in order]
    assert -1 not in places and places == sorted(places)


def test_pages_are_numbered_on_top_in_the_middle_from_the_second():
    first, annex = opened(REPORT).sections
    assert first.different_first_page_header_footer and annex.different_first_page_header_footer
    header = first.header.paragraphs[0]
    assert "PAGE" in header._p.xml and str(header.alignment).startswith("CENTER")
    assert first.first_page_header.paragraphs[0].text == "" and "PAGE" not in first.first_page_header._element.xml


def test_an_annex_lies_and_its_pages_begin_at_one():
    first, annex = opened(REPORT).sections
    assert first.orientation == WD_ORIENT.PORTRAIT and annex.orientation == WD_ORIENT.LANDSCAPE
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    parts = [child.tag.split("}")[1] for child in annex._sectPr]
    assert parts.index("pgMar") < parts.index("pgNumType") < parts.index("cols")
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert first._sectPr.find(qn("w:pgNumType")) is None
    upright = replace(REPORT, annexes=[replace(REPORT.annexes[0], is_landscape=False), REPORT.annexes[0]])
    assert [section.orientation for section in opened(upright).sections][1:] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]


def test_a_letter_has_its_summary_below_its_number_and_lists_its_addressees():
    made = opened(LETTER)
    left = made.tables[0].rows[1].cells[0]
    assert [p.text for p in left.paragraphs] == [LETTER.number_line, "V/v đôn đốc báo cáo"]
    texts = [p.text for p in made.paragraphs]
    assert texts[texts.index("Kính gửi:") + 1 :][:2] == ["- Xã A;", "- Xã B."]


def test_a_table_is_ruled_and_its_heads_come_again():
    table = opened(REPORT).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Việc"],
        ["1", "Rà soát"],
        ["2", "Tập huấn"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    order = [child.tag.split("}")[1] for child in table._tbl.tblPr]
    known = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert order == [name for name in known if name in order] and "tblBorders" in order


@pytest.mark.parametrize(
    ("number", "day", "line", "said"),
    [
        ("5", date(2026, 2, 3), "Số: 05/BC-SNV", "Thái Nguyên, ngày 03 tháng 02 năm 2026"),
        ("12", date(2026, 11, 23), "Số: 12/BC-SNV", "Thái Nguyên, ngày 23 tháng 11 năm 2026"),
        ("", None, "Số:         /BC-SNV", "Thái Nguyên, ngày      tháng      năm        "),
    ],
)
def test_number_and_day_as_the_decree_writes_them(number, day, line, said):
    one = replace(REPORT, number=number, day=day)
    assert (one.number_line, one.place_and_day) == (line, said)


def test_what_annexes_are_attached_to():
    one = replace(REPORT, number="5", day=date(2026, 2, 3))
    assert one.attached_to == "(Kèm theo Báo cáo số 05/BC-SNV ngày 03/02/2026 của Sở Nội vụ)"


def test_marks_stand_framed_above_everything():
    made = opened(replace(REPORT, marks=["Dữ liệu trình diễn"]))
    assert made.paragraphs[0].text == "Dữ liệu trình diễn" and made.element.body[0] is made.paragraphs[0]._p


def test_a_thousand_rows_take_no_square_of_their_time():
    many = Table(["TT", "Việc"], [[str(n), "Rà soát"] for n in range(1000)])
    assert len(opened(replace(REPORT, blocks=[many])).tables[1].rows) == 1001


def test_what_no_file_of_word_may_hold_is_left_out():
    pasted = [Paragraph("Thiếu cán\x01 bộ\ufffe"), Table(["a"], [["x\x1f"]])]
    made = opened(replace(REPORT, blocks=pasted, summary="Kết quả\x02 " * 60))
    assert "Thiếu cán bộ" in [paragraph.text for paragraph in made.paragraphs]
    assert made.tables[1].rows[1].cells[0].text == "x"
    assert len(made.core_properties.title) == 255, "however long the summary is"
