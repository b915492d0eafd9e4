"""Lines joined to the paragraphs they were: over hard line ends, empty lines after each line, and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from .agencies import ASKED, only_agencies
from .cleaning import Line
from .numbering import ROMAN, Marker, begins_with_dash, marker_of
from .result import Lines
from .words import begins_low, is_ended, is_open, is_upper

# A text is broken by hand where its longest lines are no longer than this, and many are nearly as long.
LONGEST_BROKEN = 150
# "2." at the end of its line, what it numbers on the next.
_NUMBER_ALONE = re.compile(rf"(?:{ROMAN}|\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}|[a-zđ])[.)]|Điều \d{{1,3}}\.")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its lines, and its text with the line ends taken out."""

    parts: tuple[Line, ...]

    @cached_property
    def whole(self) -> str:
        """With its number or bullet."""
        return " ".join(line.text for line in self.parts)

    @cached_property
    def marker(self) -> Marker | None:
        return marker_of(self.whole)

    @cached_property
    def text(self) -> str:
        """Without its number or bullet."""
        return self.whole[self.marker.length :].strip() if self.marker else self.whole

    @cached_property
    def lines(self) -> Lines:
        """Runs of lines; a page break or an empty line between two parts makes two runs."""
        runs: list[list[int]] = []
        for line in self.parts:
            if runs and line.number == runs[-1][1] + 1:
                runs[-1][1] = line.number
            else:
                runs.append([line.number, line.number])
        return tuple((first, last) for first, last in runs)

    @property
    def first(self) -> int:
        return self.parts[0].number

    @property
    def is_cell(self) -> bool:
        return self.parts[0].is_cell

    @property
    def is_bold(self) -> bool:
        return all(line.is_bold for line in self.parts)

    @property
    def is_upper(self) -> bool:
        return is_upper(self.text)

    @property
    def is_ended(self) -> bool:
        return is_ended(self.text)


@dataclass(frozen=True)
class Setting:
    """How the text is broken into lines: `width` of a full line (0: only where paragraphs end), and whether an empty
    line parts paragraphs."""

    width: int
    has_telling_blanks: bool
    # Empty lines stand behind nearly all ends of sentences and almost never within one.
    has_certain_blanks: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Setting:
        lengths = sorted(len(line.text) for line in lines if not line.is_cell)
        running = [n for n in lengths if n >= 30]
        if len(running) < 6:
            return cls(0, False)
        longest = running[min(len(running) - 1, int(0.97 * len(running)))]
        full = sum(n >= 0.8 * longest for n in running)
        goes_on = sum(begins_low(b.text) and not is_ended(a.text) for a, b in pairwise(lines) if not b.is_cell)
        if longest > LONGEST_BROKEN or (full < 0.3 * len(running) and goes_on < max(3, 0.05 * len(running))):
            return cls(0, False)
        plain = [line for line in lines if not line.is_cell]
        close = sum(line.blanks == 0 for line in plain) / len(plain)
        has_telling = close >= 0.25 and any(line.blanks for line in lines[1:])
        return cls(longest, has_telling, has_telling and _are_certain(plain))

    def is_forced(self, line: Line, following: Line, share: float) -> bool:
        """Whether the next word would not have fitted on the line."""
        return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > share * self.width


def _are_certain(lines: Sequence[Line]) -> bool:
    ends = [bool(b.blanks) for a, b in pairwise(lines) if is_ended(a.text) and len(a.text) < 60]
    within = [bool(b.blanks) for a, b in pairwise(lines) if not is_ended(a.text) and begins_low(b.text)]
    return len(ends) > 5 and len(within) > 5 and sum(ends) > 0.5 * len(ends) and sum(within) < 0.1 * len(within)


def paragraphs(lines: Sequence[Line], setting: Setting) -> Iterator[Paragraph]:
    """The paragraphs of a stretch of running text, in order."""
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held, line, setting):
            yield Paragraph(tuple(held))
            held = []
        held.append(line)
    if held:
        yield Paragraph(tuple(held))


def _goes_on(held: Sequence[Line], line: Line, setting: Setting) -> bool:
    """Whether the line belongs to the paragraph before it."""
    last = held[-1]
    if line.is_cell or last.is_cell:
        return False
    if line.bold_run and line.bold_run == last.bold_run:
        return True
    if len(held) == 1 and _NUMBER_ALONE.fullmatch(last.text):
        return line.blanks == 0 and marker_of(line.text) is None
    # Of a long paragraph the beginning and the end say enough.
    before = " ".join(part.text for part in (held if len(held) < 8 else (*held[:3], *held[-3:])))
    ended, marker = is_ended(before), marker_of(line.text)
    if marker is not None:
        # "kinh tế / - xã hội": a dash within a sentence that is broken there begins nothing.
        return not ended and begins_with_dash(line.text) and begins_low(line.text[marker.length :])
    if is_upper(before) and is_upper(line.text) and not ended:
        return line.blanks == 0 or is_open(before) or (setting.width > 0 and not setting.has_telling_blanks)
    if not ended:
        return _runs_on(before, last, line, setting)
    if CLOSES.match(line.text):
        return False
    if line.is_new_page and begins_low(line.text) and not before.endswith("."):
        return True
    if not setting.width:
        return False
    if begins_low(line.text) and not before.endswith("."):
        return not (setting.has_telling_blanks and line.blanks and not line.is_new_page)
    if setting.has_telling_blanks:
        return line.blanks == 0 and setting.is_forced(last, line, 0.9)
    return before.endswith(".") and setting.is_forced(last, line, 1.0)


def _is_heading_of_agencies(text: str) -> bool:
    """Whether a numbered paragraph is whole with the names it has: "2. Sở Tài chính"."""
    marker = marker_of(text)
    if marker is None or marker.is_bullet or is_open(text):
        return False
    return bool(only_agencies(ASKED.sub("", text[marker.length :])))


# What closes a document begins a paragraph of its own.
CLOSES = re.compile(
    r"^(?:Trên đây là|Trong quá trình (?:tổ chức |triển khai )?thực hiện"
    r"|(?:Chỉ thị|Kế hoạch|Quyết định|Nghị quyết|Chương trình|Kết luận|Hướng dẫn) này)\b"
)


def _runs_on(before: str, last: Line, line: Line, setting: Setting) -> bool:
    """Of a paragraph that has no end yet."""
    if begins_low(line.text) or (before.endswith(" Việt") and line.text.startswith("Nam")):
        return True
    if _is_heading_of_agencies(before):
        return False
    if line.is_new_page and len(before) > 20 and not is_upper(before) and line.is_bold == last.is_bold:
        return True
    if not setting.width:
        return is_open(before) and len(before) > 60
    if line.is_bold != last.is_bold:
        return False
    if setting.has_certain_blanks and not line.blanks:
        return True
    if setting.has_telling_blanks and line.blanks and not line.is_new_page:
        return is_open(before)
    return is_open(before) or setting.is_forced(last, line, 0.88)
