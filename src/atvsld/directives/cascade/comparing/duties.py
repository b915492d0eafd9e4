"""Duties to report of two documents: which is which by what is told, by whom, to whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...reading.result import Reporting
from .assignment import assigned
from .changes import due_change, recurrence_change, words_change
from .result import Change, Line, Match, Part
from .wording import pairs_of, phrases, words_of

ENOUGH = 0.45
MOST_SHOWN = 5
# What is told counts most; a duty is laid upon others, and owed to others, at each step of the cascade.
_WHAT, _BY, _TO, _WHEN = 0.6, 0.1, 0.1, 0.2
# Each document speaks of results of its own: its name says nothing of what is told.
_DOCUMENT = re.compile(
    r"(?:chỉ thị|kế hoạch|chương trình|nghị quyết|quyết định|đề án)(?:\s+số\s+\S+)?(?:\s+này)?", re.IGNORECASE
)


def compared_duties(parents: Sequence[Reporting], children: Sequence[Reporting]) -> Part[Reporting]:
    """One to one, with the greatest sum of likeness."""
    ours, theirs = _in_own_order(parents), _in_own_order(children)
    scores = [[_score(parents[p], children[c]) for c in theirs] for p in ours]
    enough = [[score if score >= ENOUGH else 0.0 for score in row] for row in scores]
    chosen = {ours[row]: (theirs[column], scores[row][column]) for row, column in assigned(enough)}
    lines = []
    for number, parent in enumerate(parents):
        if number not in chosen:
            lines.append(Line(parent, number, kept=0.0))
            continue
        place, score = chosen[number]
        child = children[place]
        both = pairs_of(_what(parent)) & pairs_of(_what(child))
        shared = phrases(_what(parent), both, lambda run: len(list(run)), MOST_SHOWN)
        changes = tuple(_changes(parent, child))
        lines.append(Line(parent, number, (Match(child, place, round(score, 3), shared, changes),), changes=changes))
    taken = {place for place, _ in chosen.values()}
    return Part(tuple(lines), tuple((n, child) for n, child in enumerate(children) if n not in taken))


def _in_own_order(duties: Sequence[Reporting]) -> list[int]:
    def content(place: int) -> tuple[object, ...]:
        duty = duties[place]
        said = (duty.what, duty.by, duty.to)
        return (*(words_of(part or "") for part in said), duty.deadline or "", duty.recurrence or "")

    return sorted(range(len(duties)), key=content)


def _what(duty: Reporting) -> str:
    return _DOCUMENT.sub(" ", duty.what or "")


def _score(parent: Reporting, child: Reporting) -> float:
    when = ((parent.deadline == child.deadline) + (parent.recurrence == child.recurrence)) / 2
    # Of two alike in this the one that is the very same is meant.
    same = (words_of(parent.what or "") == words_of(child.what or "")) * 1e-3
    return (
        _WHAT * _likeness(_what(parent), _what(child)) + _BY * _likeness(parent.by, child.by)
        + _TO * _likeness(parent.to, child.to) + _WHEN * when + same
    )  # fmt: skip


def _likeness(left: str | None, right: str | None) -> float:
    """Words in common, of all words of both (Dice)."""
    ours, theirs = set(words_of(left or "")), set(words_of(right or ""))
    if not ours and not theirs:
        return 1.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _changes(parent: Reporting, child: Reporting) -> Iterator[Change]:
    yield from words_change("by", parent.by, child.by)
    yield from words_change("to", parent.to, child.to)
    yield from due_change(parent.deadline, child.deadline)
    yield from recurrence_change(parent.recurrence, child.recurrence)
