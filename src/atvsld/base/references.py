"""Finding what a typed reference means, each text and each label looked up once a request or file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import lists
from .scope import Scope

MOST_SEARCHED = 200


class ScopedRefs:
    """The `Refs` of one person: a reference to a row that the person may not see is not found."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._found: dict[tuple[str, str], int | None] = {}
        self._labels: dict[tuple[str, int], str] = {}
        self._possible: dict[tuple[str, str], Sequence[str]] = {}

    def find(self, target: str, text: str) -> int | None:
        if "\x00" in text:  # PostgreSQL takes no such text, not even to look for it
            return None
        key = (target, text)
        if key not in self._found:
            finder, _ = lists.references()[target]
            self._found[key] = finder(self.scope, text)
        return self._found[key]

    def find_many(self, target: str, texts: Iterable[str]) -> None:
        """Look these up together, where the target can be: `find` then knows them."""
        finder = lists.finders_of_many().get(target)
        wanted = sorted({t for t in texts if (target, t) not in self._found and "\x00" not in t})
        if finder is not None and len(wanted) > 1:
            self._found |= {(target, text): found for text, found in finder(self.scope, wanted).items()}

    def possible(self, target: str, text: str) -> Sequence[str]:
        """What the text may mean; of a file with very many such texts only the first are looked into."""
        key = (target, text)
        searcher = lists.possible().get(target)
        if searcher is None or "\x00" in text or (key not in self._possible and len(self._possible) >= MOST_SEARCHED):
            return ()
        if key not in self._possible:
            self._possible[key] = searcher(text)
        return self._possible[key]

    def teach(self, target: str, text: str, row_id: int) -> None:
        """A text whose row has just been written, and is not there for everybody yet."""
        self._found[(target, text)] = row_id

    def label(self, target: str, row_id: int) -> str:
        key = (target, row_id)
        if key not in self._labels:
            _, labeller = lists.references()[target]
            self._labels[key] = labeller(row_id)
        return self._labels[key]
