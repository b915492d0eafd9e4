from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..errors import RuleViolation

SHOWN_ROWS = 20


@dataclass
class ImportResult:
    """The account of one import: created + updated + unchanged + merged + rejected + withheld = rows.

    *merged* rows told of something that another row of the same run told already; *withheld* ones are right but stand
    in a file that was refused for others. An error names file and row as they stand in the file; row None means the
    whole file. `records` counts what was written in each register, for a row may be an accident and a victim.
    """

    files: list[str] = field(default_factory=list)
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    withheld: int = 0
    is_dry_run: bool = False
    ignored_columns: list[str] = field(default_factory=list)
    records: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._notes: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._refused: set[tuple[str, int]] = set()

    @property
    def is_clean(self) -> bool:
        return not self.errors and not self.rejected

    @property
    def refused_files(self) -> set[str]:
        """The files with an error in any row."""
        return {error["file"] for error in self.errors}

    def refuse(self, file: str, row: int | None, violations: Iterable[RuleViolation]) -> None:
        """One row (or the whole file) is refused, for these reasons."""
        self.errors += [{"file": file, "row": row, **violation.as_dict()} for violation in violations]
        if row is not None and (file, row) not in self._refused:
            self._refused.add((file, row))
            self.rejected += 1

    def note(self, file: str, row: int | None, said: RuleViolation) -> None:
        """Something that was assumed or left out; the same words are said once, with how many rows they concern."""
        kept = self._notes.get((file, said.code, said.message))
        if kept is None:
            kept = {"file": file, **said.as_dict(), "count": 0, "rows": []}
            self._notes[file, said.code, said.message] = kept
            self.notes.append(kept)
        kept["count"] += 1
        if row is not None and len(kept["rows"]) < SHOWN_ROWS:
            kept["rows"].append(row)

    def is_refused(self, file: str, row: int) -> bool:
        return (file, row) in self._refused

    def take_notes(self, other: ImportResult) -> None:
        self.notes += other.notes

    def count_records(self, register: str, created: int, updated: int) -> None:
        if created or updated:
            kept = self.records.setdefault(register, {"created": 0, "updated": 0})
            kept["created"] += created
            kept["updated"] += updated

    def as_dict(self) -> dict[str, Any]:
        return {
            "files": self.files,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "rejected": self.rejected,
            "withheld": self.withheld,
            "dry_run": self.is_dry_run,
            "records": self.records,
            "ignored_columns": self.ignored_columns,
            "notes": self.notes,
            "errors": sorted(self.errors, key=lambda e: (e["file"], e["row"] or 0)),
        }
