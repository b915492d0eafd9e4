"""Facts summed by a few columns. The sums of the files are kept as long as the files stand; what the files no longer
speak for is taken off them, and what changed since is added. So a figure is as fresh as the last commit and costs what
changed, not what there is."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .compiled import Build

# One thread at a time makes such a table, reads it or drops that of older files.
LOCK = threading.Lock()


@dataclass(frozen=True)
class Condensation:
    """A fact summed: `build` groups its table and gives `sums`, whole numbers that add up over any parts of the fact.

    `build` reads `columns` and nothing that is asked for by name. What reads the sums adds them up once more: a group
    may stand on several rows, some of them below zero.
    """

    name: str
    fact: str
    columns: tuple[str, ...]
    build: Build
    sums: tuple[str, ...]

    def make(self, cursor: Any, files: Sequence[str], sql: str) -> str:
        """The name of the table that holds the sums of these files, made if it is not there. `LOCK` must be held."""
        return _held(cursor, f"condensed_{self.name}", files, lambda: sql)

    def difference(self, cursor: Any, as_of: Sequence[str], sql: Callable[[], str]) -> str:
        """The name of the table of what is added to them, as of these files and changes. `LOCK` must be held."""
        return _held(cursor, f"difference_{self.name}", as_of, sql)


def taken_off(cursor: Any, of: Condensation, files: Sequence[str], in_files: str, gone: str, key: str) -> str:
    """The name of a table of what these files say of rows that they no longer speak for, those of `gone` among them.

    What a file says never changes, so a row is looked for once. `LOCK` must be held.
    """
    columns = ", ".join(f'"{column}"' for column in of.columns)
    rows = _held(cursor, f"taken_off_{of.fact}", files, lambda: f"SELECT {columns} FROM {in_files} LIMIT 0")  # noqa: S608
    keys = _held(cursor, f"looked_for_{of.fact}", files, lambda: f"SELECT gone FROM {gone} LIMIT 0")  # noqa: S608
    new = f"SELECT gone FROM {gone} ANTI JOIN {keys} USING (gone)"  # noqa: S608
    if cursor.execute(f"SELECT count(*) FROM ({new})").fetchone()[0]:  # noqa: S608
        found = f"SELECT {columns} FROM {in_files} SEMI JOIN ({new}) ON {key} = gone"  # noqa: S608
        cursor.execute(f"INSERT INTO {rows} {found}; INSERT INTO {keys} {new}")
    return rows


def _held(cursor: Any, name: str, as_of: Sequence[str], sql: Callable[[], str]) -> str:
    """A table of the process, as of these files (and changes); those of older ones are dropped."""
    table = f"{name}_{hashlib.sha256(chr(0).join(sorted(as_of)).encode()).hexdigest()[:16]}"
    found = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    there = {known for (known,) in found}
    if table not in there:
        for older in there:
            if older.startswith(f"{name}_"):
                cursor.execute(f'DROP TABLE memory.main."{older}"')
        cursor.execute(f'CREATE TABLE memory.main."{table}" AS {sql()}')
    return table


def difference(gone: Any, changed: Any, *, sums: tuple[str, ...]) -> Any:
    """What is added to the sums of the files: what changed, and below zero what they no longer speak for."""
    off = gone.mutate(**{name: -gone[name] for name in sums})
    return changed.union(off.select(*changed.columns))


def together(files: Any, added: Any, *, then: Build, options: tuple[tuple[str, Any], ...]) -> Any:
    """`then` of the sums of the files and of what is added to them."""
    return then(files.union(added.select(*files.columns)), **dict(options))


def alone(files: Any, *, then: Build, options: tuple[tuple[str, Any], ...]) -> Any:
    return then(files, **dict(options))
