"""What every figure reads: `lake ANTI JOIN changed ∪ changed`, of one moment, fresh to the last commit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...base.lists import facts
from .arrow import schema_of
from .compiled import Among, Build, Compiled, compiled, named, written
from .engine import cursor
from .reading import Reading, read_facts

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa


@dataclass
class Snapshot:
    """Facts of one moment, as Ibis tables on a cursor of its own.

    Expressions are given as functions from tables to a table, so that each is compiled once a process: `kept` makes a
    table of its result, `rows` reads it. `ask` sets the numbers that they name with `asked`.
    """

    cursor: Any
    readings: Mapping[str, Reading]
    _made: dict[str, ibis.Table] = field(default_factory=dict)
    _asked: dict[str, int] = field(default_factory=dict)

    def current(self, name: str) -> ibis.Table:
        """The fact of that name. Raises KeyError when the snapshot was not asked for it."""
        if name not in self._made:
            self._made[name] = self._view(self.readings[name])
        return self._made[name]

    def ask(self, **numbers: int) -> None:
        changed = [f"SET VARIABLE {name} = {int(n)}" for name, n in numbers.items() if self._asked.get(name) != n]
        if changed:
            self.cursor.execute(";".join(changed))
            self._asked |= numbers

    def ask_among(self, column: str, keys: Collection[int] | None) -> Among:
        """The filter for these keys (None: all rows). Few lengths, so that few expressions are compiled."""
        if keys is None or not column:
            return Among()
        known = sorted(keys)
        count = 1 << (len(known) - 1).bit_length() if known else 0
        self.ask(**{f"{column}_{n}": known[min(n, len(known) - 1)] for n in range(count)})
        return Among(column, count)

    def bring_in(self, about: str, table: pa.Table) -> ibis.Table:
        """A small table of one's own (which value belongs to which row of a form), for the life of the snapshot."""
        import ibis

        return self._registered(self._name(about), table, ibis.Schema.from_pyarrow(table.schema))

    def kept(self, build: Build, *inputs: ibis.Table, **options: Any) -> ibis.Table:
        """The rows of an expression, worked out once, for the life of the snapshot."""
        query, name = self._query(build, inputs, options), self._name(build.__name__)
        self.cursor.execute(f"CREATE TEMP TABLE {name} AS {query.sql}")
        self._made[name] = named(name, query.schema)
        return self._made[name]

    def rows(self, build: Build, *inputs: ibis.Table, **options: Any) -> list[dict[str, Any]]:
        """The rows of an expression."""
        return self._read(self._query(build, inputs, options))

    def read(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """The rows of an expression that is asked for seldom: compiled each time."""
        return self._read(written(expression))

    def _query(self, build: Build, inputs: tuple[ibis.Table, ...], options: dict[str, Any]) -> Compiled:
        return compiled(build, tuple(table.op() for table in inputs), tuple(sorted(options.items())))

    def _read(self, query: Compiled) -> list[dict[str, Any]]:
        found = self.cursor.execute(query.sql).fetchall()
        return [dict(zip(query.schema.names, row, strict=True)) for row in found]

    def _name(self, about: str) -> str:
        """The same names in the same order in each snapshot, so that what was compiled for one serves the next."""
        return f"{about}_{len(self._made)}"

    def _registered(self, name: str, table: pa.Table, schema: ibis.Schema) -> ibis.Table:
        self.cursor.register(name, table)
        self._made[name] = named(name, schema)
        return self._made[name]

    def _view(self, reading: Reading) -> ibis.Table:
        import ibis
        import pyarrow as pa

        fact = reading.fact
        schema = ibis.Schema.from_pyarrow(schema_of(fact))
        if not reading.files:
            return self._registered(fact.name, reading.rows, schema)
        columns = ", ".join(f'"{column.name}"' for column in fact.columns)
        files = ", ".join("'" + f.replace("'", "''") + "'" for f in reading.files)
        lake = f"SELECT {columns} FROM read_parquet([{files}], hive_partitioning = false)"  # noqa: S608
        if reading.superseded:
            gone = pa.table({"gone": pa.array(sorted(reading.superseded), pa.int64())})
            self.cursor.register(f"gone_{fact.name}", gone)
            self.cursor.register(f"changed_{fact.name}", reading.rows)
            lake += f" ANTI JOIN gone_{fact.name} ON {fact.key} = gone"
            lake += f" UNION ALL SELECT {columns} FROM changed_{fact.name}"  # noqa: S608
        self.cursor.execute(f"CREATE TEMP VIEW {fact.name} AS {lake}")
        return named(fact.name, schema)


@contextmanager
def snapshot(*names: str) -> Iterator[Snapshot]:
    """The facts of these names as of now. The database is read at once; what follows runs without it."""
    declared = facts()
    taken = Snapshot(cursor(), read_facts([declared[name] for name in names]))
    try:
        yield taken
    finally:
        taken.cursor.close()
