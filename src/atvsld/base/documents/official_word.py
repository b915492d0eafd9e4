"""An official document as a file of Word, laid out after Appendix I of Decree 30/2020/NĐ-CP.

Seen (luatvietnam.vn and lacviet.vn on the general part, the table of letters in part V as reprinted by legal pages,
11/2026): A4; margins top and bottom 20–25 mm, left 30–35, right 15–20; Times New Roman, black; page numbers arabic,
13–14, in the middle of the top margin, none on the first page; state 12–13 bold capitals, motto 13–14 bold with a
line; the body above it 12–13 upright capitals, the body 12–13 bold capitals with a line; number 13; place and day
13–14 italic; name of the kind 13–14 bold capitals, summary 13–14 bold with a line, of a letter 12–13 upright; body
13–14; at least 6 points between paragraphs, lines single to 1,5.

Not seen, taken from the common practice: «Nơi nhận» 12 bold italic over 11, signature 13–14 bold, the first line 1,27
cm in, headings bold, annexes from a new page with pages of their own and «Kèm theo …» in italics, 11 in tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import word
from .official import MOTTO, STATE, Annex, Block, Heading, Listing, OfficialDocument, Paragraph, Table
from .word import Look, frame, write

MM = 72 / 25.4
TOP, LEFT, RIGHT, FIRST_LINE = 20 * MM, 30 * MM, 20 * MM, 12.7 * MM
WIDTH, LONG_WIDTH = word.A4[0] - LEFT - RIGHT, word.A4[1] - 2 * TOP
BLACK = "000000"
BODY = Look(14, None, colour=BLACK, align="justify", before=6)
CENTRED = Look(13, None, colour=BLACK, align="center")
IN_TABLE = Look(11, None, colour=BLACK)
# Of the head: what stands left and right of its middle.
HEAD_SHARES = (0.42, 0.58)


def as_docx(document: OfficialDocument) -> bytes:
    """The whole document as a file of Word (.docx)."""
    return word.saved(_Sheet(document).whole())


class _Sheet:
    def __init__(self, said: OfficialDocument) -> None:
        from docx.shared import Pt

        self.said = said
        self.document = word.new_document(said.summary, "vi", TOP, LEFT)
        self.document.sections[0].right_margin = Pt(RIGHT)
        self.width = WIDTH

    def whole(self) -> Any:
        self.document.sections[0].different_first_page_header_footer = True
        _page_number(self.document.sections[0])
        self.marks()
        self.head()
        self.title()
        self.addressees()
        self.blocks(self.said.blocks)
        self.end()
        for annex in self.said.annexes:
            self.annex(annex)
        return self.document

    def marks(self) -> None:
        for mark in self.said.marks:
            made = write(self.document, mark, CENTRED.but(size=11, bold=True, after=4))
            frame(made, ("top", "left", "bottom", "right"), 0.6, BLACK)

    def head(self) -> None:
        said = self.said
        widths = [share * WIDTH for share in HEAD_SHARES]
        rows = word.table(self.document, 2, widths, (0, 2)).rows
        left, right = rows[0].cells
        if said.parent:
            write(left, said.parent.upper(), CENTRED, first=True)
        write(left, said.body.upper(), CENTRED.but(bold=True), first=not said.parent)
        self.line(left, widths[0], 0.4)
        write(right, STATE, CENTRED.but(size=12, bold=True), first=True)
        write(right, MOTTO, CENTRED.but(bold=True))
        self.line(right, widths[1], 0.6)
        left, right = rows[1].cells
        write(left, said.number_line, CENTRED.but(before=4), first=True)
        if not said.type_name:
            write(left, f"V/v {said.summary}", CENTRED.but(size=12, before=6))
        write(right, said.place_and_day, CENTRED.but(size=13.5, italic=True, before=4), first=True)

    def line(self, where: Any, width: float, share: float) -> None:
        """A stroke in the middle, of a share of the width."""
        from docx.shared import Pt

        made = write(where, "", Look(1, 3))
        made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(width * (1 - share) / 2)
        frame(made, ("bottom",), 0.75, BLACK)

    def title(self) -> None:
        said = self.said
        if not said.type_name:
            return
        big = CENTRED.but(size=14, bold=True)
        write(self.document, said.type_name.upper(), big.but(before=18))
        write(self.document, said.summary, big)
        self.line(self.document, WIDTH, 0.3)

    def addressees(self) -> None:
        from docx.shared import Pt

        names = [name.rstrip(" .;") for name in self.said.addressees]
        if len(names) == 1:
            write(self.document, f"Kính gửi: {names[0]}", CENTRED.but(size=14, before=12, after=6))
        elif names:
            made = write(self.document, "Kính gửi:", BODY.but(align="left", before=12))
            made.paragraph_format.left_indent = Pt(2 * FIRST_LINE)
            for name in names:
                end = "." if name == names[-1] else ";"
                made = write(self.document, f"- {name}{end}", BODY.but(align="left", before=2))
                made.paragraph_format.left_indent = Pt(3 * FIRST_LINE)

    def blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self.table(block)
            elif isinstance(block, Heading):
                look = BODY.but(bold=True, italic=block.level > 2, align="left", before=12 if block.level == 1 else 8)
                self.inset(block.text, look).paragraph_format.keep_with_next = True
            elif isinstance(block, Listing):
                for item in block.items:
                    self.inset(f"- {item}", BODY)
            else:
                self.paragraph(block)

    def paragraph(self, block: Paragraph) -> None:
        for line in block.text.splitlines():
            if line.strip():
                self.inset(line.strip(), BODY.but(bold=block.bold, italic=block.italic))

    def inset(self, text: str, look: Look) -> Any:
        from docx.shared import Pt

        made = write(self.document, text, look)
        made.paragraph_format.first_line_indent = Pt(FIRST_LINE)
        made.paragraph_format.widow_control = True
        return made

    def table(self, block: Table) -> None:
        if block.title:
            made = write(self.document, block.title, CENTRED.but(bold=True, before=8, after=4))
            made.paragraph_format.keep_with_next = True
        many = len(block.heads)
        shares = list(block.shares) or [1 / many] * many
        made = word.table(self.document, 1 + len(block.rows), [s / sum(shares) * self.width for s in shares], (2, 4))
        _ruled(made)
        aligns = list(block.aligns) or ["left"] * many
        # Row by row through the markup: python-docx walks the whole table for each row that is asked for by number.
        for at, (row, texts) in enumerate(zip(made.rows, (block.heads, *block.rows), strict=True)):
            for cell, text, align in zip(row.cells, texts, aligns, strict=True):
                look = IN_TABLE.but(bold=True, align="center") if at == 0 else IN_TABLE.but(align=align)
                write(cell, text, look, first=True)
        word.head_row(made.rows[0])
        write(self.document, block.note, IN_TABLE.but(italic=True, before=2, after=4))

    def end(self) -> None:
        """Left who receives it, right who signs; together on one page."""
        said = self.said
        write(self.document, "", Look(6, 8))
        left, right = word.table(self.document, 1, [WIDTH / 2, WIDTH / 2], (0, 2)).rows[0].cells
        if said.recipients:
            write(left, "Nơi nhận:", Look(12, None, colour=BLACK, bold=True, italic=True), first=True)
        names = [name.rstrip(" .;") for name in said.recipients]
        for name in names:
            write(left, f"- {name}{'.' if name == names[-1] else ';'}", Look(11, None, colour=BLACK))
        big = CENTRED.but(size=14, bold=True)
        lines = [*said.signature.authority, said.signature.title]
        for at, text in enumerate(line.upper() for line in lines if line):
            write(right, text, big, first=at == 0)
        write(right, said.signature.name, big.but(before=70))
        for cell in (left, right):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True

    def annex(self, annex: Annex) -> None:
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Pt

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = True
        short, long = Pt(word.A4[0]), Pt(word.A4[1])
        if annex.is_landscape:
            section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, long, short
            section.left_margin = section.right_margin = Pt(TOP)
        else:
            section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, short, long
            section.left_margin, section.right_margin = Pt(LEFT), Pt(RIGHT)
        self.width = LONG_WIDTH if annex.is_landscape else WIDTH
        section._sectPr.append(word.element("w:pgNumType", start="1"))
        _in_order(section._sectPr)
        write(self.document, annex.name, CENTRED.but(size=14, bold=True))
        write(self.document, annex.title.upper(), CENTRED.but(size=14, bold=True))
        write(self.document, self.said.attached_to, CENTRED.but(size=13.5, italic=True, after=4))
        self.line(self.document, self.width, 0.2)
        write(self.document, "", Look(6, 8))
        self.blocks(annex.blocks)
        self.width = WIDTH


def _page_number(section: Any) -> None:
    """The number of the page in the middle of the top margin, from the second page on."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    section.header_distance = Pt(TOP / 2)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", None, "separate", "end"):
        if kind is None:
            code = word.element("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
        else:
            run._r.append(word.element("w:fldChar", fldCharType=kind))


def _ruled(table: Any) -> None:
    """Thin lines around and between all cells."""
    borders = word.element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(word.element(f"w:{side}", val="single", sz="4", space="0", color=BLACK))
    table._tbl.tblPr.find(word.qualified("tblLayout")).addprevious(borders)


def _in_order(properties: Any) -> None:
    """A section's parts in the order of the schema: the numbers of its pages before its columns."""
    number = properties.find(word.qualified("pgNumType"))
    columns = properties.find(word.qualified("cols"))
    if columns is not None:
        columns.addprevious(number)
