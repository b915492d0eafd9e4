"""How much a pair of words tells: the rarer it is in the two documents, the more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import fsum, log


class Rarity:
    """The weight of each pair of words, from the number of items in which it stands: ln((n + 1) / items with it)."""

    def __init__(self, items: Iterable[Iterable[str]]) -> None:
        held: Counter[str] = Counter()
        kept = [set(pairs) for pairs in items]
        for pairs in kept:
            held.update(pairs)
        self._weights: Mapping[str, float] = {pair: log((len(kept) + 1) / times) for pair, times in held.items()}
        # Of a pair that stands in one item of the parent and in one of the child: the unit of evidence.
        self.telling = log((len(kept) + 1) / 2) if len(kept) > 1 else 0.0

    def of(self, pairs: Iterable[str]) -> float:
        """The weight of them together; a pair that was never seen weighs nothing. The order of pairs is no matter."""
        return fsum(self._weights.get(pair, 0.0) for pair in pairs)

    def __getitem__(self, pair: str) -> float:
        return self._weights.get(pair, 0.0)
