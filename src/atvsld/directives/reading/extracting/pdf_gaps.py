"""Blanks within words: what becomes of Vietnamese where a PDF takes its marked letters from a second font.

The text in the order of writing ("Tri ể n khai k ế ho ạ ch") has its cells and columns one after the other, but a
blank at each change of font; the text by places on the paper ("Triển khai kế hoạch") has the right blanks, but columns
side by side. So the letters are taken in the order of writing, and their blanks from the places.
"""

from __future__ import annotations

import re

# Marked vowels that are no word of their own (as ở, ý, ô are); alone between blanks they were torn from one.
TORN = re.compile(r"(?<!\S)[ăâêắằẳẵặấầẩẫậếềểễệốỗộờỡợúũựữửỳỷỹỵẻẽẹỉĩịỏõọảã](?!\S)", re.IGNORECASE)
LEAST_TORN, LEAST_SHARE = 3, 0.02


def is_torn(text: str) -> bool:
    """Whether letters of words on this page lie apart."""
    torn = len(TORN.findall(text))
    return torn >= LEAST_TORN and torn >= LEAST_SHARE * len(text.split())


def mended(written: str, placed: str) -> str:
    """`written` line by line with the blanks of `placed`; a line that is not found there stays as it is."""
    lines = [(_squeezed(line), line) for line in placed.split("\n")]
    return "\n".join(_mended_line(line, lines) for line in written.split("\n"))


def _mended_line(line: str, placed: list[tuple[str, str]]) -> str:
    letters = _squeezed(line)
    for squeezed, spaced in placed:
        start = squeezed.find(letters) if letters else -1
        if start >= 0:
            return _cut(spaced, start, len(letters))
    return line


def _cut(spaced: str, start: int, count: int) -> str:
    """The part of a line that holds `count` letters after the first `start` ones, with its blanks."""
    places = [place for place, sign in enumerate(spaced) if not sign.isspace()]
    return spaced[places[start] : places[start + count - 1] + 1]


def _squeezed(line: str) -> str:
    return "".join(line.split())
