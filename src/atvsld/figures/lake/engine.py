"""The engine of figures: DuckDB in this process, one cursor a thread, opened when the first figure is asked for."""

from __future__ import annotations

import os
import threading
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

MEMORY_LIMIT = "1GB"
_OFFLINE: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

_lock = threading.Lock()
_root: tuple[int, Any] | None = None
_of_thread = threading.local()
_names = count(1)


class Engine:
    """One thread's way into DuckDB: tables come in as Arrow or as Parquet files, expressions are Ibis."""

    def __init__(self, cursor: Any) -> None:
        import ibis

        self.cursor = cursor
        self.backend = ibis.duckdb.from_connection(cursor)

    def bring_in(self, table: pa.Table) -> tuple[str, Any]:
        """The table under a new name, as (name, Ibis table); `forget` it afterwards."""
        name = f"brought_{next(_names)}"
        self.cursor.register(name, table)
        return name, self.backend.table(name)

    def parquet(self, files: list[str]) -> tuple[str, Any]:
        name = f"files_{next(_names)}"
        listed = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
        self.cursor.execute(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{listed}], hive_partitioning = false)"  # noqa: S608
        )
        return name, self.backend.table(name)

    def forget(self, name: str) -> None:
        self.cursor.execute(f"DROP VIEW IF EXISTS {name}")
        self.cursor.unregister(name)


def engine() -> Engine:
    """The engine of this thread. A process that forked opens its own: DuckDB does not survive a fork."""
    pid = os.getpid()
    kept = getattr(_of_thread, "kept", None)
    if kept is None or kept[0] != pid:
        kept = (pid, Engine(_connection(pid).cursor()))
        _of_thread.kept = kept
    return kept[1]


def _connection(pid: int) -> Any:
    global _root
    import duckdb

    with _lock:
        if _root is None or _root[0] != pid:
            config = {**_OFFLINE, "threads": str(min(4, os.cpu_count() or 1)), "memory_limit": MEMORY_LIMIT}
            _root = (pid, duckdb.connect(":memory:", config=config))
        return _root[1]
