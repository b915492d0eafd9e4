"""The text of a document with what was recognised marked in it, and its items with the lines on which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...directives.documents.fields import FIELDS, LISTS, Field
from ...directives.documents.models import KINDS, REPORTING

LABELS = dict(KINDS)
# More are not drawn on one page; what stands there is found by its item.
MOST_LINES = 8_000


@dataclass(frozen=True)
class Item:
    """One item as it is shown: its place among its kind (from 1), its text, its fields in the words of a reader."""

    kind: str
    place: int
    said: Mapping[str, Any]

    @property
    def label(self) -> Any:
        return LABELS[self.kind]

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.place}"

    @property
    def text(self) -> str:
        return (self.said["what"] if self.kind == REPORTING else self.said["text"]) or ""

    @property
    def lines(self) -> list[tuple[int, int]]:
        return [(first, last) for first, last in self.said["lines"]]

    @property
    def facts(self) -> list[tuple[Any, Any]]:
        """What is said beside the text, where anything is."""
        shown = [f for f in FIELDS[self.kind] if f.name not in ("text", "what") and self.said.get(f.name)]
        return [(f.label, f.said(self.said[f.name])) for f in shown]

    @property
    def is_removed(self) -> bool:
        return bool(self.said.get("is_removed"))


@dataclass(frozen=True)
class Line:
    """One line of the text, its number from 1, the items that begin on it, and the one within which it stands."""

    number: int
    text: str
    items: Sequence[Item]
    within: Item | None

    @property
    def kind(self) -> str:
        return self.within.kind if self.within else ""


def items_of(reading: Mapping[str, Any]) -> dict[str, list[Item]]:
    return {kind: [Item(kind, place, said) for place, said in enumerate(reading[name], 1)]
            for kind, name in LISTS.items()}  # fmt: skip


def marked(lines: Sequence[str], items: Mapping[str, Sequence[Item]]) -> list[Line]:
    """The lines with those items that are not taken out; an item is named on the first line of each of its parts."""
    beginning: dict[int, list[Item]] = defaultdict(list)
    kinds: dict[int, Item] = {}
    for item in (found for group in items.values() for found in group if not found.is_removed):
        for first, last in item.lines:
            beginning[first].append(item)
            for number in range(first, min(last, len(lines)) + 1):
                kinds.setdefault(number, item)
    return [Line(number, text.strip("\t\f"), beginning.get(number, []), kinds.get(number))
            for number, text in enumerate(lines[:MOST_LINES], 1)]  # fmt: skip


def inputs(fields: Sequence[Field], said: Mapping[str, Any], errors: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The fields of a form with what stands in them and what is wrong with it."""
    for found in fields:
        value = said.get(found.name)
        shown = value if isinstance(value, str) else found.shown(value)
        yield {
            "field": found, "value": shown, "error": errors.get(found.name, ""),
            "choices": found.choices.items() if found.choices is not None else None,
        }  # fmt: skip
