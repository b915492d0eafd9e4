"""What a backup says of itself; it is the last part of the file, for it names the hash of all others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.migrations.loader import MigrationLoader

from ...base.errors import RuleViolation

NAME = "manifest.json"
FORMAT_VERSION = 1
# Tables of a moment: nothing of them is missed after a restore.
PASSING = frozenset({"cache", "django_session", "base_worker"})


@dataclass(frozen=True)
class Part:
    """One part of the file: its length in bytes and SHA-256 (hex)."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Version, moment and database of the backup, what it holds, and how far its tables were migrated.

    `tables` is {table: {"columns": […], "rows": n}}; `migrations` {app: [names]}; `keys` {variable: fingerprint}.
    """

    program_version: str
    made_at: str
    database: str
    migrations: Mapping[str, list[str]]
    tables: Mapping[str, Mapping[str, Any]]
    keys: Mapping[str, str]
    has_keys: bool
    format_version: int = FORMAT_VERSION
    parts: Mapping[str, Part] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @property
    def rows(self) -> int:
        return sum(int(table["rows"]) for table in self.tables.values())


def read_manifest(text: str) -> Manifest:
    """Raises RuleViolation with backup.newer for a format of a later program, backup.damaged when it cannot be read."""
    try:
        said = json.loads(text)
        if int(said["format_version"]) > FORMAT_VERSION:
            raise RuleViolation(
                "backup.newer",
                "Bản sao lưu do phiên bản mới hơn của chương trình tạo; hãy nâng cấp chương trình trước.",
            )
        parts = {name: Part(**part) for name, part in said.pop("parts").items()}
        return Manifest(**said, parts=parts)
    except (ValueError, KeyError, TypeError) as error:
        raise RuleViolation(
            "backup.damaged", "Bản sao lưu bị hỏng: không đọc được mục lục; hãy dùng một bản khác."
        ) from error


def by_app(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in sorted(pairs):
        found.setdefault(app, []).append(name)
    return found


def targets(manifest: Manifest) -> list[tuple[str, str]]:
    """The migrations that bring an empty database to the state of the backup.

    Raises RuleViolation with backup.newer when the backup was migrated further than this program knows.
    """
    graph = MigrationLoader(None).graph
    applied = {(app, name) for app, names in manifest.migrations.items() for name in names}
    known = {pair for pair in applied if pair in graph.nodes}
    if applied - known:
        app, name = min(applied - known)
        raise RuleViolation(
            "backup.newer",
            f"Bản sao lưu do phiên bản {manifest.program_version} tạo, có bước cập nhật bảng «{app}.{name}» mà chương"
            " trình này không có; hãy cài phiên bản mới hơn rồi khôi phục lại.",
        )
    return sorted(pair for pair in known if not any(child.key in known for child in graph.node_map[pair].children))
