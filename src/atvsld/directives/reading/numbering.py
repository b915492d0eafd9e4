"""The numbering of Vietnamese administrative documents (Decree 30/2020/NĐ-CP, Phụ lục I): what begins a paragraph.

Phần, Chương, Mục, Điều; I. → 1. → 1.1. → a) → - → +. Party documents write I- and 1-.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_ROMAN = re.compile(rf"^({ROMAN})\s?(?:\.\s?[-–]|[.\-–)](?=\s|[^\W\d_])|/(?=\s))\s*")
_PART = re.compile(r"^(Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(thứ\s+\w+|[IVX]+|\d+|[A-Z])\b\s*[.:\-–]?\s*")
_ARTICLE = re.compile(r"^(?:Điều|ĐIỀU)\s+(\d{1,3})\s*[.:]\s*")
_CAPITAL = re.compile(r"^([A-HK])\s?[.\-–]\s+(?=[^\W\d_])")
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\s?[.):\-–]?\s+(?=[^\W\d_“\"(])")
_DECIMAL_TIGHT = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?(?=[^\W\d_])")
_NUMBER = re.compile(r"^\(?(\d{1,3})\s?(?:[.)]|/(?=\s)|\.\s?[-–]|[-–](?=\s))\s*(?=[^\W\d_“\"(*]|\d+(?:[.,]\d+)?\s?%)")
_LETTER = re.compile(r"^([a-zđ])\s?[.)]\s*(?=\S)")
_BULLET = re.compile(r"^([-–—−‐•●▪■◦*+○►➢✓])\s*(?=\S)")
_DASHES = "-–—−‐"

# Depth of each kind: a paragraph belongs under the last one of a smaller depth.
DEPTH = {
    "part": 0, "capital": 1, "roman": 2, "article": 2, "number": 3, "decimal": 4, "letter": 6, "dash": 7, "plus": 8,
}  # fmt: skip


@dataclass(frozen=True)
class Marker:
    """What a paragraph begins with: its kind, its label ("IV", "4.1", "a"; "" of bullets), and how long it is."""

    kind: str
    label: str
    length: int

    @property
    def depth(self) -> int:
        if self.kind == "decimal":
            return DEPTH["decimal"] + self.label.count(".") - 1
        return DEPTH[self.kind]

    @property
    def is_bullet(self) -> bool:
        return self.kind in ("dash", "plus")


def marker_of(text: str) -> Marker | None:
    """The marker at the start of a paragraph, None where it has none."""
    if found := _PART.match(text):
        return Marker("part", found.group(2), found.end())
    if found := _ARTICLE.match(text):
        return Marker("article", f"Đ{found.group(1)}", found.end())
    if (found := _ROMAN.match(text)) and found.group(1):
        return Marker("roman", found.group(1), found.end())
    if found := _CAPITAL.match(text):
        return Marker("capital", found.group(1), found.end())
    if found := _DECIMAL.match(text) or _DECIMAL_TIGHT.match(text):
        return Marker("decimal", found.group(1), found.end())
    if found := _NUMBER.match(text):
        return Marker("number", found.group(1), found.end())
    if found := _LETTER.match(text):
        return Marker("letter", found.group(1), found.end())
    if found := _BULLET.match(text):
        return Marker("plus" if found.group(1) in "+○◦" else "dash", "", found.end())
    return None


def begins_with_dash(text: str) -> bool:
    return text[:1] in _DASHES


_VALUES = {"I": 1, "V": 5, "X": 10}


def value_of(marker: Marker) -> int | None:
    """The place of a numbered paragraph among its fellows, from 1; None for bullets and parts."""
    if marker.kind == "roman":
        total, digits = 0, [_VALUES[letter] for letter in marker.label]
        for digit, following in zip(digits, [*digits[1:], 0], strict=True):
            total += -digit if digit < following else digit
        return total
    if marker.kind in ("number", "decimal"):
        return int(marker.label.rsplit(".", 1)[-1])
    if marker.kind == "letter":
        return "abcdđeghiklmnopqrstuvxy".find(marker.label) + 1
    return None
