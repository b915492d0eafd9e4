"""Whose cases a form counts: victims by contract, place and period; establishments that report, and their workers."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ...statutes.period import Period
from ..lake import Snapshot
from .evaluate import with_case_attributes

if TYPE_CHECKING:
    import ibis

FACTS = ("victims", "establishments", "headcounts", "no_accident_periods")


def in_period(table: ibis.Table, period: Period) -> ibis.Table:
    table = table.filter(table.year == period.year)
    return table if period.half is None else table.filter(table.half == period.half)


def victims_of(
    snapshot: Snapshot, period: Period, *, has_contract: bool, column: str = "", ids: Collection[int] | None = None
) -> ibis.Table:
    """Victims of the period with or without labour contract; where `column` is one of `ids` (None: anywhere)."""
    victims = in_period(snapshot.current("victims"), period)
    victims = victims.filter(victims.has_labour_contract if has_contract else ~victims.has_labour_contract)
    if ids is not None:
        victims = victims.filter(victims[column].isin(sorted(ids)) if ids else False)
    return snapshot.keep(with_case_attributes(victims))


def confirmed_none(snapshot: Snapshot, period: Period) -> ibis.Table:
    """Establishments that confirmed that no accident happened: of the year at once, or of each half that counts."""
    confirmed = snapshot.current("no_accident_periods")
    confirmed = confirmed.filter(confirmed.year == period.year)
    if period.half is not None:
        covering = confirmed.filter((confirmed.half == 0) | (confirmed.half == period.half))
        return covering.select("establishment_id").distinct()
    said = confirmed.group_by("establishment_id").aggregate(
        whole=(confirmed.half == 0).any(), first=(confirmed.half == 1).any(), second=(confirmed.half == 2).any()
    )
    return said.filter(said.whole | (said.first & said.second)).select("establishment_id")


def offices_of(
    snapshot: Snapshot,
    period: Period,
    victims: ibis.Table,
    province_ids: Collection[int] | None = None,
    office_id: int | None = None,
) -> tuple[ibis.Table, ibis.Table]:
    """(reporting units, the head-counts taken for them).

    A unit is a head office. It reports when it has a standing accident among `victims` or confirmed that there was
    none. Of each of its establishments the head-count of the year is taken, else the last one known before it.
    """
    offices = snapshot.current("establishments")
    offices = offices.filter(offices.establishment_id == offices.office_id)
    if office_id is not None:
        offices = offices.filter(offices.office_id == office_id)
    if province_ids is not None:
        offices = offices.filter(offices.province_id.isin(sorted(province_ids)) if province_ids else False)
    offices = offices.select("office_id", "establishment_type", "sector")
    taken = _headcounts(snapshot, period)
    known = taken.group_by("office_id").aggregate(has_older=(taken.headcount_year < period.year).any())
    reporting = _reporting(snapshot, period, victims)
    offices = offices.left_join(known, "office_id").drop("office_id_right")
    offices = offices.left_join(reporting, offices.office_id == reporting.reporting_id)
    offices = offices.mutate(
        establishment_id=offices.office_id,
        is_reporting=offices.reporting_id.notnull(),
        has_headcount=offices.has_older.notnull(),
        has_older=offices.has_older.fill_null(False),
    )
    kept = offices.select("office_id", "establishment_type", "is_reporting")
    return snapshot.keep(offices), snapshot.keep(taken.inner_join(kept, "office_id"))


def _reporting(snapshot: Snapshot, period: Period, victims: ibis.Table) -> ibis.Table:
    declared = victims.filter(victims.reporting_office_id.notnull()).select(reporting_id=victims.reporting_office_id)
    confirmed = confirmed_none(snapshot, period)
    return declared.union(confirmed.select(reporting_id=confirmed.establishment_id)).distinct()


def _headcounts(snapshot: Snapshot, period: Period) -> ibis.Table:
    import ibis

    counts: Any = snapshot.current("headcounts")
    counts = counts.filter(counts.year <= period.year)
    newest = ibis.window(group_by="establishment_id", order_by=[ibis.desc("year"), ibis.desc("headcount_id")])
    counts = counts.mutate(order=ibis.row_number().over(newest))
    counts = counts.filter(counts.order == 0)
    return counts.select("headcount_id", "office_id", "workers", "women", headcount_year=counts.year)
