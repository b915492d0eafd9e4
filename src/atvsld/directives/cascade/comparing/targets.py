"""Targets of two documents: which is which by the words of the measure, and whether the child's asks for less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import sqrt

from ...reading.result import Target
from .assignment import assigned
from .changes import tending
from .rarity import Rarity
from .result import Change, Line, Match, Part
from .strength import measure_of, tends
from .wording import pairs_of, phrases, words_of

# Measured on the same examples as that of tasks.
ENOUGH = 0.35
MOST_SHOWN = 5
_YEARLY = frozenset({"hang nam", "moi nam", "tung nam", "nam"})
_YEAR = re.compile(r"\b(20\d\d)\b")


def compared_targets(parents: Sequence[Target], children: Sequence[Target]) -> Part[Target]:
    """One to one, with the greatest sum of likeness; only targets of the same measure (change or level, unit)."""
    ours, theirs = _in_own_order(parents), _in_own_order(children)
    words = {target: _words(target.indicator) for target in (*parents, *children)}
    rarity = Rarity(words[target] for target in (*parents, *children))
    scores = [[_score(parents[p], children[c], words, rarity) for c in theirs] for p in ours]
    match_of = {ours[row]: theirs[column] for row, column in assigned(scores)}
    lines = []
    for number, parent in enumerate(parents):
        if (place := match_of.get(number)) is None:
            lines.append(Line(parent, number, kept=0.0))
            continue
        child = children[place]
        both = words[parent] & words[child]
        likeness = _likeness(parent, child, words, rarity)
        changes = tuple(_changes(parent, child))
        written = phrases(parent.indicator, both, rarity.of, MOST_SHOWN)
        lines.append(
            Line(parent, number, (Match(child, place, round(likeness, 3), written, changes),), changes=changes)
        )
    taken = set(match_of.values())
    return Part(tuple(lines), tuple((n, child) for n, child in enumerate(children) if n not in taken))


def _in_own_order(targets: Sequence[Target]) -> list[int]:
    """Places in an order of content: which of two equal choices is taken must not hang on the order of a document."""

    def content(place: int) -> tuple[object, ...]:
        target = targets[place]
        return words_of(target.indicator), target.comparator, target.value, target.period or "", target.text

    return sorted(range(len(targets)), key=content)


def _words(indicator: str) -> frozenset[str]:
    """Words and pairs of them: a measure is a few words long, and offices order them differently."""
    return pairs_of(indicator).union(words_of(indicator))


def _likeness(parent: Target, child: Target, words: dict[Target, frozenset[str]], rarity: Rarity) -> float:
    if words_of(parent.indicator) == words_of(child.indicator):
        return 1.0
    ours, theirs = rarity.of(words[parent]), rarity.of(words[child])
    shared = rarity.of(words[parent] & words[child])
    return shared / sqrt(ours * theirs) if ours and theirs else 0.0


def _score(parent: Target, child: Target, words: dict[Target, frozenset[str]], rarity: Rarity) -> float:
    if measure_of(parent) != measure_of(child):
        return 0.0
    likeness = _likeness(parent, child, words, rarity)
    if likeness < ENOUGH:
        return 0.0
    # Of targets with the same words the one with the same figure, else the nearest, is meant.
    near = min(parent.value, child.value) / max(parent.value, child.value) if parent.value > 0 < child.value else 0.0
    same = (parent.value == child.value) + (parent.comparator == child.comparator) + (_period(parent) == _period(child))
    return likeness + 1e-3 * same + 1e-4 * near


def _changes(parent: Target, child: Target) -> Iterator[Change]:
    strength = tends(parent, child)
    if parent.comparator != child.comparator:
        yield Change("comparator", parent.comparator, child.comparator, strength)
    if parent.value != child.value:
        yield Change("value", parent.value, child.value, strength)
    if _period(parent) != _period(child):
        yield Change("period", parent.period, child.period, tending(_end(child), _end(parent)))


def _period(target: Target) -> str:
    said = " ".join(words_of(target.period or ""))
    return "hang nam" if said in _YEARLY else said


def _end(target: Target) -> float | None:
    years = _YEAR.findall(target.period or "")
    return float(years[-1]) if years else None
