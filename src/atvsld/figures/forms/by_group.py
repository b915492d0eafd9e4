"""A statutory form narrowed to one group of workers: an extract, no form of the law.

Attributes of a case stay those of the whole form: a case with dead is one in which anybody of the form died. What is
not counted of victims (establishments, workers) is not known of a group, but for women's head-counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..groups.declared import FEMALE, MALE, Group
from ..lake import Snapshot, asked
from ..tables.columns import Column, Where, both
from ..tables.evaluate import Number
from .layouts import Table
from .result import FilledTable

if TYPE_CHECKING:
    import ibis

VICTIMS = "victims"
WOMEN, WORKERS = "7", {"6": "reporting", "5": ""}


def narrowed(taken: Snapshot, sources: Mapping[str, ibis.Table], group: Group) -> dict[str, ibis.Table]:
    """The sources of a form with the victims of the group alone; who reports is still told by all victims."""
    victims = taken.kept(members, sources[VICTIMS], taken.current(VICTIMS), where=group.where)
    return {**sources, VICTIMS: victims}


def members(victims: Any, facts: Any, *, where: Where) -> Any:
    facts = facts.filter(facts.year == asked("year"))
    return victims.semi_join(facts.filter(where(facts)).select("victim_id"), "victim_id")


def widened(table: Table) -> Table:
    """The table with what the rates of women and men need besides, hidden; unchanged where it has no head-counts."""
    if not any(c.source == "headcounts" for c in table.columns):
        return table

    def people(key: str, where: Where | None, adds: tuple[str, ...] = ()) -> Column:
        return Column(key=key, label="", unit="", source="headcounts", over="headcount_id", adds=adds, where=where,
                      is_hidden=True)  # fmt: skip

    more = (
        people("women_reporting", _reporting, ("women",)),
        people("women_unknown", _unknown),
        people("women_unknown_reporting", both(_unknown, _reporting)),
    )
    return replace(table, columns=(*table.columns, *more))


def of_group(
    group: Group, columns: tuple[Column, ...], measured: Mapping[str, Number], whole: Mapping[str, Number]
) -> dict[str, Number]:
    """The values of a row of the whole form, as far as they are known of the group."""
    from .filling import rate

    values = dict(whole)
    for column in columns:
        if column.rate_of:
            over, under = column.rate_of
            values[column.key] = rate(measured[over], _workers(group, measured, under))
        elif column.is_text:
            values[column.key] = ""
        elif column.source != VICTIMS and not (column.key == WOMEN and group.id == FEMALE):
            values[column.key] = None
    return values


def _workers(group: Group, measured: Mapping[str, Number], under: str) -> Any:
    """Workers of the group; None where they are not known of every establishment with a head-count."""
    among = WORKERS[under]
    if group.id not in (FEMALE, MALE) or measured[f"women_unknown_{among}" if among else "women_unknown"]:
        return None
    women: Any = measured[f"women_{among}" if among else WOMEN]
    workers: Any = measured[under]
    return women if group.id == FEMALE else workers - women


def of_victims(table: FilledTable) -> FilledTable:
    """The columns of which the extract knows something, for its checks."""
    return replace(table, columns=tuple(c for c in table.columns if c.is_measured and c.source == VICTIMS))


def _reporting(t: Any) -> Any:
    return t.is_reporting


def _unknown(t: Any) -> Any:
    return t.women.isnull()
