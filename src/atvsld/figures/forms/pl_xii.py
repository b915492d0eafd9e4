"""Phụ lục XII: the half-yearly and yearly return of an employer (NĐ 39/2016/NĐ-CP Điều 24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ..lake import Snapshot
from ..tables.columns import (
    Column,
    both,
    in_fatal_case,
    in_multiple_case,
    is_fatal,
    is_female,
    is_outsider,
    is_severe,
)
from ..tables.population import offices_of, victims_of
from ..tables.rows import work_and_commuting
from .layouts import Table, loss_columns, section_rows, sections
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

_PEOPLE: tuple[Any, ...] = (None, is_female, is_fatal, is_severe)


def sources(snapshot: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """Victims of the head office, and the head office with its head-counts."""
    assert request.establishment is not None
    office = request.establishment.pk
    victims = victims_of(snapshot, request.period, has_contract=True, column="reporting_office_id", ids=[office])
    offices, headcounts = offices_of(snapshot, request.period, victims, office_id=office)
    return {"victims": victims, "offices": offices, "headcounts": headcounts}


def tables(lists: FormLists, request: FormRequest) -> tuple[Table, ...]:
    rows, blocks = sections(lists)
    head = section_rows(lists)
    whole = work_and_commuting(("1", "3"), ("2", "3"))
    return (
        Table("I", _("Tình hình chung tai nạn lao động"), _general(lists.labels("plxii_columns", "I")), rows, blocks),
        Table(
            "II",
            _("Thiệt hại do tai nạn lao động"),
            loss_columns(lists.labels("plxii_columns", "II"), ("1", "2", "3", "4", "5", "6")),
            (head["1"], head["2"], head["3"]),
            (whole,),
        ),
    )


def _general(labels: dict[str, tuple[Words, str]]) -> tuple[Column, ...]:
    """Columns 3 to 13: cases, then for each of four counts of victims those not under management."""

    def cases(key: str, where: Any = None) -> Column:
        return Column(key=key, label=labels[key][0], unit=_("vụ"), over="accident_id", where=where)

    columns = [cases("3"), cases("4", in_fatal_case), cases("5", in_multiple_case)]
    for number, where in enumerate(_PEOPLE):
        whole, outsiders = str(6 + 2 * number), str(7 + 2 * number)
        narrowed = both(where, is_outsider) if where else is_outsider
        for key, counted in ((whole, where), (outsiders, narrowed)):
            label, is_personal = labels[key][0], where is is_female
            columns.append(Column(key=key, label=label, unit=_("người"), where=counted, is_personal=is_personal))
    return tuple(columns)
