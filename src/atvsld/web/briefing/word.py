"""The page as a file of Word, in the order and measures of the PDF; the roomiest density that is measured to fit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from ...base.documents import word
from ...base.documents.word import Look, add, frame, rule, write
from ..charts.drawing import png
from .fitting import densities_for
from .measure import FINE, FIRST, LEADING, PAD, SHARES, TITLE, UNIT
from .page import COLUMN, GUTTER, HEIGHT, WIDTH, Listed, Page, Pictured, page_of
from .values import Briefing

INK, GREEN, RED, SOFT, EDGE, LINE, FIELD = "14242A", "0B5C6C", "B34700", "475B63", "71858C", "D3DDDD", "EEF4F4"
TONES = {"good": GREEN, "bad": RED, "unsure": SOFT, "none": SOFT}
# Word breaks its lines a little otherwise than we measure: so much of the page is left for that.
FILLED = 0.95


def as_docx(briefing: Briefing) -> bytes:
    """One page A4 as a file of Word (.docx)."""
    page = page_of(briefing, densities_for(briefing, FILLED * HEIGHT)[0])
    return word.saved(_Sheet(page, get_language() or "vi").whole())


class _Sheet:
    def __init__(self, page: Page, language: str) -> None:
        self.page, self.em = page, page.density.size
        sides, ends = (word.A4[0] - WIDTH) / 2, (word.A4[1] - HEIGHT) / 2
        self.document = word.new_document(f"{page.title}: {page.unit}", language, ends, sides)
        self.usual = self.look()

    def look(self, size: float = 1, **more: Any) -> Look:
        """Letters `size` times as large as usual, in lines of their height."""
        return Look(size * self.em, size * self.em * LEADING, **more)

    def gap(self, height: float) -> None:
        """Tables that follow each other would grow together."""
        write(self.document, "", Look(1, max(1.0, height)))

    def whole(self) -> Any:
        page = self.page
        if page.demonstration:
            look = self.look(bold=True, colour=RED, align="center", after=0.4 * self.em)
            frame(write(self.document, page.demonstration, look), ("top", "left", "bottom", "right"), 1, RED)
        self.head()
        self.title()
        self.sentences()
        self.targets()
        self.pictures()
        self.blocks()
        self.footer()
        return self.document

    def head(self) -> None:
        head, centred = self.page.head, self.look(align="center")
        if head is None:
            return
        left, right = word.table(self.document, 1, (0.43 * WIDTH, 0.57 * WIDTH)).rows[0].cells
        if head.parent:
            write(left, head.parent, centred, first=True)
        write(left, head.agency, centred.but(bold=True), first=not head.parent)
        self.stroke(left, 0.43 * WIDTH)
        write(right, head.state, centred.but(bold=True), first=True)
        motto = write(right, head.motto, centred.but(bold=True))
        motto.runs[0].underline = True
        write(right, head.place_and_day, centred.but(italic=True, before=0.35 * self.em))
        self.gap(0.8 * self.em)

    def stroke(self, cell: Any, width: float) -> None:
        """The short line below the name of an agency."""
        from docx.shared import Pt

        line = write(cell, "", Look(1, 2))
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(0.33 * width)
        frame(line, ("bottom",), 0.6, INK)

    def title(self) -> None:
        page, centred = self.page, self.look(align="center")
        write(self.document, page.title, self.look(TITLE, bold=True, colour=GREEN, align="center"))
        write(self.document, page.unit, self.look(UNIT, bold=True, align="center"))
        look = centred.but(italic=True, colour=SOFT, after=0.45 * self.em)
        frame(write(self.document, page.as_of, look), ("bottom",), 1.2, GREEN)

    def sentences(self) -> None:
        for at, sentence in enumerate(self.page.sentences):
            is_last = at == len(self.page.sentences) - 1
            after = 0.5 * self.em if is_last else 0
            if at == 0:
                write(self.document, sentence, self.look(FIRST, bold=True, after=after))
            else:
                write(self.document, f"– {sentence}", self.usual.but(after=after))

    def targets(self) -> None:
        page = self.page
        if not page.targets:
            return
        rows = 1 + sum(1 + bool(row.said) for row in page.targets) + bool(page.more_targets)
        made = word.table(self.document, rows, [share * WIDTH for share in SHARES], (0.12 * self.em, PAD * self.em))
        self.row(made.rows[0], page.heads, [self.usual.but(bold=True)] * 5)
        word.head_row(made.rows[0])
        for cell in made.rows[0].cells:
            word.shade(cell, FIELD)
            rule(cell, "top", 0.8, EDGE)
            rule(cell, "bottom", 0.8, EDGE)
        at = 1
        for row in page.targets:
            verdict = self.usual.but(bold=row.tone in ("good", "bad"), colour=TONES[row.tone])
            looks = [self.usual, self.usual, self.usual.but(bold=True), self.usual, verdict]
            self.row(made.rows[at], (row.label, row.wanted, row.value, row.change, f"{row.mark} {row.status}"), looks)
            if at > 1:
                for cell in made.rows[at].cells:
                    rule(cell, "top", 0.4, LINE)
            at += 1
            if row.said:
                self.across(made.rows[at], row.said, self.look(FINE, italic=True, colour=SOFT))
                at += 1
        if page.more_targets:
            self.across(made.rows[at], page.more_targets, self.usual.but(italic=True, colour=SOFT))
        for cell in made.rows[-1].cells:
            rule(cell, "bottom", 0.8, EDGE)
        self.gap(0.5 * self.em)

    def row(self, row: Any, texts: Any, looks: Any) -> None:
        for at, (cell, text, look) in enumerate(zip(row.cells, texts, looks, strict=True)):
            write(cell, text, look.but(align="right") if at in (2, 3) else look, first=True)

    def across(self, row: Any, text: str, look: Look) -> None:
        cell = row.cells[0].merge(row.cells[-1])
        write(cell, text, look, first=True)

    def pictures(self) -> None:
        pictures = self.page.pictures
        if not pictures:
            return
        for cell, one in zip(self.columns(len(pictures)), pictures, strict=True):
            self.picture(cell, one)
        self.gap(0.4 * self.em)

    def columns(self, many: int) -> list[Any]:
        """One cell over the whole width, or two with room between them."""
        if many == 1:
            return list(word.table(self.document, 1, [WIDTH]).rows[0].cells)
        left, _between, right = word.table(self.document, 1, [COLUMN, GUTTER, COLUMN]).rows[0].cells
        write(_between, "", Look(1, 1), first=True)
        return [left, right]

    def picture(self, cell: Any, one: Pictured) -> None:
        write(cell, one.title, self.usual.but(bold=True, after=0.1 * self.em), first=True)
        word.picture(write(cell, "", Look(1, None)), png(one.drawing), one.width, one.drawing.said)
        if one.sentence:
            write(cell, one.sentence, self.usual.but(italic=True))

    def blocks(self) -> None:
        blocks = self.page.blocks
        for at in range(0, len(blocks), 2):
            pair = blocks[at : at + 2]
            cells = self.columns(1 if len(blocks) == 1 else 2)
            for cell, block in zip(cells, pair, strict=False):
                self.block(cell, block, WIDTH if len(blocks) == 1 else COLUMN)
            for cell in cells[len(pair) :]:
                write(cell, "", Look(1, 1), first=True)
            self.gap(0.4 * self.em)

    def block(self, cell: Any, block: Listed, room: float) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Pt

        title = write(cell, block.title, self.usual.but(bold=True, colour=GREEN, after=0.1 * self.em), first=True)
        frame(title, ("bottom",), 0.8, EDGE)
        for text, value, note in block.items:
            # A value keeps to the right edge by a tab: a table within a cell would cost a line more below it.
            line = write(cell, text, self.usual.but(after=0.16 * self.em))
            if note:
                add(line, f" {note}", self.look(0.88, italic=True, colour=SOFT))
            if value:
                line.paragraph_format.tab_stops.add_tab_stop(Pt(room), WD_TAB_ALIGNMENT.RIGHT)
                add(line, f"\t{value}", self.usual.but(bold=True))
        if block.rest:
            write(cell, block.rest, self.usual.but(italic=True, colour=SOFT))

    def footer(self) -> None:
        page = self.page
        texts = [(page.coverage, True)] * bool(page.coverage) + [(note, False) for note in page.footnotes]
        for at, (text, is_coverage) in enumerate(texts):
            look = self.look(FINE, bold=is_coverage, **({} if is_coverage else {"colour": SOFT}))
            made = write(self.document, text, look)
            if at == 0:
                frame(made, ("top",), 0.8, EDGE)
