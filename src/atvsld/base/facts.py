"""A fact table: what of a domain is countable, flat and documented. Measures and tables are made from these alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FactColumn:
    """One column of a fact: `kind` is int, text, bool or date; `about` says what it is in the world, with its unit."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class Fact:
    """One fact table. `grain` says what one row is; the first column is the key.

    `rows(ids)` gives tuples in the order of the columns, of all rows (None) or of these keys; voided rows are left
    out. `touched_by` says, for each register, which keys a change of these register rows concerns. `near` names the
    columns by which most figures choose: rows that are equal in them lie together in the lake.
    """

    name: str
    grain: str
    columns: tuple[FactColumn, ...]
    rows: Callable[[Collection[int] | None], Iterable[tuple[Any, ...]]]
    touched_by: Mapping[str, Callable[[Collection[int]], Collection[int]]]
    near: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.columns[0].name


def themselves(ids: Collection[int]) -> Collection[int]:
    """A change of a register's row touches the fact of the same key."""
    return ids
