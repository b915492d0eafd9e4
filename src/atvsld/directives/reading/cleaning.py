"""Lines as they are read: without the marks of Markdown, the furniture of pages and the wide spacing of letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .numbering import marker_of
from .source import Source

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0000-\u0008\u000b\u000e-\u001f]")
_MARKUP = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|\s[*_]{1,3}\s*$|</?(?:b|i|u|em|strong|br|p|span|sup)\s*/?>"
)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_ESCAPED = re.compile(r"\\([-.()*_#+!\[\]])")
_RULE = re.compile(r"^[-–—_=*.…\s]{3,}$|^\|$")
_PAGE_NUMBER = re.compile(r"^(?:[-–—]\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?$", re.IGNORECASE)
_QUOTED = re.compile(r"^>\s?")


# Lines of a heading.
LONGEST_BOLD = 6


@dataclass(frozen=True)
class Line:
    """One line that says something: its number in the source, its text, and how it stands there.

    `is_cell` stands behind a tab (a cell of a flattened table), `is_bold` wholly in bold or marked as a heading;
    `blanks` counts the empty lines before it, `is_new_page` tells that a page began there. `bold_run` is the first line
    of a stretch in bold over several lines, 0 outside of such.
    """

    number: int
    text: str
    is_cell: bool = False
    is_bold: bool = False
    blanks: int = 0
    is_new_page: bool = False
    bold_run: int = 0


def cleaned(source: Source) -> list[Line]:
    """The lines of the text, but for those of tables that the file itself knows."""
    in_tables = {n for t in source.tables for r in t.rows for c in r for n in range(c.first_line, c.last_line + 1)}
    lines, blanks, is_new_page = [], 0, False
    furniture, bold = _running_heads(source.lines), _bold_over_lines(source.lines)
    for number, raw in _side_by_side(source.lines):
        is_new_page = is_new_page or "\f" in raw
        text, is_bold = _plain(raw)
        if number in in_tables:
            continue
        is_cell = raw.replace("\f", "").startswith("\t")
        if not text and is_cell and _is_between_cells(source.lines, number - 1):
            lines.append(Line(number, "", True, blanks=blanks))
            blanks = 0
            continue
        if not text or (not is_cell and (_RULE.match(text) or _is_furniture(text, number, furniture))):
            blanks += 1
            is_new_page = is_new_page or bool(text)
            continue
        lines.append(Line(number, text, is_cell, is_bold or number in bold, blanks, is_new_page, bold.get(number, 0)))
        blanks, is_new_page = 0, False
    return lines


def _bold_over_lines(lines: tuple[str, ...]) -> dict[int, int]:
    """{line: first line} of each stretch in bold that begins one line and ends another below it."""
    found: dict[int, int] = {}
    begun = 0
    for number, line in enumerate(lines, 1):
        bare, is_odd = line.strip(), line.count("**") % 2
        if begun and (not bare or number - begun >= LONGEST_BOLD):
            begun = 0
        if begun and is_odd:
            if bare.endswith("**"):
                found |= dict.fromkeys(range(begun, number + 1), begun)
            begun = 0
        elif not begun and is_odd and bare.startswith("**"):
            begun = number
    return found


def _is_between_cells(lines: tuple[str, ...], at: int) -> bool:
    """An empty cell: behind a tab, with cells on the lines beside it."""
    beside = [lines[n] for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    return len(beside) == 2 and all(line.startswith("\t") for line in beside) and any(line.strip() for line in beside)


# What stands in the right column of a head, beside the name of the body or the number.
_RIGHT = re.compile(r"\s{4,}(?=(?:CỘNG H|ĐẢNG CỘNG SẢN|Độc lập|[^\s,]+(?: [^\s,]+){0,3},\s*ngày\s))")
HEAD, LONGEST_HEAD = 20, 400
# The head and the close of a document are often tables; their cells hold several lines.
_CLOSE_CELL = re.compile(r"N[ơo]i nh[ậa]n", re.IGNORECASE)
_LISTED = re.compile(
    r"\s+(?=- \S)|\s-{3,}\s|\s+(?=(?:KT|TM|TL)\. [A-ZĐ])|"
    r"(?<=[A-ZĐÀ-Ỹ]{2})\s+(?=[A-ZĐ][a-zà-ỹ]+\s[A-ZĐ])|\s{2,}|<br\s*/?>"
)


def _side_by_side(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(number, line); in the head the two columns of a line one after the other."""
    for number, raw in enumerate(lines, 1):
        if (
            raw.startswith("|")
            and len(raw) < 10 * LONGEST_HEAD
            and (number <= HEAD or _CLOSE_CELL.search(raw))
            and raw.rstrip().endswith("|")
        ):
            yield from ((number, part) for cell in raw.strip("| \n").split("|") for part in _LISTED.split(cell.strip()))
        elif number > HEAD or raw.startswith("\t") or len(raw) > LONGEST_HEAD:
            yield number, raw
        else:
            yield from ((number, part) for part in _RIGHT.split(raw, maxsplit=1))


def plain(text: str) -> str:
    """The text of a cell or a line, without marks and double spaces, composed (NFC)."""
    return _plain(text)[0]


def _plain(raw: str) -> tuple[str, bool]:
    text = unicodedata.normalize("NFC", raw).replace("\f", " ")
    text = _QUOTED.sub("", _UNSEEN.sub("", text))
    is_heading = bool(_HEADING.match(text))
    text = _ESCAPED.sub(r"\1", _HEADING.sub("", text))
    bare = text.strip()
    is_bold = is_heading or (bare.startswith("**") and bare.rstrip(" \\").endswith("**") and bare.count("**") == 2)
    text = _MARKUP.sub("", text).rstrip("\\")
    return _SPACES.sub(" ", _closed_up(text)).strip(), is_bold


_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: {1,6}(?:[^\W\d_]|[,;:.])(?!\S)){4,}")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?(?:[aăâeêioôơuưy]{1,3})(?:ng|nh|ch|[cmnpt])?"
)


def _closed_up(text: str) -> str:
    """ "K Ế  H O Ạ C H" is "KẾ HOẠCH": letters one by one are a word, wider gaps part words."""
    return _SPACED.sub(lambda found: _words_of(found.group()), text)


def _words_of(spaced: str) -> str:
    words = ["".join(word.split()) for word in re.split(r" {2,}", spaced)]
    if len(words) == 1 and len(words[0]) > 7:
        return " ".join(_syllables(words[0]))
    return re.sub(r"\s+([,;:.])", r"\1", " ".join(words))


def _is_syllable(letters: str) -> bool:
    return bool(_SYLLABLE.fullmatch(letters)) or not letters.isalpha()


def _syllables(letters: str) -> list[str]:
    """The fewest syllables that the letters can be; the letters themselves where they are none."""
    bare = "".join(unicodedata.normalize("NFD", c)[0] if c not in "đĐ" else "đ" for c in letters.lower())
    # Of each place the fewest syllables up to it, and where the last of them begins.
    best: list[tuple[int, int]] = [(0, 0)] + [(len(bare) + 1, 0)] * len(bare)
    for end in range(1, len(bare) + 1):
        for start in range(max(0, end - 7), end):
            count = best[start][0] + 1
            if count < best[end][0] and _is_syllable(bare[start:end]):
                best[end] = (count, start)
    cuts = [len(letters)]
    while cuts[-1]:
        if best[cuts[-1]][0] > len(bare):
            return [letters]
        cuts.append(best[cuts[-1]][1])
    return [letters[a:b] for a, b in pairwise(reversed(cuts))]


def _is_furniture(text: str, number: int, furniture: frozenset[int]) -> bool:
    return bool(_PAGE_NUMBER.match(text)) or number in furniture


def _running_heads(lines: Iterable[str]) -> frozenset[int]:
    """Lines that stand, the same but for a number, beside page numbers or page breaks three times or more."""
    every = list(lines)
    near = set(_near_page_ends(every))
    said: Counter[str] = Counter()
    shapes: dict[int, str] = {}
    for index in near:
        text = plain(every[index])
        # What begins with a bullet or a number is text, however often it comes; nothing of it may be lost.
        if 8 <= len(text) <= 120 and not text[0].islower() and marker_of(text) is None:
            shapes[index] = re.sub(r"\d+", "0", text.casefold())
            said[shapes[index]] += 1
    return frozenset(index + 1 for index, shape in shapes.items() if said[shape] >= 3)


def _near_page_ends(lines: list[str]) -> Iterator[int]:
    """The neighbours of page numbers and page breaks, empty lines passed over."""
    for index, raw in enumerate(lines):
        if "\f" in raw:
            yield index
        if "\f" in raw or _PAGE_NUMBER.match(raw.strip() or "x"):
            for step in (-1, 1):
                at = index + step
                while 0 <= at < len(lines) and abs(at - index) <= 4:
                    if lines[at].strip():
                        yield at
                        break
                    at += step
