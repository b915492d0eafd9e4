"""«Biểu theo nhóm lao động»: all groups of all dimensions of a unit under each other, with the columns of Phụ lục XIV.

No form of the law. Whoever has a labour contract counts where the reporting head office lies, whoever has none where it
happened: so the totals are row 1 (accidents at work) of Phụ lục XIV and of Phụ lục XV, and their sum.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...org.places.models import Place
from ..groups.declared import COLUMNS, Dimension, Group, dimensions
from ..lake import Snapshot, asked
from ..tables.columns import Column, both
from ..tables.rows import TOTAL, Block, Row, at_work, total_block
from . import pl_xiv, pl_xv
from .layouts import Table, count_columns
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

EVERYBODY, CONTRACTED, UNCONTRACTED = "victims", "contracted", "uncontracted"
_FACTS = (*COLUMNS, "has_labour_contract")


def sources(snapshot: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """Victims of Phụ lục XV; of a province and the nation those of Phụ lục XIV too, and both together."""
    facts = snapshot.current("victims")
    without = snapshot.kept(with_groups, pl_xv.sources(snapshot, request)["victims"], facts)
    if not _has_contracted(request):
        return {EVERYBODY: without}
    contracted = snapshot.kept(with_groups, pl_xiv.sources(snapshot, request)["victims"], facts)
    together = snapshot.kept(united, contracted, without)
    return {EVERYBODY: together, CONTRACTED: contracted, UNCONTRACTED: without}


def with_groups(victims: Any, facts: Any) -> Any:
    facts = facts.filter(facts.year == asked("year")).select("victim_id", *_FACTS)
    return victims.inner_join(facts, "victim_id")


def united(some: Any, others: Any) -> Any:
    """Both, each case once, with what the case is among all of them."""
    import ibis

    names = [name for name in some.columns if name not in ("case_deaths", "case_victims")]
    every = some.select(*names).union(others.select(*names))
    case = ibis.window(group_by="accident_id")
    return every.mutate(
        case_deaths=(every.severity == "fatal").cast("int64").sum().over(case), case_victims=every.count().over(case)
    )


def tables(lists: FormLists, request: FormRequest) -> tuple[Table, ...]:
    columns = count_columns(lists.labels("plxiv_columns", "II"))
    rows, blocks = laid_out(dimensions(lists.read("worker_groups")))

    def table(id: str, title: Words, source: str) -> Table:
        return Table(id, title, _of_source(columns, source), rows, blocks)

    if not _has_contracted(request):
        return (table("I", _("Người làm việc không theo hợp đồng lao động, theo nơi xảy ra"), EVERYBODY),)
    return (
        table("I", _("Mọi người bị nạn, có và không có hợp đồng lao động"), EVERYBODY),
        table("II", _("Người có hợp đồng lao động (như dòng 1 Phụ lục XIV)"), CONTRACTED),
        table("III", _("Người không có hợp đồng lao động (như dòng 1 Phụ lục XV)"), UNCONTRACTED),
    )


def laid_out(known: tuple[Dimension, ...]) -> tuple[tuple[Row, ...], tuple[Block, ...]]:
    """The total, then of each dimension its heading (the total again where the lines add up to it) and its groups."""
    rows: list[Row] = [Row(TOTAL, _("Tổng số"))]
    whole = [TOTAL]
    blocks: list[Block] = []
    for dimension in known:
        rows.append(Row(dimension.id, dimension.label, "", 0))
        whole.append(dimension.id)
        for group in dimension.groups:
            rows.append(Row(group.id, group.label, "", 1, dimension.id if dimension.is_partition else ""))
            blocks.append(block_of(group))
    return tuple(rows), (total_block(*whole, within=at_work), *blocks)


def block_of(group: Group) -> Block:
    return total_block(group.id, within=both(at_work, group.where))


def _of_source(columns: tuple[Column, ...], source: str) -> tuple[Column, ...]:
    return tuple(replace(column, source=source) for column in columns)


def _has_contracted(request: FormRequest) -> bool:
    """Phụ lục XIV is of provinces and the nation: a commune counts the accidents without contract on its ground."""
    return request.place is None or request.place.level == Place.Level.PROVINCE
