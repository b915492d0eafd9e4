"""What a report counts otherwise than the version that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ..assessment import STATUS_LABELS
from ..tasks.status import LABELS
from .duties.owed import STATE_LABELS

PARTS: Mapping[str, Words] = {
    "documents": _("văn bản ban hành"), "total": _("lượt nhiệm vụ"), "victims": _("người bị nạn"),
    "deaths": _("người chết"), "severe": _("người bị thương nặng"), "reporting": _("cơ sở đã báo cáo"),
    "owed": _("cơ sở phải báo cáo"), "value": _("giá trị"), "status": _("kết luận"), "sources": _("báo cáo nguồn"),
}  # fmt: skip
_WATCHED = _("theo dõi")


@dataclass(frozen=True)
class Difference:
    """One number or conclusion, before and after; `of` is a name that is data ("" for none), None: absent."""

    of: str
    label: Words
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """In the order of the report; nothing where both say the same."""
    old, new = dict(_lines(before)), dict(_lines(after))
    return [
        Difference(of, _label(part), old.get((of, part)), new.get((of, part)))
        for of, part in dict.fromkeys([*new, *old]) if old.get((of, part)) != new.get((of, part))
    ]  # fmt: skip


def _label(part: str) -> Words:
    kind, _colon, code = part.partition(":")
    if kind == "task":
        return LABELS[code]
    if kind == "child":
        return STATE_LABELS[code]
    return PARTS[kind]


def _lines(figures: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    yield ("", "documents"), figures["documents"]["total"]
    yield ("", "total"), figures["tasks"]["total"]
    for status, n in figures["tasks"]["counts"].items():
        yield ("", f"task:{status}"), n
    for programme in figures.get("targets", ()):
        for row in programme["rows"]:
            of = f"{row['summary']}, {row['year']}"
            yield (of, "value"), row["value"]
            yield (of, "status"), str(STATUS_LABELS.get(row["status"], _WATCHED))
    for row in figures.get("accidents", {}).get("years", ()):
        for part in ("victims", "deaths", "severe", "reporting", "owed"):
            yield (str(row["year"]), part), row[part]
    for state, n in ((figures.get("children") or {}).get("states") or {}).items():
        yield ("", f"child:{state}"), n
    if "sources" in figures:
        yield ("", "sources"), len(figures["sources"])
