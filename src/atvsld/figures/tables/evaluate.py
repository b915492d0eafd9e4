"""Filling tables: a few aggregates for each source of facts, never one for each cell.

A case with one victim counts as its victim does, and what such cases add to the values of a column adds up over the
rows. Only the few cases with several victims must be told apart in each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..lake import Snapshot
from . import counting
from .columns import CASE, Column
from .rows import Block

if TYPE_CHECKING:
    import ibis

Number = int | float | Decimal | str | None
Values = dict[str, dict[str, Number]]


def evaluate(
    snapshot: Snapshot, sources: Mapping[str, ibis.Table], blocks: Iterable[Block], columns: Iterable[Column]
) -> Values:
    """{row key: {column key: number}}; what no fact belongs to is 0. Raises ValueError when two blocks fill one row."""
    by_source: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.is_measured:
            by_source[column.source].append(column)
    shown = list(blocks)
    keys = [key for block in shown for key in block.row_keys]
    if len(keys) != len(set(keys)):
        raise ValueError(f"two blocks fill one row: {sorted(k for k in keys if keys.count(k) > 1)}")
    sums: dict[str, dict[str, int]] = {key: {c.key: 0 for cs in by_source.values() for c in cs} for key in keys}
    for source, measured in by_source.items():
        for row_keys, found in _found(snapshot, sources[source], shown, tuple(measured)):
            for key in row_keys:
                for measure in found.keys() & sums[key].keys():
                    sums[key][measure] += found[measure] or 0
    divisors = {c.key: c.divisor for cs in by_source.values() for c in cs}
    return {key: {c: in_units(n, divisors[c]) for c, n in row.items()} for key, row in sums.items()}


def _found(
    snapshot: Snapshot, table: ibis.Table, blocks: Sequence[Block], columns: tuple[Column, ...]
) -> Iterable[tuple[Iterable[str], Mapping[str, int]]]:
    """(rows, what is added to each of them)."""
    has_cases = CASE in table.columns
    parts = tuple((b.by, b.within if has_cases else None) for b in blocks)
    for found in snapshot.rows(counting.by_value, table, parts=parts, columns=columns):
        block = blocks[found["block"]]
        yield block.rows_of(found["value"]), found
    if has_cases and any(c.is_of_case for c in columns):
        numbered, rows = counting.numbered_rows(blocks)
        mapping = snapshot.bring_in("places", numbered)
        for found in snapshot.rows(counting.by_row, table, mapping, parts=parts, columns=columns):
            yield rows[found["row"]], found


def _within(table: ibis.Table, block: Block) -> Any:
    return block.within(table) if block.within is not None and CASE in table.columns else None


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
    table = table.mutate(row_value=counting.value_of(table, block.by))
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
