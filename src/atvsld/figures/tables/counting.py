"""The two aggregates that fill a table, as expressions: by value of a column, and by row for shared cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .columns import CASE, Column, Where
from .rows import Block

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

# Of a block what an expression depends on: the column that divides the facts, and which facts are meant.
Part = tuple[str, Where | None]


def value_of(table: Any, by: str) -> Any:
    import ibis

    return table[by].cast("string") if by else ibis.literal("")


def by_value(table: Any, *, parts: tuple[Part, ...], columns: tuple[Column, ...]) -> ibis.Table:
    """(block, value, a sum for each column): of facts that stand for themselves, of victims those alone in their case.

    Columns of cases lack the cases with several victims, which come from `by_row`; the other columns have all.
    """
    said = _spread(table, parts, columns)
    alone = said.case_victims == 1 if CASE in table.columns else None
    return said.group_by("block", "value").aggregate(
        **{c.key: said[c.key].sum(where=alone if c.is_of_case else None) for c in columns}
    )


def by_row(table: Any, places: Any, *, parts: tuple[Part, ...], columns: tuple[Column, ...]) -> ibis.Table:
    """(row, a sum for each column of cases): of cases with several victims, each once in a row.

    `places` says by number which values of which block are a row (`numbered_rows`).
    """
    import ibis

    of_case = tuple(c for c in columns if c.is_of_case)
    said = _spread(table.filter(table.case_victims > 1), parts, of_case)
    joined = said.left_join(places, [said.block == places.of_block, said.value == places.of_value])
    # A value that no row names counts in the row for those, which bears the block's number below zero.
    joined = joined.mutate(row=ibis.coalesce(joined.of_row, -1 - joined.block))
    cases = joined.group_by("row", CASE).aggregate(**{c.key: joined[c.key].max() for c in of_case})
    return cases.group_by("row").aggregate(**{c.key: cases[c.key].sum() for c in of_case})


def _spread(table: Any, parts: tuple[Part, ...], columns: tuple[Column, ...]) -> Any:
    """Each fact once for each block that means it, with `block`, `value` and what it adds to each column."""
    import ibis

    places = []
    for number, (by, within) in enumerate(parts):
        block: Any = ibis.literal(number, "int64")
        if within is not None:
            block = ibis.ifelse(within(table), block, ibis.null("int64"))
        places.append(ibis.struct({"block": block, "value": value_of(table, by)}))
    case = [CASE, "case_victims"] if CASE in table.columns else []
    spread = table.select(
        *case, place=ibis.array(places).unnest(), **{c.key: c.contribution(table) for c in columns}
    )  # fmt: skip
    said = spread.select(
        *case, *(c.key for c in columns), block=spread.place["block"], value=spread.place["value"]
    )  # fmt: skip
    return said.filter(said.block.notnull())


def numbered_rows(blocks: Sequence[Block]) -> tuple[pa.Table, dict[int, list[str]]]:
    """(block, value, number) for expressions, and the rows of each number: those of the same values are one."""
    import pyarrow as pa

    numbers: dict[tuple[int, tuple[str, ...]], int] = {}
    rows: dict[int, list[str]] = {-1 - n: [b.otherwise] if b.otherwise else [] for n, b in enumerate(blocks)}
    for n, block in enumerate(blocks):
        values: dict[str, list[str]] = defaultdict(list)
        for value, keys in block.places.items():
            for key in keys:
                values[key].append(value)
        for key, of_key in values.items():
            number = numbers.setdefault((n, tuple(of_key)), len(numbers))
            rows.setdefault(number, []).append(key)
    named = [(n, value, number) for (n, values), number in numbers.items() for value in values]
    of_block, of_value, of_row = zip(*named, strict=True) if named else ((), (), ())
    return (
        pa.table({"of_block": pa.array(of_block, pa.int64()), "of_value": pa.array(of_value, pa.string()),
                  "of_row": pa.array(of_row, pa.int64())}),
        rows,
    )  # fmt: skip
