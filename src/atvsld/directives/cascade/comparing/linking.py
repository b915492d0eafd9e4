"""Which tasks of the child carry on which of the parent: links that rest on words no better link has used.

A paragraph of the parent is often split into several of the child, or several are merged. The best link is taken first;
the words on which it rests are spent on both sides, and the next link must find enough words among the rest. So a part
is found beside the whole, and a task that was dropped is not said to stand in another that merely speaks alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from .rarity import Rarity

Pairs = frozenset[str]

# Measured on hand-made tables of pairs (tests/test_task_links.py): below, more is wrong than is gained.
ENOUGH = 0.22
# Telling pairs asked for beyond a share: two short sentences with a word or two in common are no match.
SLACK = 5


@dataclass(frozen=True)
class Link:
    """That the child's item carries on (some of) the parent's: both by their place, the score and the pairs shared."""

    parent: int
    child: int
    score: float
    shared: Pairs


def linked(parents: Sequence[Pairs], children: Sequence[Pairs], rarity: Rarity, whole: Sequence[Link]) -> list[Link]:
    """The links beyond `whole` (those of equal wording, which spend all their words), best first.

    Both sequences stand in an order of their own content, so that ties do not hang on the order of the document.
    """
    left_of_parent, left_of_child = list(map(set, parents)), list(map(set, children))
    for link in whole:
        left_of_parent[link.parent].clear()
        left_of_child[link.child].clear()
    weight_of_parent, weight_of_child = list(map(rarity.of, parents)), list(map(rarity.of, children))

    slack = SLACK * rarity.telling

    def score_of(parent: int, child: int, shared: float) -> float:
        return shared / (min(weight_of_parent[parent], weight_of_child[child]) + slack)

    waiting = []
    for (parent, child), shared in _shared_weights(left_of_parent, left_of_child, rarity).items():
        score = score_of(parent, child, shared)
        if score >= ENOUGH:
            likeness = shared / (weight_of_parent[parent] + weight_of_child[child])
            waiting.append((-round(score, 9), -round(likeness, 9), parent, child))
    heapify(waiting)
    links = []
    while waiting:
        known, likeness, parent, child = waiting[0]
        both = frozenset(left_of_parent[parent] & left_of_child[child])
        score = round(score_of(parent, child, rarity.of(both)), 9)
        if score < ENOUGH:
            heappop(waiting)
        elif score < -known:
            heapreplace(waiting, (-score, likeness, parent, child))
        else:
            heappop(waiting)
            links.append(Link(parent, child, score, both))
            left_of_parent[parent] -= both
            left_of_child[child] -= both
    return links


def _shared_weights(
    parents: Sequence[set[str]], children: Sequence[set[str]], rarity: Rarity
) -> dict[tuple[int, int], float]:
    holders: dict[str, list[int]] = defaultdict(list)
    for child, pairs in enumerate(children):
        for pair in pairs:
            holders[pair].append(child)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for parent, pairs in enumerate(parents):
        for pair in sorted(pairs):
            weight = rarity[pair]
            for child in holders.get(pair, ()):
                found[parent, child] += weight
    return found
