"""Files of Word by python-docx: the few things that this library leaves to the markup, under plain names.

Distances are points. Lines have an exact height, so that a page that was measured to fit does fit.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .letters import WORD_FAMILY

A4 = (595.3, 841.9)
# What no file of Word may hold; people paste it from elsewhere without seeing it.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Word measures borders in eighths of a point and cells in twentieths.
_EIGHTHS, _TWENTIETHS = 8, 20


@dataclass(frozen=True)
class Look:
    """How a text is written; `height` of a line, None: as high as what stands in it (a picture)."""

    size: float
    height: float | None
    bold: bool = False
    italic: bool = False
    colour: str = "14242A"
    align: str = "left"
    before: float = 0
    after: float = 0

    def but(self, **over: Any) -> Look:
        return replace(self, **over)


def new_document(title: str, language: str, top: float, side: float) -> Any:
    """An empty A4 page with its margins, in the letters of the house."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(A4[0]), Pt(A4[1])
    section.top_margin = section.bottom_margin = Pt(top)
    section.left_margin = section.right_margin = Pt(side)
    section.header_distance = section.footer_distance = Pt(top / 2)
    normal = document.styles["Normal"]
    normal.font.name = WORD_FAMILY
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), WORD_FAMILY)
    spoken = element("w:lang", val="vi-VN" if language == "vi" else "en-GB", bidi="ar-SA")
    normal.element.get_or_add_rPr().append(spoken)
    # The library refuses longer ones.
    document.core_properties.title = UNWRITABLE.sub("", title)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.language = language
    return document


def write(where: Any, text: str, look: Look, first: bool = False) -> Any:
    """A paragraph in a document or a cell; `first`: in the empty paragraph that a cell begins with."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = where.paragraphs[0] if first else where.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align.upper())
    form.widow_control = False
    if look.height is None:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.height)
    if text:
        add(paragraph, text, look)
    return paragraph


def add(paragraph: Any, text: str, look: Look) -> None:
    """More text in the paragraph, perhaps of another look."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(UNWRITABLE.sub("", text))
    run.font.size, run.bold, run.italic = Pt(look.size), look.bold, look.italic
    run.font.color.rgb = RGBColor.from_string(look.colour)


def picture(paragraph: Any, png: bytes, width: float, said: str) -> None:
    """A picture in the line, with the sentence that is read out instead of it."""
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(1)
    shape = run.add_picture(io.BytesIO(png), width=Pt(width))
    shape._inline.docPr.set("descr", said)
    # Without these, programs leave room of their own at its sides.
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")


def table(document: Any, rows: int, widths: Sequence[float], pad: tuple[float, float] = (0, 0)) -> Any:
    """A table without lines, its columns as wide as told; `pad`: above and below, left and right within a cell."""
    from docx.shared import Pt

    made = document.add_table(rows=rows, cols=len(widths))
    made.autofit = False
    properties = made._tbl.tblPr
    margins = element("w:tblCellMar")
    for side, room in (("top", pad[0]), ("left", pad[1]), ("bottom", pad[0]), ("right", pad[1])):
        margins.append(element(f"w:{side}", w=str(round(room * _TWENTIETHS)), type="dxa"))
    # In the order that the schema asks for: before the look, which is the last.
    look = properties.find(qualified("tblLook"))
    indent = element("w:tblInd", w=str(round(pad[1] * _TWENTIETHS)), type="dxa")
    layout = properties.find(qualified("tblLayout"))
    layout.addprevious(indent)
    look.addprevious(margins) if look is not None else properties.append(margins)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    return made


def rule(cell: Any, side: str, width: float, colour: str) -> None:
    """A line at a side of a cell: top, bottom."""
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qualified("tcBorders"))
    if borders is None:
        borders = element("w:tcBorders")
        properties.insert_element_before(borders, "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")
    # A cell over several columns is met once for each of them.
    for known in borders.findall(qualified(side)):
        borders.remove(known)
    borders.append(element(f"w:{side}", val="single", sz=str(max(2, round(width * _EIGHTHS))), space="0", color=colour))


def shade(cell: Any, colour: str) -> None:
    field = element("w:shd", val="clear", color="auto", fill=colour)
    cell._tc.get_or_add_tcPr().insert_element_before(field, "w:noWrap", "w:tcMar", "w:vAlign")


def frame(paragraph: Any, sides: Sequence[str], width: float, colour: str) -> None:
    """Lines around a paragraph: top, left, bottom, right."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz=str(round(width * _EIGHTHS)), space="1", color=colour))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def head_row(row: Any) -> None:
    """Marks a row as the head of its table, so that it is read out as such."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def qualified(tag: str) -> str:
    """The name of a tag of Word's markup as the library finds it."""
    from docx.oxml.ns import qn

    return str(qn(f"w:{tag}"))


def element(name: str, **attributes: str) -> Any:
    """A new element of Word's markup, its attributes in the same namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
