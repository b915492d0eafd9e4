"""What every figure reads: `lake ANTI JOIN changed ∪ changed`, of one moment, fresh to the last commit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...base.lists import facts
from .arrow import schema_of
from .compiled import Among, Build, Compiled, compiled, named, written
from .condensed import LOCK, Condensation, alone, difference, taken_off, together
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

    def condensed(self, of: Condensation, then: Build, **options: Any) -> ibis.Table:
        """`then` of the sums of a fact as of now, for the life of the snapshot (see `condensed`)."""
        reading, asked_for = self.readings[of.fact], {"then": then, "options": tuple(sorted(options.items()))}
        if not reading.files:
            return self.kept(alone, self.kept(of.build, self.current(of.fact)), **asked_for)
        sums = self._query(of.build, (self._of_files(of),), {})
        with LOCK:
            whole = named(of.make(self.cursor, reading.files, sums.sql), sums.schema)
            if not reading.superseded:
                return self.kept(alone, whole, **asked_for)
            return self.kept(together, whole, self._added(of), **asked_for)

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

    def _of_files(self, of: Condensation) -> ibis.Table:
        """The fact as the files have it."""
        name = f"{of.fact}_in_files"
        if name not in self._made:
            columns = ", ".join(f'"{column}"' for column in of.columns)
            files = _files(self.readings[of.fact])
            self.cursor.execute(f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM {files}")  # noqa: S608
            self._made[name] = named(name, self._schema(of))
        return self._made[name]

    def _added(self, of: Condensation) -> ibis.Table:
        """What is added to the sums of the files: worked out once for the same changes, where they can be told."""
        reading = self.readings[of.fact]

        def sums() -> str:
            gone, changed = (self.kept(of.build, part) for part in self._difference(of))
            return self._query(difference, (gone, changed), {"sums": of.sums}).sql

        name = f"added_{of.name}"
        if reading.mark:
            # Under a name of the snapshot's own, or what is asked of them would be compiled anew after every change.
            held = of.difference(self.cursor, (*reading.files, reading.mark), sums)
            self.cursor.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS FROM {held}")
        elif name not in self._made:
            self.cursor.execute(f"CREATE TEMP TABLE {name} AS {sums()}")
        self._made[name] = named(name, self._query(of.build, (self._of_files(of),), {}).schema)
        return self._made[name]

    def _difference(self, of: Condensation) -> tuple[ibis.Table, ibis.Table]:
        """(what the files say of rows they no longer speak for, what these rows are now)."""
        reading, fact = self.readings[of.fact], of.fact
        off, on = f"{fact}_off", f"{fact}_on"
        if off not in self._made:
            self.current(fact)
            files, key = self._of_files(of).get_name(), reading.fact.key
            held = taken_off(self.cursor, of, reading.files, files, f"gone_{fact}", key)
            columns = ", ".join(f'"{column}"' for column in of.columns)
            gone = f"SELECT {columns} FROM {held} SEMI JOIN gone_{fact} ON {key} = gone"  # noqa: S608
            changed = f"SELECT {columns} FROM changed_{fact}"  # noqa: S608
            self.cursor.execute(f"CREATE TEMP TABLE {off} AS {gone}; CREATE TEMP VIEW {on} AS {changed}")
            self._made |= {name: named(name, self._schema(of)) for name in (off, on)}
        return self._made[off], self._made[on]

    def _schema(self, of: Condensation) -> ibis.Schema:
        import ibis

        schema = ibis.Schema.from_pyarrow(schema_of(self.readings[of.fact].fact))
        return ibis.schema({name: schema[name] for name in of.columns})

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
        lake = f"SELECT {columns} FROM {_files(reading)}"  # noqa: S608
        if reading.superseded:
            gone = pa.table({"gone": pa.array(sorted(reading.superseded), pa.int64())})
            self.cursor.register(f"gone_{fact.name}", gone)
            self.cursor.register(f"changed_{fact.name}", reading.rows)
            lake += f" ANTI JOIN gone_{fact.name} ON {fact.key} = gone"
            lake += f" UNION ALL SELECT {columns} FROM changed_{fact.name}"  # noqa: S608
        self.cursor.execute(f"CREATE TEMP VIEW {fact.name} AS {lake}")
        return named(fact.name, schema)


def _files(reading: Reading) -> str:
    files = ", ".join("'" + f.replace("'", "''") + "'" for f in reading.files)
    return f"read_parquet([{files}], hive_partitioning = false)"


@contextmanager
def snapshot(*names: str) -> Iterator[Snapshot]:
    """The facts of these names as of now. The database is read at once; what follows runs without it."""
    declared = facts()
    taken = Snapshot(cursor(), read_facts([declared[name] for name in names]))
    try:
        yield taken
    finally:
        taken.cursor.close()
