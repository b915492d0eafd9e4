"""What a column of a statutory table measures: written once, as an expression over facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ...base.language import Words

Where = Callable[[Any], Any]
CASE = "accident_id"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. It counts distinct `over` where `where` holds, or adds up the amounts `adds` instead.

    `once_per` is set for an amount that belongs to the whole case and stands on each of its victims: it is added once
    for each case of a row. `rate_of` makes the column a rate per 1000: (key of the numerator, key of the denominator).
    `divisor` turns đồng into the form's 1.000 đ. `is_extra`: the form has no such column. `is_hidden`: only for notes.
    `is_personal`: what it counts have a personal value in common (women), so who they are tells it of each.
    """

    key: str
    # Words do not make one column another: what is compiled for it serves every reader.
    label: Words = field(compare=False)
    unit: Words = field(compare=False)
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
    is_personal: bool = False

    @property
    def is_measured(self) -> bool:
        return self.rate_of is None and not self.is_text

    @property
    def is_of_case(self) -> bool:
        """Counts each case of a row once, whichever of its victims stand in the row."""
        return self.over == CASE or bool(self.once_per)

    def contribution(self, table: Any) -> Any:
        """What one fact adds to a cell: 1 where it is counted, its amount where amounts are added, else 0.

        A column of a case takes the largest contribution among the case's victims in the row, any other adds them up.
        """
        import ibis

        value = ibis.coalesce(self.amount(table), 0) if self.adds else ibis.literal(1, "int64")
        return value if self.where is None else ibis.ifelse(self.where(table), value, 0)

    def amount(self, table: Any) -> Any:
        first, *others = (table[name] for name in self.adds)
        return sum(others, first)

    @property
    def path(self) -> tuple[str, ...]:
        """The label as the nested headings of the form."""
        return tuple(str(self.label).split(" - "))


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


@cache
def both(one: Where, other: Where) -> Where:
    """The same function for the same two, for it names a compiled expression."""
    return lambda t: one(t) & other(t)
