"""What of a unit's year is published, drawn up from the figures of today as plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ...base.language import in_vietnamese, speaking
from ...base.scope import Scope
from ...base.values import plain
from ...figures.access import require_unit
from ...figures.indicators import INDICATORS, Evaluation
from ...figures.indicators.declared import ALONE
from ...figures.indicators.evaluation import evaluate
from ...figures.indicators.points import CASES
from ...figures.indicators.series import Counted, count
from ...figures.indicators.years import Years
from ...org.places.areas import Area
from ...org.places.models import Place
from ..assessment import Assessed, assess
from ..base_years import base_year_of
from ..owners import unit_of
from ..programmes import PROGRAMMES, Programme

SHOWN_YEARS = 5
OF_COMPARISON = ("change_percent", "rate_ratio", "sentence", "is_small_count")
LEFT_OUT = ("unit", "comparisons", "is_complete", "places")


def drawn_up(scope: Scope, unit: Place | None, year: int, today: date) -> dict[str, Any]:
    """Coverage, indicators, deaths by month, programmes with their targets: all in Vietnamese. Raises OutOfScope."""
    require_unit(scope, unit)
    with speaking("vi"):
        counted = count(Area.of(unit, today), Years(year - SHOWN_YEARS + 1, year))
        found = [evaluate(one, counted, year, year - 1, None, today) for one in INDICATORS.values()]
        known = [one for one in found if one.this.is_known]
        drawn: dict[str, Any] = plain({
            "coverage": _coverage(counted, year),
            "indicators": [_indicator(one) for one in known],
            "not_yet": [
                {"id": one.indicator.id, "label": one.indicator.label, "waits_for": one.indicator.waits_for}
                for one in found if not one.this.is_known
            ],
            "deaths_by_month": _months(counted, year),
            "programmes": [_programme(p, scope, year, today) for p in PROGRAMMES.values() if _is_of(p, unit, year)],
        })  # fmt: skip
    return drawn


def _indicator(found: Evaluation) -> dict[str, Any]:
    """The value is that of the year by itself, also where the year before lets only the counts be compared."""
    basis = found.basis if found.basis != ALONE else found.series.basis(found.year)
    compared = found.chosen.as_json()
    said = replace(found, basis=basis).as_json() | {key: compared[key] for key in OF_COMPARISON}
    return {key: value for key, value in said.items() if key not in LEFT_OUT}


def _coverage(counted: Counted, year: int) -> dict[str, Any]:
    """Who reported, and how well the workers are known."""
    cases = counted.cases.get(year)
    lines, quality = (cases.lines, cases.quality) if cases else ({}, {})
    return {
        "establishments": lines.get("establishments_known", 0),
        "reporting": lines.get("establishments_reporting", 0),
        "workers": lines.get("workers_known", 0),
        "workers_reporting": lines.get("workers_reporting", 0),
        "unknown_headcount": quality.get("unknown", 0),
        "older_headcount": quality.get("last_known", 0),
    }


def _months(counted: Counted, year: int) -> list[int] | None:
    """Deaths by month, where cases were counted; of an entered year nobody knows the months."""
    point = counted.series(INDICATORS["fatal_accident_rate"])[year]
    return list(counted.cases[year].deaths_by_month) if point.origin == CASES else None


def _is_of(programme: Programme, unit: Place | None, year: int) -> bool:
    """Whether it is the unit's own programme and was under way in the year."""
    return year > base_year_of(programme)[0] and unit_of(programme.owner) == unit


def _programme(programme: Programme, scope: Scope, year: int, today: date) -> dict[str, Any]:
    """The document in facts, and its targets judged."""
    assessment = assess(programme, scope, year, today=today)
    return {
        "id": programme.id, "title": programme.title, "number": programme.number,
        "issued_on": programme.issued_on, "issued_month": list(programme.issued_month),
        "issuing_body": programme.issuing_body, "base_year": assessment.base_year,
        "targets": [_target(assessed) for assessed in assessment.targets],
    }  # fmt: skip


def _target(assessed: Assessed) -> dict[str, Any]:
    found = assessed.evaluation
    change, ratio = found.chosen.change, found.chosen.ratio
    return {
        "indicator": found.indicator.id, "summary": assessed.target.summary, "period": assessed.target.period,
        "status": assessed.status,
        "is_sure": not (assessed.status == "met" and ratio and not ratio.is_surely_lower),
        "waits_for": assessed.waits_for,
        "value": None if found.value is None else round(found.value, 6), "unit": found.indicator.unit,
        "change_percent": None if change is None else round(100 * change, 2),
        "sentence": in_vietnamese(found.chosen.sentence),
    }  # fmt: skip
