"""That a backup misses no table: of those it names, and of those that its migrations make."""

from __future__ import annotations

from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from ...base.errors import RuleViolation
from . import sqlite
from .manifest import PASSING, Manifest


def check_whole(manifest: Manifest, steps: list[tuple[str, str]], folder: Path) -> None:
    """Before anything is put aside for it. Raises RuleViolation with backup.damaged and the name of a table."""
    for table in sorted(made_by(steps) - manifest.tables.keys() - PASSING):
        raise _missing(table)
    if manifest.database == "sqlite":
        held = sqlite.tables(folder / sqlite.NAME)
        for table, said in manifest.tables.items():
            if held.get(table) != said:
                raise _missing(table)


def made_by(steps: list[tuple[str, str]]) -> set[str]:
    """Names of the tables that stand after these migrations."""
    state = MigrationLoader(None).graph.make_state(nodes=steps, at_end=True)
    models = state.apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.managed}


def _missing(table: str) -> RuleViolation:
    return RuleViolation(
        "backup.damaged", f"Bản sao lưu thiếu bảng {table}, hoặc bảng không như mục lục ghi; hãy dùng một bản khác."
    )
