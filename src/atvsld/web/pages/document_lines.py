"""The text of a document with what was recognised marked in it, and its items with the lines on which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...directives.documents.fields import FIELDS, HEAD, LISTS, Field
from ...directives.documents.head_places import head_places
from ...directives.documents.models import KINDS, REPORTING

LABELS = dict(KINDS)
HEAD_LABELS: Mapping[str, Words] = {field.name: field.label for field in HEAD} | {"signer": _("Người ký")}
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
class HeadMark:
    """One field of the head, named on the line on which it begins; its item is the form of the head."""

    label: Words
    rule: str
    place: str = ""
    anchor: str = "dau"

    @property
    def said(self) -> Mapping[str, str]:
        return {"rule": self.rule}


@dataclass(frozen=True)
class Line:
    """One line of the text, its number from 1, what begins on it, and the kind of item within which it stands."""

    number: int
    text: str
    items: Sequence[Item | HeadMark]
    kind: str


def items_of(reading: Mapping[str, Any]) -> dict[str, list[Item]]:
    return {kind: [Item(kind, place, said) for place, said in enumerate(reading[name], 1)]
            for kind, name in LISTS.items()}  # fmt: skip


def marked(
    lines: Sequence[str], items: Mapping[str, Sequence[Item]], reading: Mapping[str, Any] | None = None
) -> list[Line]:
    """The lines with those items that are not taken out; an item is named on the first line of each of its parts.

    With a `reading` the fields of the head are marked too.
    """
    beginning: dict[int, list[Item | HeadMark]] = defaultdict(list)
    kinds: dict[int, str] = {}
    for item in (found for group in items.values() for found in group if not found.is_removed):
        for first, last in item.lines:
            beginning[first].append(item)
            for number in range(first, min(last, len(lines)) + 1):
                kinds.setdefault(number, item.kind)
    rules: Mapping[str, str] = (reading or {}).get("rules", {})
    for place in head_places(reading, lines) if reading else ():
        beginning[place.first].append(HeadMark(HEAD_LABELS[place.field], rules.get(place.field, "")))
        for number in range(place.first, place.last + 1):
            kinds.setdefault(number, "head")
    return [Line(number, text.strip("\t\f"), beginning.get(number, []), kinds.get(number, ""))
            for number, text in enumerate(lines[:MOST_LINES], 1)]  # fmt: skip


def inputs(
    fields: Sequence[Field], said: Mapping[str, Any], errors: Mapping[str, str], *, is_typed: bool
) -> Iterator[dict[str, Any]]:
    """The fields of a form with what stands in them, as it was typed or as it is known, and what is wrong with it."""
    for found in fields:
        value = said.get(found.name)
        shown = str(value or "") if is_typed else found.shown(value)
        yield {
            "field": found, "value": shown, "error": errors.get(found.name, ""),
            "choices": found.choices.items() if found.choices is not None else None,
        }  # fmt: skip
