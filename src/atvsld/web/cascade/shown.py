"""What became of an item, in the words of a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...directives.cascade.comparing.result import (
    ADDED,
    CHANGED,
    DROPPED,
    STRONGER,
    UNCHANGED,
    WEAKER,
    Change,
    Line,
    Match,
    Part,
)
from ...directives.documents.fields import FIELDS, Field
from ...directives.documents.models import REPORTING, TARGET, TASK
from ..pages.document_lines import Item

LABELS: Mapping[str, Words] = {
    UNCHANGED: _("giữ nguyên"), CHANGED: _("thay đổi"), DROPPED: _("không còn"), ADDED: _("thêm mới"),
    WEAKER: _("nhẹ hơn"), STRONGER: _("chặt hơn"),
}  # fmt: skip
# The words of a badge, by what it says: colour and sign of the page of parts.
TONES = {UNCHANGED: "done", CHANGED: "provisional", DROPPED: "overdue", ADDED: "waiting", WEAKER: "overdue",
         STRONGER: "done"}  # fmt: skip
STATES = (UNCHANGED, CHANGED, WEAKER, DROPPED, ADDED)


@dataclass(frozen=True)
class ShownChange:
    """One field that differs: its words, both values, and whether less or more is asked."""

    label: Words
    before: Words
    after: Words
    tends: str | None

    @property
    def tends_label(self) -> Words:
        return LABELS[self.tends] if self.tends else ""

    @property
    def tone(self) -> str:
        return TONES[self.tends] if self.tends else ""


@dataclass(frozen=True)
class ShownMatch:
    """An item of the child beside that of the parent, and on which words the match rests."""

    item: Item
    percent: int
    shared: tuple[str, ...]
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True)
class ShownLine:
    """A row of the comparison: the parent's item, those of the child, and what to call it."""

    state: str
    item: Item | None
    matches: tuple[ShownMatch, ...]
    kept_percent: int | None
    is_weaker: bool = False

    @property
    def label(self) -> Words:
        return LABELS[self.state]

    @property
    def tone(self) -> str:
        return TONES[self.state]

    def is_of(self, state: str) -> bool:
        return not state or self.state == state or (state == WEAKER and self.is_weaker)


def lines_of(kind: str, part: Part[Any]) -> Iterator[ShownLine]:
    """Those of the parent in its order, then what the child has beside."""
    for line in part.lines:
        matches = tuple(_match(kind, match) for match in line.matches)
        yield ShownLine(line.state, _item(kind, line.number, line.parent), matches, _kept(line), line.is_weaker)
    for number, item in part.added:
        beside = ShownMatch(_item(kind, number, item), 0, (), ())
        yield ShownLine(ADDED, None, (beside,), None)


def _match(kind: str, match: Match[Any]) -> ShownMatch:
    changes = tuple(_change(kind, change) for change in match.changes)
    return ShownMatch(_item(kind, match.number, match.child), round(match.score * 100), match.shared, changes)


def _item(kind: str, number: int, item: Any) -> Item:
    return Item(kind, number + 1, vars(item))


def _kept(line: Line[Any]) -> int | None:
    """The share of the parent's words that is carried on, where some of them are not."""
    return next((round(change.after * 100) for change in line.changes if change.field == "text"), None)


def _change(kind: str, change: Change) -> ShownChange:
    field = next(field for field in FIELDS[kind] if field.name == change.field)
    return ShownChange(field.label, _said(field, change.before), _said(field, change.after), change.tends)


def _said(field: Field, value: Any) -> Words:
    if value in (None, "", (), []):
        return gettext("không nêu")
    return field.said(value)


KIND_TITLES: Mapping[str, Words] = {TARGET: _("Chỉ tiêu"), TASK: _("Nhiệm vụ"), REPORTING: _("Chế độ báo cáo")}
