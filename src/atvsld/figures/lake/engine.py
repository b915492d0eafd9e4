"""The engine of figures: DuckDB in this process, one cursor a thread, opened when the first figure is asked for."""

from __future__ import annotations

import os
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

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
        listed = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
        return self._created("VIEW", f"SELECT * FROM read_parquet([{listed}], hive_partitioning = false)")  # noqa: S608

    def keep(self, expression: Any) -> tuple[str, Any]:
        """The result of an expression as a table of its own, so that what follows is short to compile and to run."""
        return self._created("TABLE", self.backend.compile(expression))

    def _created(self, kind: str, query: str) -> tuple[str, Any]:
        name = f"{kind.lower()}_{next(_names)}"
        self.cursor.execute(f"CREATE TEMP {kind} {name} AS {query}")
        return name, self.backend.table(name)

    def forget(self, name: str) -> None:
        kind = name.partition("_")[0].upper()
        if kind == "BROUGHT":
            self.cursor.unregister(name)
        else:
            self.cursor.execute(f"DROP {kind} IF EXISTS {name}")


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
            config = {
                **_OFFLINE,
                "threads": min(4, os.cpu_count() or 1),
                "memory_limit": MEMORY_LIMIT,
                "temp_directory": str(Path(settings.ATVSLD_VAR) / "lake-spill"),
            }
            _root = (pid, duckdb.connect(":memory:", config=config))
        return _root[1]
