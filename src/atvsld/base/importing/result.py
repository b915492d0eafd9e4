from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..errors import RuleViolation

SHOWN_ROWS = 20


@dataclass
class ImportResult:
    """The account of one import. created + updated + unchanged + merged + rejected = rows.

    *merged* rows told of something that another row of the same run told already. An error names file and row as they
    stand in the file; row None means the whole file.
    """

    files: list[str] = field(default_factory=list)
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    rejected: int = 0
    is_dry_run: bool = False
    ignored_columns: list[str] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.errors and not self.rejected

    def refuse(self, file: str, row: int | None, violations: Iterable[RuleViolation]) -> None:
        """One row (or the whole file) is refused, for these reasons."""
        self.errors += [{"file": file, "row": row, **violation.as_dict()} for violation in violations]
        if row is not None:
            self.rejected += 1

    def note(self, file: str, row: int | None, said: RuleViolation) -> None:
        """Something that was assumed or left out; the same words are said once, with how many rows they concern."""
        for kept in self.notes:
            if (kept["file"], kept["code"], kept["message"]) == (file, said.code, said.message):
                break
        else:
            kept = {"file": file, **said.as_dict(), "count": 0, "rows": []}
            self.notes.append(kept)
        kept["count"] += 1
        if row is not None and len(kept["rows"]) < SHOWN_ROWS:
            kept["rows"].append(row)

    def as_dict(self) -> dict[str, Any]:
        return {
            "files": self.files,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "rejected": self.rejected,
            "dry_run": self.is_dry_run,
            "ignored_columns": self.ignored_columns,
            "notes": self.notes,
            "errors": sorted(self.errors, key=lambda e: (e["file"], e["row"] or 0)),
        }
