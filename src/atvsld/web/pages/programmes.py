"""Programmes and their targets: value, change, path, met or not, and how sure; each figure opens to its cases."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ...base.errors import OutOfScope
from ...directives.assessment import Assessment, assess, may_see
from ...directives.base_years import base_year_of, may_choose
from ...directives.excel import workbook_of
from ...directives.owners import Owned
from ...directives.programmes import PROGRAMMES, Programme
from ...org.places.basis import BASES, NOW
from ..scope import scope
from .registers import XLSX
from .targets import told


def programmes_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    rows = [{"programme": p, "owned": Owned.of(p.owner)} for p in PROGRAMMES.values() if may_see(held, p)]
    return render(request, "pages/programmes.html", {"rows": rows})


def programme_page(request: HttpRequest, programme: str) -> HttpResponse:
    found = PROGRAMMES.get(programme)
    if found is None:
        raise Http404
    held = scope(request)
    assessment, years, basis = _asked(request, found)
    year = assessment.year
    context = {
        "programme": found, "assessment": assessment, "owned": assessment.owned, "year": year, "years": years,
        "basis": basis, "bases": BASES.items(), "due_on": found.due_on(year),
        "communes": [(c, assessment.owned.is_partial(c)) for c in assessment.owned.communes],
        "targets": [told(assessed, _form(assessment, basis)) for assessed in assessment.targets],
        "may_choose": may_choose(held, found), "stated": _stated(found),
    }  # fmt: skip
    return render(request, "pages/programme.html", context)


def _asked(request: HttpRequest, programme: Programme) -> tuple[Assessment, list[int], str]:
    """(the programme in the year that is asked for, else the last that ended; the years there are; the boundaries)."""
    today = timezone.localdate()
    years = list(range(base_year_of(programme)[0], today.year + 1))
    given, basis = request.GET.get("year", ""), request.GET.get("basis", NOW)
    year = int(given) if given.isdecimal() and int(given) in years else max(years[0], today.year - 1)
    basis = basis if basis in BASES else NOW
    try:
        return assess(programme, scope(request), year, boundaries=basis), years, basis
    except OutOfScope:
        raise PermissionDenied from None


def programme_excel(request: HttpRequest, programme: str) -> HttpResponse:
    found = PROGRAMMES.get(programme)
    if found is None:
        raise Http404
    assessment, _years, _basis = _asked(request, found)
    answer = HttpResponse(workbook_of(assessment), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{found.id}-{assessment.year}.xlsx"'
    return answer


def _stated(programme: Programme) -> list[dict[str, Any]]:
    """What the document says was achieved before, by indicator."""
    return [{"said": s, "percent": 100 * s.change} for s in programme.stated]


def _form(assessment: Assessment, basis: str) -> str:
    """The address of the cell that counts the deaths of a year, but for the year; "" where no form is of the unit."""
    unit = assessment.owned.unit
    if assessment.owned.area.is_union:
        return ""
    query = {"unit": unit.code if unit else "VN", "half": 0, "table": "I", "row": "total"}
    if basis != NOW:
        query["basis"] = basis
    return f"{reverse('figures-cell', args=['pl-xiv'])}?{urlencode(query)}"
