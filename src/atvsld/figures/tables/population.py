"""Whose cases a form counts: victims by contract, place and period; establishments that report, and their workers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from ...statutes.period import Period
from ..lake import Among, Snapshot, asked

if TYPE_CHECKING:
    import ibis

Placing = Callable[[Any], Any]
FACTS = ("victims", "establishments", "headcounts", "no_accident_periods")


# What no form counts, or what is the same of all victims of a form.
_LEFT_OUT = ("occurred_on", "year", "half", "month", "age", "has_labour_contract")


def victims_of(
    snapshot: Snapshot,
    period: Period,
    *,
    has_contract: bool,
    column: str = "",
    ids: Collection[int] | None = None,
    placing: Placing | None = None,
) -> ibis.Table:
    """Victims of the period with or without labour contract; where `column` is one of `ids` (None: anywhere).

    `placing` first carries their places to the map that counts.
    """
    _ask(snapshot, period)
    victims = snapshot.current("victims")
    return snapshot.kept(
        population, placing(victims) if placing else victims,
        among=snapshot.ask_among(column, ids), has_contract=has_contract, is_half=period.half is not None,
    )  # fmt: skip


def population(victims: Any, *, among: Among, has_contract: bool, is_half: bool) -> ibis.Table:
    """Victims with what the case is *within these victims*: `case_deaths`, `case_victims`."""
    import ibis

    victims = among.of(victims.filter(victims.year == asked("year")))
    if is_half:
        victims = victims.filter(victims.half == asked("half"))
    victims = victims.filter(victims.has_labour_contract if has_contract else ~victims.has_labour_contract)
    victims = victims.select(*(name for name in victims.columns if name not in _LEFT_OUT))
    died = (victims.severity == "fatal").cast("int64")
    cases = victims.group_by("accident_id").aggregate(victims=victims.count(), deaths=died.sum())
    # Nearly every case has one victim: only the others are worth a look-up.
    shared = cases.filter(cases.victims > 1).rename(shared_id="accident_id")
    found: Any = victims.left_join(shared, victims.accident_id == shared.shared_id)
    return found.select(
        *victims.columns,
        case_deaths=ibis.coalesce(found.deaths, (found.severity == "fatal").cast("int64")),
        case_victims=ibis.coalesce(found.victims, 1),
    )


def offices_of(
    snapshot: Snapshot,
    period: Period,
    victims: ibis.Table,
    province_ids: Collection[int] | None = None,
    office_id: int | None = None,
    placing: Placing | None = None,
) -> tuple[ibis.Table, ibis.Table]:
    """(reporting units, the head-counts taken for them).

    A unit is a head office. It reports when it has a standing accident among `victims` or confirmed that there was
    none. Of each of its establishments the head-count of the year is taken, else the last one known before it.
    """
    _ask(snapshot, period)
    column, ids = ("province_id", province_ids) if office_id is None else ("office_id", [office_id])
    establishments = snapshot.current("establishments")
    establishments = placing(establishments) if placing else establishments
    units = snapshot.kept(head_offices, establishments, among=snapshot.ask_among(column, ids))
    taken = snapshot.kept(newest_headcounts, snapshot.current("headcounts"), units)
    periods = snapshot.current("no_accident_periods")
    offices = snapshot.kept(reporting_units, units, periods, taken, victims, is_half=period.half is not None)
    return offices, snapshot.kept(headcounts_of, taken, offices)


def head_offices(establishments: Any, *, among: Among) -> Any:
    offices = among.of(establishments.filter(establishments.establishment_id == establishments.office_id))
    return offices.select(
        "establishment_id", "office_id", "establishment_type", "sector", reporting_province_id=offices.province_id
    )


def reporting_units(offices: Any, periods: Any, taken: Any, victims: Any, *, is_half: bool) -> ibis.Table:
    known = taken.group_by("office_id").aggregate(has_older=(taken.headcount_year < asked("year")).any())
    declared = victims.filter(victims.reporting_office_id.notnull()).select(reporting_id=victims.reporting_office_id)
    confirmed = confirmed_none(periods, is_half)
    reporting = declared.union(confirmed.select(reporting_id=confirmed.establishment_id)).distinct()
    offices = offices.left_join(known, "office_id").drop("office_id_right")
    offices = offices.left_join(reporting, offices.office_id == reporting.reporting_id)
    return offices.mutate(
        is_reporting=offices.reporting_id.notnull(),
        has_headcount=offices.has_older.notnull(),
        has_older=offices.has_older.fill_null(False),
    )


def confirmed_none(confirmed: Any, is_half: bool) -> Any:
    """Establishments that confirmed that no accident happened: of the year at once, or of each half that counts."""
    confirmed = confirmed.filter(confirmed.year == asked("year"))
    if is_half:
        covering = confirmed.filter((confirmed.half == 0) | (confirmed.half == asked("half")))
        return covering.select("establishment_id").distinct()
    said = confirmed.group_by("establishment_id").aggregate(
        whole=(confirmed.half == 0).any(), first=(confirmed.half == 1).any(), second=(confirmed.half == 2).any()
    )
    return said.filter(said.whole | (said.first & said.second)).select("establishment_id")


def newest_headcounts(counts: Any, offices: Any) -> Any:
    """Of each establishment the newest head-count up to the year; there is one of an establishment and a year."""
    counts = counts.filter(counts.year <= asked("year")).semi_join(offices, "office_id")
    newest = counts.group_by("establishment_id").aggregate(year=counts.year.max())
    counts = counts.semi_join(newest, ["establishment_id", "year"])
    return counts.select("headcount_id", "office_id", "workers", "women", headcount_year=counts.year)


_OF_OFFICE = ("office_id", "establishment_type", "is_reporting", "reporting_province_id")


def headcounts_of(taken: Any, offices: Any) -> Any:
    return taken.inner_join(offices.select(*_OF_OFFICE), "office_id")


def _ask(snapshot: Snapshot, period: Period) -> None:
    snapshot.ask(first_year=period.year, year=period.year, half=period.half or 0)
