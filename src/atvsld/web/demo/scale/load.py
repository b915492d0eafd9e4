"""Writes a plan: establishments, head-counts, accidents with victims, and the periods in which nothing happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from ....accidents.bulk import load_cases
from ....accidents.models import Accident
from ....base.asking import asking_once
from ....base.bulk.load import BulkLoad, bulk_load
from ....base.lists import register
from ....base.scope import Scope
from ....org.establishments.models import Establishment, IndustrialZone
from ....org.establishments.services import known_commune
from ....org.places.models import Place
from .cases import CaseDrawing
from .plan import Plan
from .workforce import Drawing, Workplace, headcounts

BRANCHES = 0.06
CONFIRM_QUIET = 0.85
BATCH = 5000


@dataclass(frozen=True)
class Workforce:
    """The establishments that were written, by row id, head offices before branches."""

    workplaces: Sequence[tuple[int, Workplace]]


def load_workforce(
    scope: Scope, plan: Plan, communes: Mapping[str, Sequence[Place]], zones: Mapping[str, IndustrialZone]
) -> Workforce:
    """Establishments and head-counts of the plan."""
    drawing = Drawing(plan, communes, zones)
    branches = round(plan.establishments * BRANCHES)
    loads = bulk_load(register("establishments"), register("headcounts"), scope=scope, via="demo")
    with asking_once(), loads as (rows, counts):
        offices = list(drawing.offices(plan.establishments - branches))
        ids = list(_write(rows, [(o.values, _known(o)) for o in offices]))
        own = list(drawing.branches(offices, ids, branches))
        heads = {w.head: {"id": ids[w.head], "tax_code": offices[w.head].values["tax_code"], "head_office_id": None}
                 for w in own if w.head is not None}  # fmt: skip
        branch_ids = _write(rows, [(w.values, _known(w) | {"head_office": heads[w.head or 0]}) for w in own])
        workplaces = list(zip([*ids, *branch_ids], [*offices, *own], strict=True))
        random = plan.random("headcounts")
        _write(counts, ((v, {}) for pk, w in workplaces for v in headcounts(plan, w, pk, random)))
    return Workforce(workplaces)


def largest_that_report(workforce: Workforce) -> dict[str, Establishment]:
    """The largest head office of each province that reports at all, by the province's code."""
    found: dict[str, tuple[int, int]] = {}
    for pk, place in workforce.workplaces:
        if place.head is None and place.reports:
            found[place.province] = max(found.get(place.province, (0, 0)), (place.workers, pk))
    rows = Establishment.objects.select_related("commune").in_bulk([pk for _, pk in found.values()])
    return {code: rows[pk] for code, (_, pk) in found.items()}


def load_accidents(
    scope: Scope, plan: Plan, count: int, workforce: Workforce, communes: Mapping[str, Sequence[Place]]
) -> tuple[int, int]:
    """That many accidents with their victims; how many of both."""
    drawing = CaseDrawing(plan, workforce.workplaces, communes)
    return load_cases(scope, drawing.cases(count), via="demo", expected=count)


def load_quiet_periods(scope: Scope, plan: Plan, workforce: Workforce) -> int:
    """Most of those who report, and had no accident in a year that is over, say so; half of them by half-years."""
    busy = set(Accident.objects.standing().values_list("reporting_office_id", "occurred_on__year").distinct())
    random = plan.random("quiet periods")
    found = []
    for pk, workplace in workforce.workplaces:
        if workplace.head is not None or not workplace.reports:
            continue
        for year in range(max(plan.first_day.year, workplace.values["registered_on"].year), plan.today.year):
            if random.random() < CONFIRM_QUIET and (pk, year) not in busy:
                halves = (0,) if random.random() < 0.8 else (1, 2)
                found += [(_period(pk, year, half), _over(year, half)) for half in halves]
    with bulk_load(register("no_accident_periods"), scope=scope, via="demo") as (periods,):
        return len(_write(periods, found, confirmed_at=periods.now))


def _period(pk: int, year: int, half: int) -> dict[str, int]:
    return {"establishment": pk, "year": year, "half": half}


def _over(year: int, half: int) -> dict[str, Any]:
    return {"period_end": date(year, 6, 30) if half == 1 else date(year, 12, 31), "accident_count": 0}


def _known(workplace: Workplace) -> dict[str, Any]:
    return {"id": None, "commune": known_commune(workplace.values["commune"])}


def _write(load: BulkLoad, rows: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], **extra: Any) -> range:
    first, iterator = load.next_id, iter(rows)
    while batch := list(islice(iterator, BATCH)):
        load.insert([load.row(values, known, is_demo=True, **extra) for values, known in batch])
    return range(first, load.next_id)
