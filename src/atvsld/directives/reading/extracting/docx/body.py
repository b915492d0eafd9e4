"""Paragraphs and tables of Word in their order, written as lines."""

from __future__ import annotations

from typing import Any

from ..page import PAGE_BREAK, Page
from .names import MC, W, switch, value
from .numbering import Numbering
from .runs import RunReader, chosen
from .styles import Styles, list_place_of
from .tables import TableWriter

# What «Track changes» took away, and properties.
LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tcPr", "pPr", "tblPr"))


class BodyWriter:
    """Writes the content of the document, of a cell or of a text box."""

    def __init__(self, page: Page, styles: Styles, numbering: Numbering) -> None:
        self.page, self._styles, self._numbering = page, styles, numbering
        self._runs = RunReader(styles)
        self._tables = TableWriter(page, self.write)
        # The text of a paragraph whose end was struck out: it goes on in the next one.
        self._open = ""

    def write(self, container: Any) -> None:
        self._write(container)
        self._flush()

    def _write(self, container: Any) -> None:
        for child in container:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._flush()
                self._tables.write(child)
            elif child.tag == MC + "AlternateContent":
                self._write(chosen(child))
            elif child.tag not in LEFT_OUT:
                self._write(child)

    def _paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(W + "pPr")
        read = self._runs.read(paragraph)
        text = read.text.lstrip(" \t")
        if text.strip():
            # A list counts only what is seen: an empty paragraph takes no number.
            text = self._label(properties) + text
        if switch(properties, "pageBreakBefore") and not self._open:
            text = PAGE_BREAK + text
        if _end_is_struck_out(properties):
            self._open += text
        else:
            self._lines(self._open + text)
            self._open = ""
        for box in read.boxes:
            self.write(box)

    def _flush(self) -> None:
        if self._open:
            self._lines(self._open)
            self._open = ""

    def _label(self, properties: Any) -> str:
        style = value(properties, "pStyle")
        own, inherited = list_place_of(properties), self._styles.list_place(style)
        list_id = inherited.list_id if own.list_id is None else own.list_id
        if not list_id:
            return ""
        level = own.level
        if level is None and own.list_id is None:
            level = inherited.level
            if level is None:
                level = self._numbering.level_of_style(list_id, style)
        return self._numbering.label(list_id, level or 0)

    def _lines(self, text: str) -> None:
        first, *others = text.split(PAGE_BREAK)
        if first.strip() or not others:
            self.page.write(first)
        for part in others:
            self.page.break_page()
            if part.strip():
                self.page.write(part)


def _end_is_struck_out(properties: Any) -> bool:
    mark = properties.find(W + "rPr") if properties is not None else None
    return mark is not None and mark.find(W + "del") is not None
