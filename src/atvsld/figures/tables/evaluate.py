"""Filling tables: one aggregate for each block and source of facts, never one for each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..lake import Snapshot
from .columns import Column
from .rows import Block

if TYPE_CHECKING:
    import ibis

Number = int | float | Decimal | str | None
Values = dict[str, dict[str, Number]]


def with_case_attributes(victims: ibis.Table) -> ibis.Table:
    """Victims with what the case is *within these victims*: `case_deaths`, `case_victims`."""
    import ibis

    case = ibis.window(group_by="accident_id")
    return victims.mutate(
        case_deaths=(victims.severity == "fatal").cast("int64").sum().over(case),
        case_victims=victims.victim_id.count().over(case),
    )


def evaluate(
    snapshot: Snapshot, sources: Mapping[str, ibis.Table], blocks: Iterable[Block], columns: Iterable[Column]
) -> Values:
    """{row key: {column key: number}}; what no fact belongs to is 0."""
    by_source: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.is_measured:
            by_source[column.source].append(column)
    values: Values = {}
    for block in blocks:
        for key in block.row_keys:
            values.setdefault(key, {c.key: 0 for cs in by_source.values() for c in cs})
        for source, measured in by_source.items():
            for found in _aggregated(snapshot, sources[source], block, measured):
                row = values[found.pop("row_key")]
                for column in measured:
                    row[column.key] = in_units(found[f"m_{column.key}"] or 0, column.divisor)
    return values


def _aggregated(snapshot: Snapshot, table: ibis.Table, block: Block, columns: list[Column]) -> list[dict[str, Any]]:
    import ibis

    placed = _placed(snapshot, table, block)
    for per in {c.once_per for c in columns if c.once_per}:
        first = ibis.row_number().over(ibis.window(group_by=["row_key", per], order_by="victim_id"))
        placed = placed.mutate(is_first=first == 0)
    grouped = placed.group_by("row_key").aggregate(**{f"m_{c.key}": c.measure(placed) for c in columns})
    return grouped.to_pyarrow().to_pylist()


def _placed(snapshot: Snapshot, table: ibis.Table, block: Block) -> ibis.Table:
    """The facts, each as often as the rows it counts in, with `row_key`."""
    import ibis
    import pyarrow as pa

    narrowed = _narrowed(table, block)
    pairs = [(value, key) for value, keys in block.places.items() for key in keys]
    mapping = snapshot.bring_in(
        pa.table({"of_value": pa.array([v for v, _ in pairs], pa.string()),
                  "of_row": pa.array([k for _, k in pairs], pa.string())})
    )  # fmt: skip
    joined = narrowed.left_join(mapping, narrowed.row_value == mapping.of_value)
    joined = joined.mutate(row_key=ibis.coalesce(joined.of_row, ibis.literal(block.otherwise)))
    return joined if block.otherwise else joined.filter(joined.row_key != "")


def _narrowed(table: ibis.Table, block: Block) -> ibis.Table:
    import ibis

    if block.within is not None and "victim_id" in table.columns:
        table = table.filter(block.within(table))
    value = table[block.by].cast("string") if block.by else ibis.literal("")
    return table.mutate(row_value=value)


def facts_of_cell(
    sources: Mapping[str, ibis.Table], blocks: Iterable[Block], row_key: str, column: Column
) -> ibis.Table:
    """The facts that one cell counts or adds up. Raises LookupError when no block fills the row."""
    block = next((b for b in blocks if row_key in b.row_keys), None)
    if block is None:
        raise LookupError(f"Biểu này không có dòng «{row_key}».")
    table = _narrowed(sources[column.source], block)
    if row_key == block.otherwise:
        known = list(block.places)
        unknown = table.row_value.isnull()
        table = table.filter(unknown | table.row_value.notin(known) if known else True)
    else:
        table = table.filter(table.row_value.isin(block.values_of(row_key)))
    return table.filter(column.where(table)) if column.where else table


def in_units(amount: int, divisor: int) -> int | Decimal:
    """Exactly: a whole number where it is whole, else a decimal."""
    if divisor == 1 or amount % divisor == 0:
        return amount // divisor
    return Decimal(amount) / divisor
