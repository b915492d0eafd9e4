"""Agencies: the bodies of every kind that documents name, to be looked up; read only."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...org.agencies.find import matching_agencies
from ...org.agencies.kinds import agency_kinds
from ...org.places.models import Place
from ...org.places.resolve import UnknownPlaceError, resolve_place

PAGE = 50


def agencies_page(request: HttpRequest) -> HttpResponse:
    kinds = {code: kind.name_vi for code, kind in agency_kinds().items() if kind.is_present}
    typed, where = (request.GET.get(name, "").strip()[:100] for name in ("q", "dia-ban"))
    kind = request.GET.get("loai", "")
    context: dict[str, Any] = {"kinds": kinds, "kind": kind, "q": typed, "where": where}
    place: Place | None = None
    try:
        place = resolve_place(where) if where else None
    except UnknownPlaceError as error:
        context["error"] = str(error)
    found = matching_agencies(typed, kind=kind if kind in kinds else None, place=place)
    page = Paginator(found.select_related("place", "parent"), PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "rows": [{"agency": a, "kind": kinds.get(a.kind, "")} for a in page]}
    return render(request, "pages/agencies.html", context)
