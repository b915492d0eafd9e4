"""From a file to the lines of its text: Word, PDF with text, web page, plain text and Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..source import Source


@dataclass(frozen=True)
class Note:
    """What a person should know of how the text was taken, and the pages of which it speaks.

    "pictures_only": pages of a PDF without text; "incomplete": pages of which a part could not be understood.
    """

    code: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Extraction:
    """The text of one file, what kind of file its content says it is ("docx", "pdf", "html", "text"), and notes."""

    source: Source
    kind: str
    notes: tuple[Note, ...] = field(default=())


def extract(data: bytes, name: str) -> Source:
    """The lines and tables of a file, whatever its name says it is.

    Raises RuleViolation with one of the codes `reading.*` (`refusals.py`) and nothing else: the file is read by a
    process of its own with bounded memory and time.
    """
    return extraction(data, name).source


def extraction(data: bytes, name: str) -> Extraction:
    """Like `extract`, with what is worth knowing of the file beside its text."""
    from .kinds import kind_of
    from .outside import taken_outside
    from .plain import text_of

    kind = kind_of(data, name)
    if kind == "text":
        return Extraction(Source.of_text(text_of(data, name)), kind)
    return taken_outside(kind, data, name)
