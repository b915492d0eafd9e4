"""Statutory tables on pages: choose, read, open a cell, save as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base import lists
from ...base.codelists.reading import CodeLists
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.fields import Privacy
from ...base.numbers import vietnamese_number
from ...base.scope import Scope
from ...base.surfaces.tables import table_class
from ...figures.forms import FORMS, FilledForm, FormRequest, cell_ids, fill, may_open, tells_of_people
from ...figures.forms.lists import FormLists
from ...figures.groups.declared import dimensions
from ...org.establishments.models import Establishment
from ...org.places.basis import BASES, NOW, unit_asked
from ...org.places.models import Place
from ...org.places.resolve import UnknownPlaceError
from ...org.references import find_establishment
from ...statutes.period import Period
from ..scope import scope
from .heads import nested_heads
from .registers import XLSX

SHOWN_CASES = 500
HALVES = ((0, _("Cả năm")), (1, _("6 tháng đầu năm")), (2, _("6 tháng cuối năm")))


def figures_page(request: HttpRequest) -> HttpResponse:
    """The forms a person can fill, with the unit that the person belongs to."""
    held = scope(request)
    choices = [
        {"form": form, "url": f"{reverse('figures-form', args=[form.id])}?{query}"} for form, query in _offered(held)
    ]
    if len(choices) == 1:
        return redirect(choices[0]["url"])
    return render(request, "pages/figures.html", {"choices": choices})


def _offered(held: Scope) -> Iterator[tuple[Any, str]]:
    year = timezone.localdate().year
    for form in FORMS.values():
        unit = own_unit(held, form.of)
        if unit is not None:
            yield form, urlencode({"unit": unit, "year": year})


def own_unit(held: Scope, of: str) -> str | None:
    """The unit or establishment that a person would ask for first; None when the form is not for this person."""
    parts = [p for p in held.parts if p.grants & {"figures.view", "figures.own"}]
    if of == "establishment":
        ids = {i for part in parts for i in part.establishment_ids}
        own = Establishment.objects.filter(pk__in=ids, head_office__isnull=True).order_by("sort_key").first()
        return own.tax_code if own else ("" if any("figures.view" in p.grants for p in parts) else None)
    viewing = [p for p in parts if "figures.view" in p.grants]
    if any(part.everywhere for part in viewing):
        return "VN"
    ids = {i for part in viewing for i in part.place_ids}
    places = Place.objects.in_force().filter(pk__in=ids)
    if of == "province":
        places = places.filter(level=Place.Level.PROVINCE)
    place = places.first()
    return place.code if place else None


def form_page(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    held = scope(request)
    context: dict[str, Any] = {
        "form": FORMS[form], "unit": request.GET.get("unit", "").strip()[:100], "halves": HALVES,
        "year": _year(request), "half": _half(request), "errors": [], "bases": BASES.items(), "basis": _basis(request),
        "group": _group(request), "dimensions": dimensions(FormLists(_period(request)).read("worker_groups")),
        "suggest_on": "" if _basis(request) == NOW else min(_period(request).end_on, timezone.localdate()).isoformat(),
    }  # fmt: skip
    try:
        asked = form_request(request, held, form)
        filled = fill(held, asked)
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        context["errors"] = [v.message for v in refused.violations] if context["unit"] else []
    else:
        asked_for = ("unit", "year", "half", "basis", *(["group"] if asked.group else []))
        query = urlencode({name: context[name] for name in asked_for})
        context |= {
            "filled": filled,
            "tables": list(_tables(held, filled, query)),
            "subject": asked.subject(),
            "unit": asked.subject().get("tax_code") or asked.subject()["name"],
            "query": query,
        }
        context |= {"period": asked.period, "failed": [c for c in filled.checks if not c.is_ok]}
        context["passed"] = len(filled.checks) - len(context["failed"])
    return render(request, "pages/figures_form.html", context)


def form_request(request: HttpRequest, held: Scope, form: str) -> FormRequest:
    """What the address asks for. Raises Refused."""
    unit, period, basis = request.GET.get("unit", "").strip()[:100], _period(request), _basis(request)
    group = _group(request)
    if FORMS[form].of == "establishment":
        found = find_establishment(held, unit) if unit else None
        rows = Establishment.objects.select_related("head_office", "province", "commune")
        return FormRequest(form, period, establishment=rows.get(pk=found) if found else None, group=group)
    try:
        place = unit_asked(unit, basis, period.start_on, period.end_on)
    except UnknownPlaceError as error:
        raise Refused([RuleViolation("figures.unit", str(error), "unit")]) from error
    return FormRequest(form, period, place=place, basis=basis, group=group)


def _period(request: HttpRequest) -> Period:
    return Period(_year(request), _half(request) or None)


def _basis(request: HttpRequest) -> str:
    given = request.GET.get("basis", NOW)
    return given if given in BASES else NOW


def _group(request: HttpRequest) -> str:
    return request.GET.get("group", "").strip()[:60]


def _year(request: HttpRequest) -> int:
    given = request.GET.get("year", "")
    return int(given) if given.isdecimal() and len(given) == 4 and given >= "1990" else timezone.localdate().year


def _half(request: HttpRequest) -> int:
    given = request.GET.get("half", "0")
    return int(given) if given in ("0", "1", "2") else 0


def _tables(held: Scope, filled: FilledForm, query: str) -> Iterator[dict[str, Any]]:
    """Each table with its nested heads and its cells, every number with the address of the cases one may know of."""
    start = reverse("figures-cell", args=[filled.request.form_id])
    for table in filled.tables:
        rows = []
        opening = {column.key for column in table.columns if may_open(held, filled.request, column)}
        for line in table.rows:
            cells = []
            for column in table.columns:
                value = line.values[column.key]
                opens = column.key in opening and not (column.is_text or value in (None, 0))
                where = urlencode({"table": table.id, "row": line.row.key, "column": column.key})
                cells.append(
                    {
                        "text": _shown(value),
                        "url": f"{start}?{query}&{where}" if opens else "",
                        "is_text": column.is_text,
                    }
                )
            rows.append({"row": line.row, "cells": cells, "is_total": line.row.level == 0})
        heads = nested_heads([c.path for c in table.columns], [c.unit for c in table.columns])
        yield {"id": table.id, "title": table.title, "columns": table.columns, "rows": rows, "heads": heads}


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if value == 0:
        return "0"
    return vietnamese_number(round(value, 3) if isinstance(value, float) else value)


def cell_page(request: HttpRequest, form: str) -> HttpResponse:
    """The cases behind one cell, as far as the rights go: how many of how many is said."""
    if form not in FORMS:
        raise Http404
    held = scope(request)
    table_id, row, column = (request.GET.get(name, "")[:60] for name in ("table", "row", "column"))
    try:
        asked = form_request(request, held, form)
        name, ids = cell_ids(held, asked, table_id, row, column)
        filled = fill(held, asked)
    except OutOfScope:
        raise PermissionDenied from None
    except (LookupError, Refused):
        raise Http404 from None
    register = lists.register(name)
    found = filled.table(table_id)
    line = next(r for r in found.rows if r.row.key == row)
    head = next((c for c in found.columns if c.key == column), None)
    verb = str(Privacy.PERSONAL) if tells_of_people(asked, head) else "view"
    seen = register.model.objects.visible_among(ids[:SHOWN_CASES], held, verb)
    table = table_class(register, held, CodeLists())(
        seen.select_related(*register.select_related).order_by(*register.order), orderable=False
    )
    context = {
        "form": FORMS[form], "register": register, "table": table, "total": len(ids), "seen": seen.count(),
        "row_label": line.row.label, "column_label": head.label if head else "", "subject": asked.subject(),
        "value": _shown(line.values.get(column)), "period": asked.period, "table_id": table_id, "limit": SHOWN_CASES,
        "group_note": asked.group_note,
        "back": f"{reverse('figures-form', args=[form])}?{_asked(request)}",
    }  # fmt: skip
    return render(request, "pages/figures_cell.html", context)


def _asked(request: HttpRequest) -> str:
    asked = {name: request.GET.get(name, "") for name in ("unit", "year", "half", "basis", "group")}
    return urlencode({name: given for name, given in asked.items() if given or name != "group"})


def excel_page(request: HttpRequest, form: str) -> HttpResponse:
    from ...figures.excel import workbook_of

    if form not in FORMS:
        raise Http404
    held = scope(request)
    try:
        asked = form_request(request, held, form)
        content = workbook_of(fill(held, asked))
    except OutOfScope:
        raise PermissionDenied from None
    except Refused:
        raise Http404 from None
    subject = asked.subject()
    answer = HttpResponse(content, content_type=XLSX)
    name = f"{form}-{subject.get('code') or subject.get('tax_code')}-{asked.period.year}-{asked.period.half or 0}"
    name += f"-{asked.group.replace(':', '-')}" if asked.group else ""
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
