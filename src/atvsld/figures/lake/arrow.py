"""From the tuples of a fact to Arrow, column by column, without any detour through pandas."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...base.facts import Fact

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 50_000
# SQLite takes a limited number of values in one statement.
CHUNK = 500


def schema_of(fact: Fact) -> pa.Schema:
    import pyarrow as pa

    kinds = {"int": pa.int64(), "text": pa.string(), "bool": pa.bool_(), "date": pa.date32()}
    return pa.schema([(column.name, kinds[column.kind]) for column in fact.columns])


def to_arrow(fact: Fact, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    schema = schema_of(fact)
    iterator = iter(rows)
    batches = []
    while batch := list(islice(iterator, BATCH)):
        columns = [pa.array(values, kind) for values, kind in zip(zip(*batch, strict=True), schema.types, strict=True)]
        batches.append(pa.RecordBatch.from_arrays(columns, schema=schema))
    return pa.Table.from_batches(batches, schema)


def chunks(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def rows_of(fact: Fact, keys: Collection[int]) -> Iterator[tuple[Any, ...]]:
    for part in chunks(keys):
        yield from fact.rows(part)
