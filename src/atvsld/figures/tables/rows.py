"""The rows of statutory tables, laid out from code lists: which values of a fact belong to which row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.codelists.reading import Code
from ...base.language import Words
from ...statutes.seedlist import UNCODED_CODE
from .columns import Where

TOTAL = "total"
UNCODED_LABEL = _("Chưa mã hóa")


@dataclass(frozen=True)
class Row:
    """One line. `parent` is the row whose figure this line is a part of; "" for a line that stands by itself."""

    key: str
    label: Words
    code: str = ""
    level: int = 0
    parent: str = ""


@dataclass(frozen=True)
class Block:
    """Rows that divide the facts by one column.

    `places` says for each value of the column `by` the rows it counts in: its own, those above it. Any other value, and
    none, counts in `otherwise`; without `otherwise` it counts nowhere. `within` first narrows the victims. `by` ""
    takes everything as the value "".
    """

    by: str
    places: Mapping[str, tuple[str, ...]]
    otherwise: str = ""
    within: Where | None = None

    @property
    def row_keys(self) -> frozenset[str]:
        return frozenset(key for keys in self.places.values() for key in keys) | frozenset(
            filter(None, [self.otherwise])
        )

    def rows_of(self, value: str | None) -> tuple[str, ...]:
        """The rows that a fact with this value counts in."""
        found = None if value is None else self.places.get(value)
        return found if found is not None else (self.otherwise,) if self.otherwise else ()

    def values_of(self, row_key: str) -> list[str]:
        return [value for value, keys in self.places.items() if row_key in keys]


@dataclass(frozen=True)
class Layout:
    """Rows in the order of the form and the block that fills them."""

    rows: tuple[Row, ...]
    block: Block


@dataclass(frozen=True)
class Group:
    """A subtotal of a form that is no code of the list: «a. Do người sử dụng lao động»."""

    key: str
    label: Words
    codes: frozenset[str] = field(default_factory=frozenset)


def coded_layout(
    heading: str,
    by: str,
    codes: Mapping[str, Code],
    *,
    groups: Iterable[Group] = (),
    within: Where | None = None,
    top: str = "",
    level: int = 1,
    uncoded_label: Words = UNCODED_LABEL,
) -> Layout:
    """One line a code of the list, under its parent or its group, and at the end the line of what has no code.

    A line with lines below it counts them too. Lines without parent or group are parts of the row `top`.
    """
    known = {code: row for code, row in codes.items() if code != UNCODED_CODE}
    children: dict[str, list[Code]] = defaultdict(list)
    grouped = {code: group for group in groups for code in group.codes}
    for code, row in known.items():
        if code not in grouped:
            children[row.parent_code if row.parent_code in known else ""].append(row)

    rows: list[Row] = []
    places: dict[str, tuple[str, ...]] = {}

    def descend(row: Code, above: tuple[str, ...], parent: str, depth: int) -> None:
        key = f"{heading}:{row.code}"
        rows.append(Row(key, row.words, row.code, depth, parent))
        places[row.code] = (*above, key)
        for child in children[row.code]:
            descend(child, (*above, key), key, depth + 1)

    for group in groups:
        rows.append(Row(group.key, group.label, "", level, top))
        for code in (c for c in known if c in group.codes):
            descend(known[code], (group.key,), group.key, level + 1)
    for row in children[""]:
        descend(row, (), top, level)
    otherwise = f"{heading}:{UNCODED_CODE}"
    rows.append(Row(otherwise, uncoded_label, "", level, top))
    return Layout(tuple(rows), Block(by, places, otherwise, within))


def total_block(*keys: str, within: Where | None = None) -> Block:
    return Block("", {"": keys}, within=within)


def work_and_commuting(work: tuple[str, ...], commuting: tuple[str, ...]) -> Block:
    """Occupational accidents (row 1) and accidents on the way to and from work (khoản 2 Điều 39, row 2)."""
    return Block("is_commuting", {"false": work, "true": commuting})


def at_work(t: Any) -> Any:
    return ~t.is_commuting
