"""What was accepted of a document, as the values that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from ..documents.models import Document
from ..reading.result import Reading, Reporting, Target, Task

Item = TypeVar("Item", Target, Task, Reporting)


def reading_of(document: Document) -> Reading:
    """Targets, tasks and duties of the document, with the numbers that it names as its ground."""
    said = document.whole
    return Reading(
        number=said.get("number"), title=said.get("title"), based_on=tuple(said.get("based_on") or ()),
        targets=tuple(_item(Target, item) for item in said["targets"]),
        tasks=tuple(_item(Task, item) for item in said["tasks"]),
        reporting=tuple(_item(Reporting, item) for item in said["reporting"]),
    )  # fmt: skip


def _item(kind: type[Item], content: Mapping[str, Any]) -> Item:
    """What a person added beside (the indicator of a target) is left out; what nobody said is nothing."""
    known = {field.name: content.get(field.name) for field in fields(kind)}
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    lists["lines"] = tuple((first, last) for first, last in content.get("lines") or ())
    return kind(**(known | {"rule": known["rule"] or ""} | lists))
