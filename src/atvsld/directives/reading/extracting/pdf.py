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
from dataclasses import dataclass, field
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


@dataclass
class Kept:
    """The text; the pages (from 1) that are pictures alone, and those of which a part could not be understood."""

    page: Page = field(default_factory=Page)
    pictures_only: list[int] = field(default_factory=list)
    incomplete: list[int] = field(default_factory=list)


class Complaints(logging.Handler):
    """The library says in its log alone that it left out a part of a page that it could not understand."""

    def __init__(self) -> None:
        super().__init__()
        self.are_any = False

    def emit(self, record: logging.LogRecord) -> None:
        is_of_packing = record.name == "pypdf.filters"
        self.are_any |= is_of_packing or record.getMessage().startswith("Impossible to decode")


def page_of_pdf(data: bytes, on_letters: Callable[[int], None] = lambda count: None) -> Kept:
    """Raises Unreadable; a page that cannot be read at all refuses the whole.

    `on_letters` is told after each page how many letters were found so far.
    """
    warnings.simplefilter("ignore")
    complaints, log = Complaints(), logging.getLogger("pypdf")
    log.addHandler(complaints)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        return _read(PdfReader(io.BytesIO(data), strict=False), on_letters, complaints)
    except LimitReachedError as error:
        raise Unreadable(BOMB) from error
    finally:
        log.removeHandler(complaints)


def _read(reader: PdfReader, on_letters: Callable[[int], None], complaints: Complaints) -> Kept:
    # Many a file only forbids printing or changing: it opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    kept, letters = Kept(), 0
    sheets = _different(reader)
    for number, sheet in enumerate(sheets, 1):
        complaints.are_any = False
        text = _text_of(sheet)
        count = sum(not sign.isspace() for sign in text)
        letters += count
        if count < LETTERS_OF_A_PAGE and _has_picture(sheet):
            kept.pictures_only.append(number)
        elif complaints.are_any:
            kept.incomplete.append(number)
        kept.page.break_page()
        for line in text.replace("\f", "\n").strip("\n").split("\n"):
            kept.page.write(GAPS.sub(" ", line))
        on_letters(letters)
    if not letters or len(kept.pictures_only) == len(sheets):
        raise Unreadable(SCAN)
    return kept


def _different(reader: PdfReader) -> list[Any]:
    """The pages. No program writes one of them twice; it is a way to make much of little."""
    sheets = list(reader.pages)
    if not sheets:
        raise Unreadable(EMPTY)
    if len({repr(sheet.indirect_reference) for sheet in sheets}) < len(sheets):
        raise Unreadable(BOMB)
    return sheets


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
    known = _part(_part(sheet, "/Resources"), "/XObject")
    drawn = {found.decode("latin-1") for found in DRAWS.findall(instructions)}
    return bool(INLINE.search(instructions)) or any(_is_picture(known[name]) for name in drawn & set(known))


def _part(parent: Any, name: str) -> Any:
    found = parent.get(name)
    return {} if found is None else found.get_object()


def _is_picture(drawn: Any) -> bool:
    """A form may hold the picture; what a form holds is not looked into."""
    return drawn.get_object().get("/Subtype") in ("/Image", "/Form")
