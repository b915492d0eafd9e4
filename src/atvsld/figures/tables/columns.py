"""What a column of a statutory table measures: written once, as an expression over facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ibis

Where = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. It counts distinct `over` where `where` holds, or adds up the amounts `adds` instead.

    `once_per` is set for an amount that belongs to the whole case and stands on each of its victims: it is added once
    for each case of a row. `rate_of` makes the column a rate per 1000: (key of the numerator, key of the denominator).
    `divisor` turns đồng into the form's 1.000 đ. `is_extra`: the form has no such column. `is_hidden`: only for notes.
    """

    key: str
    label: str
    unit: str
    source: str = "victims"
    over: str = "victim_id"
    where: Where | None = None
    adds: tuple[str, ...] = ()
    once_per: str = ""
    rate_of: tuple[str, str] | None = None
    divisor: int = 1
    is_text: bool = False
    is_extra: bool = False
    is_hidden: bool = False

    @property
    def is_measured(self) -> bool:
        return self.rate_of is None and not self.is_text

    def measure(self, table: ibis.Table) -> Any:
        """The aggregate over the rows of one group; amounts of a case count on the row marked `is_first`."""
        where = self.where(table) if self.where else None
        if not self.adds:
            return table[self.over].nunique(where=where)
        if self.once_per:
            where = table.is_first if where is None else table.is_first & where
        return self.amount(table).sum(where=where)

    def amount(self, table: ibis.Table) -> Any:
        first, *others = (table[name] for name in self.adds)
        return sum(others, first)

    @property
    def path(self) -> tuple[str, ...]:
        """The label as the nested headings of the form."""
        return tuple(self.label.split(" - "))


def is_fatal(t: Any) -> Any:
    return t.severity == "fatal"


def is_severe(t: Any) -> Any:
    return t.severity == "severe"


def is_female(t: Any) -> Any:
    return t.is_female


def is_outsider(t: Any) -> Any:
    """A victim who is not under the management of the establishment."""
    return ~t.is_under_management


def in_fatal_case(t: Any) -> Any:
    return t.case_deaths > 0


def in_multiple_case(t: Any) -> Any:
    return t.case_victims >= 2


def both(one: Where, other: Where) -> Where:
    return lambda t: one(t) & other(t)
