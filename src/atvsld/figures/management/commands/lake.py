from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ....base.models import Change
from ...lake.compaction import compact
from ...models import LakeManifest


class Command(BaseCommand):
    help = "Kho số liệu: xem tình trạng (status) hoặc nén lại (compact)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("status", "compact"))
        parser.add_argument("--rebuild", action="store_true", help="Lập lại toàn bộ từ cơ sở dữ liệu.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, **options: Any) -> None:
        result = status() if options["action"] == "status" else asdict(compact(is_rebuild=options["rebuild"]))
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for name, value in result.items():
            self.stdout.write(f"{name}: {value}")


def status() -> dict[str, Any]:
    """The lake's version, its rows by fact, and how many changes it has not read."""
    manifest = LakeManifest.objects.filter(pk=LakeManifest.ONLY).first()
    rows = {name: entry["rows"] for name, entry in manifest.facts.items()} if manifest else {}
    return {
        "version": manifest.version if manifest else 0,
        "compacted_at": manifest.compacted_at.isoformat() if manifest and manifest.compacted_at else None,
        "rows": rows,
        "changes_waiting": Change.objects.count(),
    }
