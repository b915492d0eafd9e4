"""Filling a form from facts, and opening a cell: the same expressions, so the cases behind a number are the number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ...base.errors import OutOfScope
from ...base.scope import Scope
from ..access import require_establishment, require_unit
from ..checks import check_form
from ..groups.declared import Group
from ..groups.rights import may_see_establishment_exactly, may_see_exactly
from ..lake import Snapshot, snapshot
from ..tables.columns import Column
from ..tables.evaluate import Number, evaluate, facts_of_cell
from ..tables.population import FACTS
from . import groups, pl_xii, pl_xiv, pl_xiv_provinces, pl_xv
from .blurred import fill_blurred
from .by_group import VICTIMS, narrowed, of_group, of_victims, widened
from .coverage import Coverage, coverage_of, of_one, older_headcounts, other_costs, unknown_headcounts
from .layouts import Table
from .lists import FormLists
from .request import FormRequest
from .result import FilledForm, FilledRow, FilledTable

if TYPE_CHECKING:
    import ibis

Sources = Callable[[Snapshot, FormRequest], dict[str, "ibis.Table"]]
Tables = Callable[[FormLists, FormRequest], tuple[Table, ...]]

_SOURCES: dict[str, Sources] = {
    "pl-xii": pl_xii.sources, "pl-xiv": pl_xiv.sources, "pl-xiv-provinces": pl_xiv_provinces.sources,
    "pl-xv": pl_xv.sources, "groups": groups.sources,
}  # fmt: skip
_TABLES: dict[str, Tables] = {
    "pl-xii": pl_xii.tables, "pl-xiv": pl_xiv.tables, "pl-xiv-provinces": pl_xiv_provinces.tables,
    "pl-xv": pl_xv.tables, "groups": groups.tables,
}  # fmt: skip
_REGISTERS = {"accident_id": "accidents", "victim_id": "victims", "establishment_id": "establishments",
              "headcount_id": "headcounts"}  # fmt: skip


def require_access(scope: Scope, request: FormRequest) -> None:
    """Raises OutOfScope when the person may not see these figures."""
    if request.establishment is not None:
        require_establishment(scope, request.establishment)
    else:
        require_unit(scope, request.place)


def tells_of_people(request: FormRequest, column: Column | None) -> bool:
    """Whether who is counted in a cell tells of each of them what is personal: a group, or women in any form."""
    return request.is_by_group or (column is not None and column.is_personal)


def may_open(scope: Scope, request: FormRequest, column: Column | None = None) -> bool:
    """Whether figures are exact and open their cases; of a `column`, whether those it counts may be opened.

    Of a group only by those who may read personal data of the place. How many are women stands in the statutory forms
    for everybody; who they are does not.
    """
    if not tells_of_people(request, column):
        return True
    if request.establishment is not None:
        return may_see_establishment_exactly(scope, request.establishment)
    return may_see_exactly(scope, request.place)


def fill(scope: Scope, request: FormRequest) -> FilledForm:
    """The form as of now. Raises OutOfScope; Refused where not even blurred figures of a group may be shown."""
    require_access(scope, request)
    if not may_open(scope, request):
        return fill_blurred(scope, request)
    lists = FormLists(request.period)
    layout = layout_of(request, lists)
    with snapshot(*FACTS) as taken:
        sources = sources_of(taken, request)
        tables = tuple(_filled(taken, sources, table, request.narrowed_to) for table in layout)
        coverage = coverage_of(taken, sources) if "offices" in sources else Coverage()
        if request.establishment is not None:
            coverage = of_one(coverage)
        costs = other_costs(taken, sources["victims"])
    checks = check_form([of_victims(t) for t in tables] if request.group else tables, costs)
    return FilledForm(
        request, tables, checks, tuple(lists.provisional), coverage.denominator, coverage.reporting, coverage.notes
    )


def _filled(
    taken: Snapshot, sources: Mapping[str, ibis.Table], table: Table, group: Group | None = None
) -> FilledTable:
    values = evaluate(taken, sources, table.blocks, table.columns)
    shown = tuple(c for c in table.columns if not c.is_hidden)
    completed = {row.key: _completed(values[row.key], shown) for row in table.rows}
    if group is not None:
        completed = {key: of_group(group, shown, values[key], whole) for key, whole in completed.items()}
    rows = tuple(FilledRow(row, completed[row.key]) for row in table.rows)
    return FilledTable(table.id, table.title, shown, rows)


def _completed(measured: Mapping[str, Number], columns: tuple[Column, ...]) -> dict[str, Number]:
    """The measured columns in order, with the rates and the remark that follow from them."""
    whole: dict[str, Number] = {}
    for column in columns:
        if column.rate_of:
            over, under = column.rate_of
            whole[column.key] = rate(measured[over], measured[under])
        elif column.is_text:
            whole[column.key] = _remark(measured)
        else:
            whole[column.key] = measured[column.key]
    return whole


def rate(over: Any, under: Any, per: int = 1000) -> float | None:
    """Cases per 1000 workers; None without workers."""
    return round(over * per / under, 6) if under else None


def _remark(measured: Mapping[str, Number]) -> str:
    parts = []
    if measured["unknown"]:
        parts.append(unknown_headcounts(int(measured["unknown"] or 0)))
    if measured["older"]:
        parts.append(older_headcounts(int(measured["older"] or 0)))
    return "; ".join(parts)


def cell_ids(scope: Scope, request: FormRequest, table_id: str, row_key: str, column_key: str) -> tuple[str, list[int]]:
    """(register, ids) behind one cell: as many as the cell counts, or those whose amounts it adds up.

    A rate opens its numerator. Raises OutOfScope; LookupError when the form has no such cell.
    """
    require_access(scope, request)
    if not may_open(scope, request):
        raise OutOfScope()
    layout = {table.id: table for table in layout_of(request)}
    if table_id not in layout:
        raise LookupError(f"{request.form.number} không có biểu «{table_id}».")
    table = layout[table_id]
    column = table.column(column_key)
    if column.is_text:
        raise LookupError(f"Cột «{column.label}» là chữ, không có vụ nào phía sau.")
    if column.rate_of:
        column = table.column(column.rate_of[0])
    if not may_open(scope, request, column):
        raise OutOfScope()
    if request.group and column.source != VICTIMS:
        raise LookupError(f"Cột «{column.label}» không đếm theo nhóm lao động.")
    with snapshot(*FACTS) as taken:
        return ids_of_cell(taken, sources_of(taken, request), table, row_key, column)


def layout_of(request: FormRequest, lists: FormLists | None = None) -> tuple[Table, ...]:
    """The tables of the form as the lists of its period lay them out."""
    tables = _TABLES[request.form_id](lists or FormLists(request.period), request)
    return tuple(map(widened, tables)) if request.group else tables


def sources_of(taken: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """The facts that the form counts."""
    sources = _SOURCES[request.form_id](taken, request)
    return narrowed(taken, sources, request.narrowed_to) if request.narrowed_to else sources


def ids_of_cell(
    taken: Snapshot, sources: Mapping[str, ibis.Table], table: Table, row_key: str, column: Column
) -> tuple[str, list[int]]:
    """(register, ids) behind a measured cell. Raises LookupError when the table has no such row."""
    found = facts_of_cell(sources, table.blocks, row_key, column)
    if column.adds:
        found = found.filter(column.amount(found) != 0)
    identity = column.once_per or column.over
    ids = taken.read(found.select(identity).distinct().order_by(identity))
    return _REGISTERS[identity], [row[identity] for row in ids]
