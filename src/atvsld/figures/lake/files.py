"""Where the Parquet files of the lake lie: one folder a compaction, never changed once the manifest names it."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings

from ...base.facts import Fact

log = structlog.get_logger(__name__)

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


def described(place: Path) -> dict[str, dict[str, Any]]:
    """{file below the lake's folder: its bytes and the hash of its content}."""
    return {
        str(file.relative_to(folder())): {"bytes": file.stat().st_size, "hash": _hash(file)}
        for file in sorted(place.rglob("*.parquet"))
    }


def files_of(fact: Fact, manifest: Mapping[str, Any]) -> list[str] | None:
    """The files that hold the fact; None when the lake does not have it, not in these columns, or not as written.

    A file that is lost or damaged is no error of the reader: the database answers until the next compaction.
    """
    entry = manifest.get(fact.name)
    if entry is None or entry["columns"] != columns_of(fact) or not isinstance(entry["files"], dict):
        return None
    for name, said in entry["files"].items():
        if not is_as_written(folder() / name, said):
            log.error("lake file lost or damaged", fact=fact.name, file=name)
            return None
    return [str(folder() / name) for name in entry["files"]]


def is_as_written(path: Path, said: Mapping[str, Any]) -> bool:
    """Whether the file has the content that was written. Its content is read once a process, and when it changed."""
    try:
        stat = path.stat()
        return stat.st_size == said["bytes"] and _hash_of(path, stat.st_size, stat.st_mtime_ns) == said["hash"]
    except OSError:
        return False


@lru_cache(maxsize=4096)
def _hash_of(path: Path, size: int, changed_ns: int) -> str:
    del size, changed_ns  # They name one state of the file.
    return _hash(path)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


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
