"""Filling tables: one aggregate for each source of facts, never one for each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    shown = list(blocks)
    values: Values = {}
    for key in {key for block in shown for key in block.row_keys}:
        values[key] = {c.key: 0 for cs in by_source.values() for c in cs}
    for source, measured in by_source.items():
        for found in _aggregated(snapshot, sources[source], shown, measured):
            row = values[found.pop("row_key")]
            for column in measured:
                row[column.key] = in_units(found[f"m_{column.key}"] or 0, column.divisor)
    return values


def _aggregated(
    snapshot: Snapshot, table: ibis.Table, blocks: Sequence[Block], columns: list[Column]
) -> list[dict[str, Any]]:
    import ibis

    placed = snapshot.keep(_placed(snapshot, table, blocks))
    for per in {c.once_per for c in columns if c.once_per}:
        first = ibis.row_number().over(ibis.window(group_by=["row_key", per], order_by="victim_id"))
        placed = placed.mutate(is_first=first == 0)
    grouped = placed.group_by("row_key").aggregate(**{f"m_{c.key}": c.measure(placed) for c in columns})
    return grouped.to_pyarrow().to_pylist()


def _placed(snapshot: Snapshot, table: ibis.Table, blocks: Sequence[Block]) -> ibis.Table:
    """The facts, each as often as there are rows that it counts in, with `row_key`."""
    import ibis
    import pyarrow as pa

    places = ibis.array([ibis.struct({"block": _block(table, b, n), "value": _value(table, b)})
                         for n, b in enumerate(blocks)])  # fmt: skip
    spread = table.mutate(place=places.unnest())
    spread = spread.mutate(block=spread.place["block"], value=spread.place["value"]).drop("place")
    spread = spread.filter(spread.block.notnull())
    known = [(str(n), value, key) for n, b in enumerate(blocks) for value, keys in b.places.items() for key in keys]
    columns = zip(*known, strict=True)
    mapping = snapshot.bring_in(
        pa.table({name: pa.array(column, pa.string()) for name, column in zip(_MAPPING, columns, strict=True)})
    )
    joined = spread.left_join(mapping, [spread.block == mapping.of_block, spread.value == mapping.of_value])
    otherwise = ibis.cases(*((joined.block == str(n), b.otherwise) for n, b in enumerate(blocks)))
    joined = joined.mutate(row_key=ibis.coalesce(joined.of_row, otherwise)).drop(*_MAPPING, "block", "value")
    return joined.filter(joined.row_key != "")


_MAPPING = ("of_block", "of_value", "of_row")


def _block(table: ibis.Table, block: Block, number: int) -> Any:
    """The number of the block as text; null for facts that the block leaves out."""
    import ibis

    said = ibis.literal(str(number))
    return said if (within := _within(table, block)) is None else ibis.ifelse(within, said, ibis.null("string"))


def _within(table: ibis.Table, block: Block) -> Any:
    return block.within(table) if block.within is not None and "victim_id" in table.columns else None


def _value(table: ibis.Table, block: Block) -> Any:
    import ibis

    return table[block.by].cast("string") if block.by else ibis.literal("")


def facts_of_cell(
    sources: Mapping[str, ibis.Table], blocks: Iterable[Block], row_key: str, column: Column
) -> ibis.Table:
    """The facts that one cell counts or adds up. Raises LookupError when no block fills the row."""
    block = next((b for b in blocks if row_key in b.row_keys), None)
    if block is None:
        raise LookupError(f"Biểu này không có dòng «{row_key}».")
    table = sources[column.source]
    if (within := _within(table, block)) is not None:
        table = table.filter(within)
    table = table.mutate(row_value=_value(table, block))
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
