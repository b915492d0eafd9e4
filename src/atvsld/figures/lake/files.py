"""Where the Parquet files of the lake lie: one folder a compaction, never changed once the manifest names it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from ...base.facts import Fact

# A figure that began before a compaction may still read the files of the lake before it.
KEPT_SECONDS = 3600


def folder() -> Path:
    return Path(settings.ATVSLD_VAR) / "lake"


def new_folder() -> Path:
    path = folder() / uuid4().hex
    path.mkdir(parents=True)
    return path


def columns_of(fact: Fact) -> list[str]:
    """The columns as text: files written for other columns are not this fact."""
    return [f"{c.name}:{c.kind}" for c in fact.columns]


def files_of(fact: Fact, manifest: Mapping[str, Any]) -> list[str] | None:
    """The files that hold the fact; None when the lake does not have it, or not any more, in these columns."""
    entry = manifest.get(fact.name)
    if entry is None or entry["columns"] != columns_of(fact):
        return None
    files = [folder() / name for name in entry["files"]]
    return [str(f) for f in files] if all(f.is_file() for f in files) else None


def clear_away(manifest: Mapping[str, Any], kept_seconds: float = KEPT_SECONDS) -> int:
    """Delete folders that the manifest does not name and that no figure can still be reading; how many."""
    named = {Path(name).parts[0] for entry in manifest.values() for name in entry["files"]}
    old = [
        path
        for path in folder().iterdir()
        if path.is_dir() and path.name not in named and path.stat().st_mtime < time.time() - kept_seconds
    ]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)
