"""Programmes and their targets: value, change, met or not, and how sure; each figure opens to its cases."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ...base.errors import OutOfScope
from ...base.numbers import vietnamese_number, vietnamese_signed
from ...base.scope import Scope
from ...directives.programmes import PROGRAMMES, STATUS_LABELS, Assessed, Programme, assess
from ...figures.access import may_see_unit
from ...figures.comparison import BASES, Comparison
from ...figures.forms.coverage import older_headcounts, unknown_headcounts
from ...figures.indicators import Evaluation
from ...org.places.resolve import resolve_place
from ..scope import scope

BADGES = {"met": "done", "not_met": "overdue", "unknown": "waiting", "no_data": "draft"}


def programmes_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    rows = [{"programme": p, "owner": resolve_place(p.owner)} for p in PROGRAMMES.values() if _covered(held, p)]
    return render(request, "pages/programmes.html", {"rows": rows})


def _covered(held: Scope, programme: Programme) -> bool:
    return may_see_unit(held, resolve_place(programme.owner))


def programme_page(request: HttpRequest, programme: str) -> HttpResponse:
    found = PROGRAMMES.get(programme)
    if found is None:
        raise Http404
    held, today = scope(request), timezone.localdate()
    years = list(range(found.base_year, today.year + 1))
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and int(given) in years else max(years[0], today.year - 1)
    try:
        assessment = assess(found, held, year)
    except OutOfScope:
        raise PermissionDenied from None
    context = {
        "programme": found, "owner": resolve_place(found.owner), "year": year, "years": years,
        "due_on": found.due_on(year), "targets": [_told(found, a, year) for a in assessment.targets],
    }  # fmt: skip
    return render(request, "pages/programme.html", context)


def _told(programme: Programme, assessed: Assessed, year: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "target": assessed.target, "status": STATUS_LABELS[assessed.status], "badge": BADGES[assessed.status],
        "wanted": f"{vietnamese_signed(100 * assessed.target.value, 0)} %",
    }  # fmt: skip
    if assessed.evaluation is None:
        return told
    evaluation = assessed.evaluation
    ratio = evaluation.chosen.ratio
    if assessed.status == "met" and ratio and not ratio.is_surely_lower:
        told |= {"status": gettext("đạt theo con số, chưa chắc chắn"), "badge": "waiting"}
    return told | {
        "evaluation": evaluation,
        "sentence": evaluation.chosen.sentence,
        "lines": [_line(programme, evaluation, basis) for basis in ("reporting", "all_known")],
        "deaths": [
            {"year": y, "count": counted.deaths, "url": _cases(programme, y)}
            for y, counted in ((year - 1, evaluation.before), (year, evaluation.this))
        ],
        "coverage": _coverage(evaluation),
    }


def _cases(programme: Programme, year: int) -> str:
    """The page of the cell that counts these deaths: total of column 9, table I, Phụ lục XIV."""
    query = {"unit": programme.owner, "year": year, "half": 0, "table": "I", "row": "total", "column": "9"}
    return f"{reverse('figures-cell', args=['pl-xiv'])}?{urlencode(query)}"


def _line(programme: Programme, evaluation: Evaluation, basis: str) -> dict[str, Any]:
    compared: Comparison = evaluation.comparisons[basis]
    ratio = compared.ratio
    upper = "∞" if ratio and ratio.upper == float("inf") else vietnamese_number(ratio.upper, 2) if ratio else ""
    return {
        "basis": BASES[basis],
        "is_chosen": basis == evaluation.basis,
        "workers_before": vietnamese_number(evaluation.before.workers(basis)),
        "workers": vietnamese_number(evaluation.this.workers(basis)),
        "before": vietnamese_number(compared.value_before, 3) if compared.value_before is not None else "–",
        "value": vietnamese_number(compared.value, 3) if compared.value is not None else "–",
        "change": f"{vietnamese_signed(100 * compared.change)} %" if compared.change is not None else "–",
        "interval": gettext("{lower} đến {upper}").format(lower=vietnamese_number(ratio.lower, 2), upper=upper)
        if ratio
        else "–",
        "ratio": vietnamese_number(ratio.ratio, 2) if ratio and ratio.ratio is not None else "–",
        "sentence": compared.sentence,
    }


def _coverage(evaluation: Evaluation) -> list[str]:
    said = []
    for year, found in evaluation.coverage.items():
        quality = found.get("quality", {})
        parts = [
            older_headcounts(quality["last_known"]) if quality.get("last_known") else "",
            unknown_headcounts(found["unknown_headcount"]) if found.get("unknown_headcount") else "",
        ]
        if any(parts):
            said.append(gettext("Năm {year}: {said}.").format(year=year, said="; ".join(p for p in parts if p)))
    return said
