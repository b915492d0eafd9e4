"""A form by group for those who may not see exact figures of groups: victims and deaths, blurred, that open nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.scope import Scope
from ...org.places.models import Place
from ..groups.blurring import told_dimensions, told_of
from ..groups.rights import refused_here, require_blurred
from ..groups.words import NOTE, UNTOLD, said
from ..lake import Snapshot, snapshot
from ..tables.columns import Column
from ..tables.evaluate import Number, evaluate
from ..tables.population import FACTS
from ..tables.rows import TOTAL, Row, at_work, total_block
from . import pl_xiv, pl_xv
from .groups import block_of, with_groups
from .layouts import count_columns
from .lists import FormLists
from .request import GROUPS, FormRequest
from .result import FilledForm, FilledRow, FilledTable

if TYPE_CHECKING:
    import ibis

PEOPLE, DEAD = "6", "8"
_FORMS: Mapping[str, tuple[str, ...]] = {
    "pl-xiv": ("contracted",), "pl-xiv-provinces": ("contracted",), "pl-xv": ("uncontracted",),
    GROUPS: ("contracted", "uncontracted"),
}  # fmt: skip
_TITLES: Mapping[str, Words] = {
    "contracted": _("Người có hợp đồng lao động (như dòng 1 Phụ lục XIV)"),
    "uncontracted": _("Người không có hợp đồng lao động (như dòng 1 Phụ lục XV)"),
}


def fill_blurred(scope: Scope, request: FormRequest) -> FilledForm:
    """Raises Refused where not even this may be shown."""
    if request.form_id not in _FORMS:
        raise refused_here()
    require_blurred(scope, request.place, is_half=request.period.half is not None, basis=request.basis)
    assert request.place is None or request.place.level == Place.Level.PROVINCE
    lists = FormLists(request.period)
    columns = tuple(
        c for c in count_columns(lists.labels("plxiv_columns", "II")) if c.key in (PEOPLE, DEAD)
    )  # fmt: skip
    with snapshot(*FACTS) as taken:
        tables = tuple(
            FilledTable(number, _TITLES[name], columns, _rows(taken, _source(taken, request, name), request, columns))
            for number, name in zip(("I", "II"), _FORMS[request.form_id], strict=False)
        )
    return FilledForm(request, tables, (), tuple(lists.provisional), notes=(NOTE,), is_blurred=True)


def _source(taken: Snapshot, request: FormRequest, name: str) -> ibis.Table:
    form: Any = pl_xiv if name == "contracted" else pl_xv
    return taken.kept(with_groups, form.sources(taken, request)["victims"], taken.current("victims"))


def _rows(
    taken: Snapshot, victims: ibis.Table, request: FormRequest, columns: tuple[Column, ...]
) -> tuple[FilledRow, ...]:
    """The total as it stands in the form, then each group as far as it is told."""
    known = told_dimensions(request.dimensions)
    blocks = [total_block(TOTAL, within=at_work), *(block_of(g) for d in known for g in d.groups)]
    counts = {key: _pair(row) for key, row in evaluate(taken, {"victims": victims}, blocks, columns).items()}
    rows = [FilledRow(Row(TOTAL, _("Tổng số")), dict(zip((PEOPLE, DEAD), counts[TOTAL], strict=True)))]
    for dimension in known:
        groups = [g for g in dimension.groups if request.group in ("", g.id)]
        if groups and not request.group:
            rows.append(FilledRow(Row(dimension.id, dimension.label), {PEOPLE: "", DEAD: ""}))
        shown = told_of(dimension, counts, counts[TOTAL])
        for group in groups:
            values: dict[str, Number] = {PEOPLE: said(shown[group.id].victims), DEAD: said(shown[group.id].deaths)}
            rows.append(FilledRow(Row(group.id, group.label, "", 1), values))
    if request.narrowed_to is not None and len(rows) == 1:
        untold = str(UNTOLD)
        rows.append(FilledRow(Row(request.group, request.narrowed_to.label, "", 1), {PEOPLE: untold, DEAD: untold}))
    return tuple(rows)


def _pair(row: Mapping[str, Any]) -> tuple[int, int]:
    return row[PEOPLE], row[DEAD]
