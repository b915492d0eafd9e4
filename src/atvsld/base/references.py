"""Finding what a typed reference means, each text and each label looked up once a request or file."""

from __future__ import annotations

from . import lists
from .scope import Scope


class ScopedRefs:
    """The `Refs` of one person: a reference to a row that the person may not see is not found."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._found: dict[tuple[str, str], int | None] = {}
        self._labels: dict[tuple[str, int], str] = {}

    def find(self, target: str, text: str) -> int | None:
        if "\x00" in text:  # PostgreSQL takes no such text, not even to look for it
            return None
        key = (target, text)
        if key not in self._found:
            finder, _ = lists.references()[target]
            self._found[key] = finder(self.scope, text)
        return self._found[key]

    def label(self, target: str, row_id: int) -> str:
        key = (target, row_id)
        if key not in self._labels:
            _, labeller = lists.references()[target]
            self._labels[key] = labeller(row_id)
        return self._labels[key]
