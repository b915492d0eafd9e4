"""Readings for tests: small ones of our own, and what a careful person reads in three real documents."""

import json
from pathlib import Path
from typing import Any

from ...reading.result import Reading, Reporting, Target, Task


def target(indicator: str = "Tỷ lệ hộ nghèo", comparator: str = ">=", value: float = 90, **more: Any) -> Target:
    fields = {"text": indicator, "unit": "%", "period": None, "lines": (), "rule": ""} | more
    return Target(indicator=indicator, comparator=comparator, value=value, **fields)


def task(text: str, lead: tuple[str, ...] = (), **more: Any) -> Task:
    nothing = dict.fromkeys(("section", "role", "deliverable", "deadline", "recurrence", "recurrence_raw"))
    return Task(**(nothing | {"text": text, "lead": lead, "coordinating": (), "lines": (), "rule": ""} | more))


def duty(what: str, by: str | None = None, to: str | None = None, **more: Any) -> Reporting:
    fields = {"deadline": None, "recurrence": None, "lines": (), "rule": ""} | more
    return Reporting(what=what, by=by, to=to, **fields)


def gold(shared: Path, name: str) -> Reading:
    """The reading of one of the three documents; of each task the whole paragraph, not only its beginning."""
    said = json.loads((shared / "plans" / f"{name}.gold.json").read_text("utf-8"))
    lines = (shared / "plans" / f"{name}.txt").read_text("utf-8").split("\n")

    def whole(item: dict[str, Any]) -> str:
        spans = item["lines"] or []
        return " ".join(line.strip() for a, b in spans for line in lines[a - 1 : b] if line.strip()) or item["text"]

    def made(kind: Any, item: dict[str, Any], **more: Any) -> Any:
        known = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items() if k in kind.__dataclass_fields__}
        return kind(**(known | {"lines": (), "rule": "gold"} | more))

    return Reading(
        targets=tuple(made(Target, item) for item in said["targets"]),
        tasks=tuple(made(Task, item, text=whole(item)) for item in said["tasks"]),
        reporting=tuple(made(Reporting, item) for item in said["reporting"]),
    )
