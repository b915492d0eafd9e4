"""How high a page will be, from the widths of its letters: Word's file is laid out by Word, which cannot be asked.

The sizes are those of `page.css`, in shares of the letters; a test holds the sum to what is laid out for PDF.
"""

from __future__ import annotations

from ...base.documents.letters import lines
from .page import COLUMN, WIDTH, Listed, Page, Pictured, TargetRow

LEADING = 1.22
TITLE, UNIT, FIRST, FINE = 1.5, 1.2, 1.12, 0.84
# Shares of the table's width: target, wanted, value, change, verdict.
SHARES = (0.46, 0.15, 0.105, 0.105, 0.18)
PAD, VALUE = 0.35, 5.5


def height_of(page: Page) -> float:
    """Points from the first line to the last."""
    return _Measure(page).whole()


class _Measure:
    def __init__(self, page: Page) -> None:
        self.page, self.em = page, page.density.size

    def whole(self) -> float:
        page, em = self.page, self.em
        parts = [
            self.text(page.demonstration, WIDTH, bold=True) + 0.7 * em + 2 if page.demonstration else 0,
            self.head(), self.title(), self.sentences(), self.targets(), self.pictures(), self.blocks(), self.footer(),
        ]  # fmt: skip
        return sum(parts)

    def text(self, text: str, room: float, size: float = 1, *, bold: bool = False) -> float:
        """The height of a text in a room, its letters `size` times as large as usual."""
        rows = len(lines(text, size * self.em, room, bold=bold)) or 1
        return rows * size * self.em * LEADING

    def head(self) -> float:
        head = self.page.head
        if head is None:
            return 0
        agency = (self.text(head.parent, 0.42 * WIDTH) if head.parent else 0) + self.text(
            head.agency, 0.42 * WIDTH, bold=True
        )
        state = 2 * self.em * LEADING + self.text(head.place_and_day, 0.56 * WIDTH)
        return max(agency + 0.3 * self.em, state + 0.35 * self.em) + 0.8 * self.em

    def title(self) -> float:
        title = self.text(self.page.title, WIDTH, TITLE, bold=True)
        return title + self.text(self.page.unit, WIDTH, UNIT, bold=True) + self.em * (LEADING + 0.8) + 1.2

    def sentences(self) -> float:
        if not self.page.sentences:
            return 0
        first, *others = self.page.sentences
        high = self.text(first, WIDTH, FIRST, bold=True)
        return high + sum(self.text(s, WIDTH - self.em) for s in others) + 0.5 * self.em

    def targets(self) -> float:
        page, em = self.page, self.em
        if not page.targets:
            return 0
        line = em * (LEADING + 0.24) + 0.8
        rest = line if page.more_targets else 0
        return line + sum(self.target(row) for row in page.targets) + rest + 0.6 * em

    def target(self, row: TargetRow) -> float:
        cells = (row.label, row.wanted, row.value, row.change, f"{row.mark}  {row.status}")
        rooms = [share * WIDTH - 2 * PAD * self.em for share in SHARES]
        high = max(self.text(cell, room, bold=at > 1) for at, (cell, room) in enumerate(zip(cells, rooms, strict=True)))
        said = self.text(row.said, WIDTH - 2 * PAD * self.em, FINE) + 0.12 * self.em if row.said else 0
        return high + 0.24 * self.em + 0.4 + said

    def pictures(self) -> float:
        pictures = self.page.pictures
        return max(self.picture(one) for one in pictures) + 0.5 * self.em if pictures else 0

    def picture(self, one: Pictured) -> float:
        said = self.text(one.sentence, one.width) + 0.2 * self.em if one.sentence else 0
        return self.text(one.title, one.width, bold=True) + 0.25 * self.em + one.height + said

    def blocks(self) -> float:
        blocks = self.page.blocks
        rows = [blocks[at : at + 2] for at in range(0, len(blocks), 2)]
        return sum(max(self.block(block, WIDTH if len(blocks) == 1 else COLUMN) for block in row) for row in rows) + (
            0.5 * self.em * len(rows)
        )

    def block(self, block: Listed, room: float) -> float:
        em = self.em
        items = sum(
            max(self.text(f"{text} {note}", room - (VALUE + 0.5) * em), self.text(value, VALUE * em, bold=True))
            + 0.16 * em
            for text, value, note in block.items
        )
        rest = self.text(block.rest, room) if block.rest else 0
        return self.text(block.title, room, bold=True) + 0.1 * em + 0.8 + items + rest

    def footer(self) -> float:
        page = self.page
        if not (page.coverage or page.footnotes):
            return 0
        coverage = self.text(page.coverage, WIDTH, FINE, bold=True) if page.coverage else 0
        return 0.3 * self.em + 0.8 + coverage + sum(self.text(note, WIDTH, FINE) for note in page.footnotes)
