"""Plain text and Markdown: the bytes decoded, its lines numbered as an editor numbers them."""

from __future__ import annotations

from . import refusals
from .bounds import MAX_CHARACTERS
from .decoding import decoded


def text_of(data: bytes, name: str) -> str:
    """The text as it was written; Unicode of any form stays in its form.

    Raises RuleViolation reading.encoding (not UTF-8, UTF-16 with its mark, nor an old Vietnamese code page that is
    recognised beyond doubt), reading.too_long or reading.empty.
    """
    text = decoded(data)
    if text is None or "\0" in text:
        raise refusals.encoding(name)
    if len(text) > MAX_CHARACTERS:
        raise refusals.too_long(name)
    if not text.strip():
        raise refusals.empty(name)
    return text
