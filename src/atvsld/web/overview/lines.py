"""One line of the screen: words, a number, what must be known to read it, and where it opens."""

from __future__ import annotations

from dataclasses import dataclass

from ...base.language import Words


@dataclass(frozen=True)
class Line:
    """`tone` marks a line beside its words: "overdue" presses, "waiting" waits, "" neither."""

    text: Words
    value: Words = ""
    note: Words = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Lines:
    """A block of lines, the most important first; `total` says how many there are in all, `empty` what it means that
    there are none."""

    title: Words
    lines: tuple[Line, ...]
    empty: Words = ""
    total: int = 0
    note: Words = ""

    @property
    def left_out(self) -> int:
        return max(0, self.total - len(self.lines))
