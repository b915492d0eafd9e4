from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ....base.errors import Refused
from ...lake.care import said, status
from ...lake.compaction import Compacted, compact, rebuild
from ...lake.comparison import Difference, compare


class Command(BaseCommand):
    help = "Kho số liệu: xem tình trạng (status), nén (compact), lập lại từ cơ sở dữ liệu và đối chiếu (rebuild)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("status", "compact", "rebuild"))
        parser.add_argument("--check", action="store_true", help="Cùng rebuild: chỉ đối chiếu, không viết gì.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, action: str, check: bool, **options: Any) -> None:
        """Ends with exit code 1 when another compaction is at work, or when lake and database differed."""
        if check and action != "rebuild":
            raise CommandError("--check chỉ đi cùng rebuild.")
        found: list[Difference] = []
        try:
            if action == "status":
                result = status()
            elif action == "compact":
                result = told(compact())
            elif check:
                found = compare()
                result = {"is_equal": not found, "differences": said(found)}
            else:
                done = rebuild()
                found, result = list(done.differences), told(done)
        except Refused as refused:
            raise CommandError("; ".join(v.message for v in refused.violations)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            for name, value in flat(result):
                self.stdout.write(f"{name}: {value}")
        if found:
            raise CommandError("Kho số liệu khác cơ sở dữ liệu: " + "; ".join(map(str, found)) + ".")


def told(done: Compacted) -> dict[str, Any]:
    result: dict[str, Any] = {
        "version": done.version, "rows": done.rows, "changes_read": done.changes_read,
        "folders_cleared": done.folders_cleared,
    }  # fmt: skip
    if done.is_rebuild:
        result |= {"is_equal": not done.differences, "differences": said(list(done.differences))}
    return result


def flat(result: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """One line a value: facts.victims.rows."""
    lines: list[tuple[str, Any]] = []
    for name, value in result.items():
        lines += flat(value, f"{before}{name}.") if isinstance(value, dict) else [(before + name, value)]
    return lines
