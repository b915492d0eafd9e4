"""A file from its bytes to what its document says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .. import Reading, read
from ..result import Warning
from . import Extraction, Note, extraction, refusals
from .bounds import MAX_BYTES

# Those of the reader are sentences in Vietnamese, too: they are kept with what was read.
NOTES = {
    "pictures_only": "Chỉ có hình, không có chữ: trang {pages}. Hãy đối chiếu với bản gốc.",
    "incomplete": "Có phần không đọc được: trang {pages}. Hãy đối chiếu với bản gốc.",
}


def read_bytes(data: bytes, name: str) -> tuple[Extraction, Reading]:
    """The text and what was read in it. Raises RuleViolation `reading.*`."""
    found = extraction(data, name)
    return found, warned(found, read(found.source))


def warned(found: Extraction, reading: Reading) -> Reading:
    """What was read, with the notes on its file first among the warnings."""
    return replace(reading, warnings=(*map(_warning, found.notes), *reading.warnings))


def bytes_of(path: Path) -> bytes:
    """The content of a file, never more than a document may have. Raises RuleViolation."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refusals.missing(path.name) from error
    if len(data) > MAX_BYTES:
        raise refusals.too_large(path.name)
    return data


def _warning(note: Note) -> Warning:
    pages = ", ".join(map(str, note.numbers))
    return Warning(f"file.{note.code}", NOTES[note.code].format(pages=pages))
