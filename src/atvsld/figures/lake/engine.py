"""The engine of figures: DuckDB in this process, opened when the first figure is asked for, a cursor a snapshot."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from django.conf import settings

# What a form of the nation needs among a million victims, and what a web worker of 350 MB can spare; the rest spills.
MEMORY_LIMIT = "96MB"
# Compacting and comparing sort whole facts; the worker does it, alone on its machine or in one process of it.
ROOM_TO_SORT = "1GB"
_OFFLINE: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

_lock = threading.Lock()
_root: tuple[int, Any] | None = None


def cursor() -> Any:
    """A cursor of its own: tables it makes are seen by it alone and are gone when it is closed.

    A process that forked opens its own DuckDB, for none survives a fork. Not to be shared between threads.
    """
    return _connection(os.getpid()).cursor()


def roomy_cursor() -> Any:
    """A cursor for work on whole facts. The process keeps the larger limit from then on."""
    opened = cursor()
    opened.execute(f"SET memory_limit = '{ROOM_TO_SORT}'")
    return opened


def _connection(pid: int) -> Any:
    global _root
    import duckdb

    with _lock:
        if _root is None or _root[0] != pid:
            config = {
                **_OFFLINE,
                "threads": min(4, os.cpu_count() or 1),
                "memory_limit": MEMORY_LIMIT,
                "temp_directory": str(Path(settings.ATVSLD_VAR) / "lake-spill"),
            }
            _root = (pid, duckdb.connect(":memory:", config=config))
        return _root[1]
