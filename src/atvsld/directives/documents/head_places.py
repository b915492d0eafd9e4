"""Where in the text the head of a document stands: looked up by what was read (or corrected), so that it can be marked.

What stands nowhere in one piece (two columns of a head mixed line by line, a name that was written out) is not marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...base.search import fold
from ..reading.numbers import cited_in

# The head stands on the first lines of a paper, a title on no more lines than these.
FIRST_LINES = 80
MOST_LINES = 12
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class HeadPlace:
    """One field of the head and the lines on which it stands, from 1, both included."""

    field: str
    first: int
    last: int


def head_places(reading: Mapping[str, Any], lines: Sequence[str]) -> list[HeadPlace]:
    """In the order of the text."""
    found = [*_at_the_top(reading, lines[:FIRST_LINES]), *_signer(reading, lines)]
    return sorted(found, key=lambda place: (place.first, place.last))


def _at_the_top(reading: Mapping[str, Any], lines: Sequence[str]) -> Iterator[HeadPlace]:
    for at, line in enumerate(lines, 1):
        if reading["number"] and any(found.number == reading["number"] for found in cited_in(line)):
            yield HeadPlace("number", at, at)
            break
    if day := _day_line(reading, lines):
        yield HeadPlace("issued_on", day, day)
    for field in ("issuing_body", "title"):
        if span := _span(str(reading[field] or ""), lines):
            yield HeadPlace(field, *span)


def _day_line(reading: Mapping[str, Any], lines: Sequence[str]) -> int | None:
    known = reading["issued_on"] or reading["issued_month"]
    if not known:
        return None
    year, month, *_day = known.split("-")
    wanted = re.compile(rf"ngay\b.{{0,12}}\bthang {int(month):02}|ngay\b.{{0,12}}\bthang {int(month)}\b")
    folded = ((at, fold(line)) for at, line in enumerate(lines, 1))
    return next((at for at, line in folded if wanted.search(line) and f"nam {year}" in line), None)


def _signer(reading: Mapping[str, Any], lines: Sequence[str]) -> Iterator[HeadPlace]:
    """The last line that is the name of who signed, and nothing else."""
    name = _plain((reading.get("signer") or {}).get("name") or "")
    for at in range(len(lines), 0, -1):
        if name and _plain(lines[at - 1]).endswith(name):
            yield HeadPlace("signer", at, at)
            return


def _span(said: str, lines: Sequence[str]) -> tuple[int, int] | None:
    """The fewest lines that together say this, the first of such; capitals, marks and blanks do not count."""
    wanted = _plain(said)
    if not wanted:
        return None
    folded = [_plain(line) for line in lines]
    for first, line in enumerate(folded):
        # A line that holds nothing of the beginning cannot be the first.
        if not line or (line not in wanted and wanted[:12] not in line):
            continue
        together = ""
        for last in range(first, min(first + MOST_LINES, len(folded))):
            together = f"{together} {folded[last]}".strip()
            if wanted in together:
                return _shortest(wanted, folded, first, last)
    return None


def _shortest(wanted: str, folded: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Without the lines before it that it does not need."""
    while first < last and wanted in " ".join(line for line in folded[first + 1 : last + 1] if line):
        first += 1
    return first + 1, last + 1


def _plain(text: str) -> str:
    return _SPACES.sub(" ", re.sub(r"[^\w\s]", " ", fold(text))).strip()
