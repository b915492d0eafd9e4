"""What is measured of the unit: its targets judged year by year, who was hurt, who has reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from ....base.asking import asking_once
from ....base.language import in_vietnamese
from ....base.numbers import vietnamese_number
from ....figures.access import may_see_unit
from ....figures.events import Events, events_in
from ....figures.indicators import INDICATORS, Evaluation
from ....figures.indicators.counting import Gathered
from ....figures.indicators.evaluation import evaluate
from ....figures.indicators.ground import Ground
from ....figures.indicators.path import LEVEL
from ....figures.indicators.series import Counted, count_gathered
from ....figures.indicators.years import Years
from ....figures.lake import snapshot
from ....figures.tables.population import FACTS
from ....org.places.areas import Area
from ....org.places.basis import NOW
from ...assessment import Assessed, assess_counted
from ...base_years import base_year_of
from ...documents.fields import COMPARATOR_LABELS
from ...documents.models import TARGET
from ...owners import Owned, unit_of
from ...programmes import PROGRAMMES, Programme
from .asked import Asked

# Why a target is shown without a verdict.
OF_ANOTHER, UNDECLARED = "of_another", "undeclared"


def measures(asked: Asked) -> dict[str, Any]:
    """{"targets": by programme, "accidents": of the period}; {} where the person sees no figures of the unit."""
    unit = asked.unit
    with asking_once():
        area = Area.of(unit, asked.today)
        if asked.is_own or not may_see_unit(asked.scope, unit, area):
            return {}
        programmes = [programme for programme in PROGRAMMES.values() if _is_told(asked, programme)]
        years = _years(asked)
        first = min([years[0] - 1, *(base_year_of(p)[0] for p in programmes)])
        span = Years(first, years[-1])
        with snapshot(*FACTS) as taken:
            counted = count_gathered(Gathered.of(taken, Ground(area, span, NOW)))
            events = events_in(taken, area, Years(asked.first.year, asked.day.year), asked.today)
        targets = [_programme(asked, programme, counted, years) for programme in programmes if programme.targets]
        if asked.report.document is not None:
            targets.append(_document(asked, counted, years))
        return {"targets": targets, "accidents": _accidents(asked, events, counted)}


def _years(asked: Asked) -> list[int]:
    """The years told of: those of the period up to its last day, with the last whole one before a year that runs."""
    years = list(range(asked.first.year, asked.day.year + 1))
    is_running = asked.today <= date(years[-1], 12, 31)
    return [years[0] - 1, *years] if is_running and len(years) == 1 else years


def _is_told(asked: Asked, programme: Programme) -> bool:
    """The programme that is reported about; without one, those of the unit itself."""
    if asked.report.programme:
        return programme.id == asked.report.programme
    return asked.report.document is None and unit_of(programme.owner) == asked.unit


def _programme(asked: Asked, programme: Programme, counted: Counted, years: list[int]) -> dict[str, Any]:
    """Judged where it is the unit's own; a unit below is told its own values, of which nothing is promised."""
    owned = Owned.of(programme.owner, asked.today)
    is_own = owned.unit == asked.unit
    base_year, base_reason = base_year_of(programme)
    rows = []
    for year in years:
        if year <= base_year:
            continue
        found = assess_counted(programme, owned, year, counted, asked.today).targets if is_own else ()
        rows += [_target(one.evaluation, year, in_vietnamese(one.target.summary), one) for one in found]
        if not is_own:
            rows += [
                _target(_watched(t.indicator_id, counted, year, asked), year, in_vietnamese(t.summary))
                for t in programme.targets
            ]
    return {
        "id": programme.id, "title": in_vietnamese(programme.title), "base_year": base_year,
        "base_reason": base_reason, "not_judged": "" if is_own else OF_ANOTHER, "rows": rows, "unmeasured": [],
    }  # fmt: skip


def _document(asked: Asked, counted: Counted, years: list[int]) -> dict[str, Any]:
    """The targets of a document that is no declared programme: what they ask in its words, beside what is counted."""
    assert asked.report.document is not None
    found = asked.report.document.provisions.filter(kind=TARGET).order_by("position")
    known = [one for one in found if one.indicator in INDICATORS]
    rows = [
        _target(_watched(one.indicator, counted, year, asked), year, one.text) | {"asked": _asked_for(one.content)}
        for year in years for one in known
    ]  # fmt: skip
    return {
        "id": "", "title": str(asked.report.document), "base_year": None, "base_reason": "",
        "not_judged": UNDECLARED, "rows": rows, "unmeasured": [one.text for one in found if one not in known],
    }  # fmt: skip


def _asked_for(said: dict[str, Any]) -> str:
    comparator = in_vietnamese(COMPARATOR_LABELS.get(said.get("comparator") or "", ""))
    return f"{comparator} {vietnamese_number(said.get('value'))} {said.get('unit') or ''}".strip()


def _watched(indicator: str, counted: Counted, year: int, asked: Asked) -> Evaluation:
    return evaluate(INDICATORS[indicator], counted, year, year - 1, None, asked.today)


def _target(found: Evaluation, year: int, summary: str, judged: Assessed | None = None) -> dict[str, Any]:
    """One target in one year; without `judged` only its values."""
    ratio, this = found.chosen.ratio, found.this
    aim = judged.target.aim if judged else None
    status = judged.status if judged else "watched"
    return {
        "year": year, "indicator": found.indicator.id, "kind": found.indicator.kind, "unit": found.indicator.unit,
        "summary": summary, "is_level": bool(aim and aim.kind == LEVEL),
        "wanted": None if aim is None else aim.level if aim.kind == LEVEL else round(100 * aim.change, 2),
        "count": this.count, "value": _rounded(found.own_value), "path": _rounded(found.path.get(year)),
        "change_percent": None if found.chosen.change is None else round(100 * found.chosen.change, 2),
        "since_base_percent": None if found.since_base is None else round(100 * found.since_base, 2),
        "status": status, "is_complete": found.is_complete,
        "is_sure": not (status == "met" and ratio and not ratio.is_surely_lower),
        "is_small": bool(found.chosen.is_small), "sentence": in_vietnamese(found.chosen.sentence),
        "reporting": this.reporting, "owed": this.owed, "origin": this.origin, "sources": list(this.sources),
        "waits_for": _waits(found) if found.own_value is None else "",
        "breaks": [*_breaks(found, year)],
    }  # fmt: skip


def _waits(found: Evaluation) -> str:
    """The register that would count it; "" where the cases of the system do."""
    return in_vietnamese(gettext_lazy(found.indicator.waits_for)) if found.indicator.waits_for else ""


def _breaks(found: Evaluation, year: int) -> Iterator[dict[str, Any]]:
    """What lies between the year and the one before."""
    yield from ({"after": b.after, "before": b.before, "kind": b.kind} for b in found.breaks if b.before == year)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _accidents(asked: Asked, events: Events, counted: Counted) -> dict[str, Any]:
    """Whoever was hurt on the ground in the period by year; months that the period only touches count whole."""
    by_year = {year: {"victims": 0, "deaths": 0, "severe": 0} for year in range(asked.first.year, asked.day.year + 1)}
    for (year, month), here in events.months.items():
        if (asked.first.year, asked.first.month) <= (year, month) <= (asked.day.year, asked.day.month):
            for name in ("victims", "deaths", "severe"):
                by_year[year][name] += getattr(here, name)
    years = []
    for year, sums in by_year.items():
        cases = counted.cases.get(year)
        lines = cases.lines if cases else {}
        owed, reporting = lines.get("establishments_known", 0), lines.get("establishments_reporting", 0)
        # Where nobody reported and nothing is recorded, silence is told and no zero.
        years.append({"year": year, **sums, "reporting": reporting, "owed": owed,
                      "is_known": bool(reporting or sums["victims"])})  # fmt: skip
    return {"first_month": f"{asked.first:%m/%Y}", "last_month": f"{asked.day:%m/%Y}", "years": years}
