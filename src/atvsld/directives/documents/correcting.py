"""What a person makes of what was read: fields changed, items taken out and put in again, added by their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from .fields import FIELDS, HEAD, LISTS, Field
from .matching import indicator_of
from .models import REPORTING, TARGET, TASK

Reading = dict[str, Any]
# The rule of what a person added.
BY_HAND = "person"
EMPTY: Mapping[str, Mapping[str, Any]] = {
    TARGET: {"indicator": "", "comparator": "=", "value": 0.0, "unit": None, "period": None},
    TASK: {"section": None, "lead": [], "coordinating": [], "role": None, "deliverable": None, "deadline": None,
           "recurrence": None, "recurrence_raw": None},
    REPORTING: {"by": None, "to": None, "deadline": None, "recurrence": None, "deadline_raw": None,
                "recurrence_raw": None},
}  # fmt: skip


def with_head(reading: Reading, typed: Mapping[str, str]) -> Reading:
    """Raises Refused with draft.field."""
    return reading | _read(HEAD, typed)


def with_item(reading: Reading, kind: str, place: int, typed: Mapping[str, str]) -> Reading:
    """The item at the place (from 0) with what was typed; marked when it differs from what was read. Raises Refused."""
    items = list(_items(reading, kind))
    read = _read(FIELDS[kind], typed)
    if any(items[place].get(name) != value for name, value in read.items()):
        items[place] = items[place] | read | {"is_corrected": True}
    return reading | {LISTS[kind]: items}


def removed(reading: Reading, kind: str, place: int, *, is_removed: bool) -> Reading:
    """Taken out, or put in again: until the document is accepted nothing is lost."""
    items = list(_items(reading, kind))
    items[place] = items[place] | {"is_removed": is_removed}
    return reading | {LISTS[kind]: items}


def with_new(reading: Reading, kind: str, first: int, last: int, lines: Sequence[str]) -> tuple[Reading, int]:
    """An item of these lines (from 1, both included), and its place. Raises Refused with draft.lines."""
    text = " ".join(" ".join(lines[first - 1 : last]).split()) if 1 <= first <= last <= len(lines) else ""
    if not text:
        message = _("Hãy chọn dòng đầu và dòng cuối có chữ, từ 1 đến {last}.")
        raise Refused([RuleViolation("draft.lines", message, "first", last=len(lines))])
    item = {**EMPTY[kind], "lines": [[first, last]], "rule": BY_HAND}
    item["what" if kind == REPORTING else "text"] = text
    if kind == TARGET:
        item["indicator_id"] = indicator_of(item)
    items = [*_items(reading, kind), item]
    return reading | {LISTS[kind]: items}, len(items) - 1


def accepted(reading: Reading) -> Reading:
    """What remains when it is accepted: without what was taken out."""
    return reading | {
        name: [{key: value for key, value in item.items() if key != "is_removed"} for item in reading[name]
               if not item.get("is_removed")]
        for name in LISTS.values()
    }  # fmt: skip


def _items(reading: Reading, kind: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = reading[LISTS[kind]]
    return items


def _read(fields: Sequence[Field], typed: Mapping[str, str]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    violations = []
    for field in fields:
        try:
            read[field.name] = field.read(typed.get(field.name, ""))
        except RuleViolation as violation:
            violations.append(violation)
    if violations:
        raise Refused(violations)
    return read
