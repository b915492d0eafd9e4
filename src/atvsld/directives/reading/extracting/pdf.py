"""A PDF with text: page by page, in the order in which its program wrote it; a form feed between pages.

A PDF knows letters and places, no paragraphs: lines are those of the paper. Tables are found by the lines drawn around
their cells; of one without lines the cells come as running text. Pages are read by PDFium; what a page draws besides
letters, and whether all of it could be unpacked, is looked up in its structure by pypdf.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdfium2 import PdfDocument

from .page import Page
from .pdf_sheet import Piece, letters_in, pieces_of
from .pdf_writing import SheetWriter
from .refused import BOMB, EMPTY, ENCRYPTED, SCAN, Unreadable

# A page with a picture and fewer letters is a scanned one: stamps and page numbers are written onto pictures, too.
LETTERS_OF_A_PAGE = 100
DRAWS = re.compile(rb"(/[^\s/\[\]<>()]{1,100})\s+Do\b")
INLINE = re.compile(rb"\bBI\s[^()]{0,400}?\sID\s")


@dataclass
class Kept:
    """The text; the pages (from 1) that are pictures alone, and those of which a part could not be understood."""

    page: Page = field(default_factory=Page)
    pictures_only: list[int] = field(default_factory=list)
    incomplete: list[int] = field(default_factory=list)


class Complaints(logging.Handler):
    """The library says in its log alone that it could not unpack a part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.are_any = False

    def emit(self, record: logging.LogRecord) -> None:
        self.are_any |= record.name == "pypdf.filters"


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
        return _read(data, on_letters, complaints)
    except LimitReachedError as error:
        raise Unreadable(BOMB) from error
    finally:
        log.removeHandler(complaints)


def _read(data: bytes, on_letters: Callable[[int], None], complaints: Complaints) -> Kept:
    reader = PdfReader(io.BytesIO(data), strict=False)
    # Many a file only forbids printing or changing: it opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    kept, letters = Kept(), 0
    writer, read = SheetWriter(kept.page), _sheets(data)
    sheets = _different(reader)
    for number, sheet in enumerate(sheets, 1):
        complaints.are_any = False
        pieces = next(read)
        count = letters_in(pieces)
        letters += count
        has_picture, is_whole = _drawn(sheet)
        if count < LETTERS_OF_A_PAGE and has_picture:
            kept.pictures_only.append(number)
        elif complaints.are_any or not is_whole:
            kept.incomplete.append(number)
        writer.write(pieces)
        on_letters(letters)
    if not letters or len(kept.pictures_only) == len(sheets):
        raise Unreadable(SCAN)
    return kept


def _sheets(data: bytes) -> Iterator[list[Piece]]:
    """The pieces of each page. Raises PdfiumError where the file cannot be opened at all."""
    document = PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            yield pieces_of(page)
            page.close()
    finally:
        document.close()


def _different(reader: PdfReader) -> list[Any]:
    """The pages. No program writes one of them twice; it is a way to make much of little."""
    sheets = list(reader.pages)
    if not sheets:
        raise Unreadable(EMPTY)
    if len({repr(sheet.indirect_reference) for sheet in sheets}) < len(sheets):
        raise Unreadable(BOMB)
    return sheets


def _drawn(sheet: Any) -> tuple[bool, bool]:
    """Whether the page draws a picture, of those that it has by name or one that stands among its instructions; and
    whether all that it draws can be unpacked."""
    contents = sheet.get_contents()
    if contents is None:
        return False, True
    instructions = contents.get_data()
    known = _part(_part(sheet, "/Resources"), "/XObject")
    drawn = [known[name] for name in {found.decode("latin-1") for found in DRAWS.findall(instructions)} & set(known)]
    has_picture = bool(INLINE.search(instructions)) or any(_kind(one) in ("/Image", "/Form") for one in drawn)
    return has_picture, all(_is_unpacked(one) for one in drawn if _kind(one) == "/Form")


def _is_unpacked(form: Any) -> bool:
    try:
        form.get_object().get_data()
    except (PyPdfError, NotImplementedError):
        return False
    return True


def _part(parent: Any, name: str) -> Any:
    found = parent.get(name)
    return {} if found is None else found.get_object()


def _kind(drawn: Any) -> Any:
    """A form may hold a picture; what a form holds is not looked into."""
    return drawn.get_object().get("/Subtype")
