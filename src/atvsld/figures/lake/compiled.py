"""Expressions as SQL, written once a process: Ibis needs a hundred times longer to write a query than DuckDB to run it.

Only text is kept, never a number. What may differ between two calls is asked for by name (`asked`) or lies in a table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis

Build = Callable[..., Any]


@dataclass(frozen=True)
class Compiled:
    """A query and the columns that it gives."""

    sql: str
    schema: ibis.Schema


@lru_cache(maxsize=512)
def compiled(build: Build, inputs: tuple[Any, ...], options: tuple[tuple[str, Any], ...]) -> Compiled:
    """What `build(*tables, **options)` is in SQL. `inputs` are the tables' operations, which know names and columns."""
    return written(build(*(operation.to_expr() for operation in inputs), **dict(options)))


def written(expression: ibis.Table) -> Compiled:
    """An expression over tables of a snapshot in the language of the engine."""
    import ibis

    return Compiled(str(ibis.to_sql(expression, dialect="duckdb")), expression.schema())


@lru_cache(maxsize=512)
def named(name: str, schema: ibis.Schema) -> ibis.Table:
    """A table of that name, as expressions see it."""
    import ibis

    return ibis.table(schema, name=name)


def asked(name: str) -> Any:
    """The whole number that the snapshot was asked for under this name (`Snapshot.ask`)."""
    return _variable()(name).name(name)


@dataclass(frozen=True)
class Among:
    """Rows where a column is one of the keys that the snapshot was asked for; all rows without a column.

    The keys are asked for one by one, `count` of them: such a filter is answered by skipping parts of files.
    """

    column: str = ""
    count: int = 0

    def of(self, table: Any) -> Any:
        if not self.column:
            return table
        if not self.count:
            return table.limit(0)
        return table.filter(table[self.column].isin([asked(f"{self.column}_{n}") for n in range(self.count)]))


@cache
def _variable() -> Any:
    import ibis

    def getvariable(name: str) -> int: ...  # type: ignore[empty-body]

    # Evaluated, the annotations are not the text that they are in this module.
    getvariable.__annotations__ = {"name": str, "return": int}
    return ibis.udf.scalar.builtin(getvariable)
