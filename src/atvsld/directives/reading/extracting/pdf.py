"""A PDF with text: page by page, in the order in which its program wrote it; a form feed between pages.

A PDF knows letters and places, no paragraphs and no tables: lines are those of the paper, and the cells of a table come
as lines one after the other, broken where the paper breaks them.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError

from .page import Page
from .pdf_gaps import is_torn, mended
from .refused import BOMB, EMPTY, ENCRYPTED, SCAN, Unreadable

# A page with a picture and fewer letters is a scanned one: stamps and page numbers are written onto pictures, too.
LETTERS_OF_A_PAGE = 100
DRAWS = re.compile(rb"(/[^\s/\[\]<>()]{1,100})\s+Do\b")
INLINE = re.compile(rb"\bBI\s[^()]{0,400}?\sID\s")
GAPS = re.compile(r"[ \u00a0]{2,}")


def page_of_pdf(data: bytes, on_letters: Callable[[int], None] = lambda count: None) -> tuple[Page, list[int]]:
    """The text, and the pages (from 1) that are only pictures. Raises Unreadable; a fault in any page refuses all.

    `on_letters` is told after each page how many letters were found so far.
    """
    logging.disable()
    warnings.simplefilter("ignore")
    try:
        return _read(PdfReader(io.BytesIO(data), strict=False), on_letters)
    except LimitReachedError as error:
        raise Unreadable(BOMB) from error


def _read(reader: PdfReader, on_letters: Callable[[int], None]) -> tuple[Page, list[int]]:
    # Many a file only forbids printing or changing: it opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    page, pictures, letters = Page(), [], 0
    sheets = list(reader.pages)
    if not sheets:
        raise Unreadable(EMPTY)
    own = [sheet.indirect_reference for sheet in sheets]
    if len(set(map(repr, own))) < len(own):
        # No program writes a page twice; it is a way to make much of little.
        raise Unreadable(BOMB)
    for number, sheet in enumerate(sheets, 1):
        text = _text_of(sheet)
        count = sum(not sign.isspace() for sign in text)
        letters += count
        if count < LETTERS_OF_A_PAGE and _has_picture(sheet):
            pictures.append(number)
        page.break_page()
        for line in text.replace("\f", "\n").strip("\n").split("\n"):
            page.write(GAPS.sub(" ", line))
        on_letters(letters)
    if not letters or len(pictures) == len(sheets):
        raise Unreadable(SCAN)
    return page, pictures


def _text_of(sheet: Any) -> str:
    text: str = sheet.extract_text()
    if is_torn(text):
        text = mended(text, sheet.extract_text(extraction_mode="layout", layout_mode_space_vertically=False))
    return text


def _has_picture(sheet: Any) -> bool:
    """Whether the page draws a picture, of those that it has by name or one that stands among its instructions."""
    contents = sheet.get_contents()
    if contents is None:
        return False
    instructions = contents.get_data()
    known = sheet.get("/Resources", {}).get_object().get("/XObject", {}).get_object()
    drawn = {found.decode("latin-1") for found in DRAWS.findall(instructions)}
    return bool(INLINE.search(instructions)) or any(_is_picture(known[name]) for name in drawn & set(known))


def _is_picture(drawn: Any) -> bool:
    """A form may hold the picture; what a form holds is not looked into."""
    return drawn.get_object().get("/Subtype") in ("/Image", "/Form")
