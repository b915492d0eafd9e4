"""Blanks within words: what becomes of Vietnamese where a PDF takes its marked letters from a second font.

The text in the order of writing ("Tri ể n khai k ế ho ạ ch") has its cells and columns one after the other, but a
blank at each change of font; the text by places on the paper ("Triển khai kế hoạch") has the right blanks, but columns
side by side. So the letters are taken in the order of writing, and their blanks from the places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

# Marked vowels that are no word of their own (as ở, ý, ô are); alone between blanks they were torn from one.
TORN = re.compile(r"(?<!\S)[ăâêắằẳẵặấầẩẫậếềểễệốỗộờỡợúũựữửỳỷỹỵẻẽẹỉĩịỏõọảã](?!\S)", re.IGNORECASE)
LEAST_TORN = 3
NUMBER = re.compile(r"\s*(\d{1,3}\.?)\s")
# Fewer are found anywhere.
LEAST_LETTERS = 2


def is_torn(text: str) -> bool:
    """Whether letters of words on this page lie apart."""
    return len(TORN.findall(text)) >= LEAST_TORN


def mended(written: str, placed: str) -> str:
    """`written` line by line with the blanks of `placed`; a line that is not found there stays as it is."""
    lines = [_Placed(_squeezed(line), line) for line in placed.split("\n") if line.strip()]
    return "\n".join(_mended_line(line, lines) for line in written.split("\n"))


@dataclass(frozen=True)
class _Placed:
    letters: str
    spaced: str

    @cached_property
    def places(self) -> list[int]:
        """Where in the line its letters stand."""
        return [place for place, sign in enumerate(self.spaced) if not sign.isspace()]

    def part(self, start: int, count: int) -> str:
        """That many letters after the first `start` ones, with their blanks."""
        return self.spaced[self.places[start] : self.places[start + count - 1] + 1]


def _mended_line(line: str, placed: list[_Placed]) -> str:
    """A line of several cells is put together from the parts that stand on paper in one line each."""
    letters, parts = _squeezed(line), []
    if number := NUMBER.match(line):
        # Of the first column: it stands beside the middle of its row.
        parts, letters = [number[1]], letters[len(number[1]) :]
    while letters:
        found, start, count = max(((one, *_longest(letters, one.letters)) for one in placed), key=lambda f: f[2])
        if count < min(LEAST_LETTERS, len(letters)):
            return line
        parts.append(found.part(start, count))
        letters = letters[count:]
    return " ".join(parts)


def _longest(wanted: str, there: str) -> tuple[int, int]:
    """(where, how many) of the most first letters of `wanted` that stand together."""
    best, start = (0, 0), there.find(wanted[:LEAST_LETTERS])
    while start >= 0:
        count = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, there[start:], strict=False)))
        best = max(best, (start, count), key=lambda one: one[1])
        start = there.find(wanted[:LEAST_LETTERS], start + 1)
    return best


def _squeezed(line: str) -> str:
    return "".join(line.split())
