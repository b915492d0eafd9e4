"""Code lists for administrators: every list, its versions, what is provisional."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ...base.codelists.models import CodeListVersion
from ...base.search import fold
from ...statutes.instruments import Instrument, instruments
from ...statutes.status import STATUS_LABELS_VI

LABELS: dict[str, str] = {str(status): label for status, label in STATUS_LABELS_VI.items()}
PROVISIONAL = ("provisional", "memory")


def said(status: str) -> str:
    return gettext(LABELS.get(status, status))


def lists_page(request: HttpRequest) -> HttpResponse:
    versions = CodeListVersion.objects.annotate(
        row_count=Count("rows"), provisional_count=Count("rows", filter=Q(rows__status__in=PROVISIONAL))
    ).order_by("name", "valid_from")
    named = {i.key: i for i in instruments()}
    groups = []
    for name, found in groupby(versions, key=lambda v: v.name):
        rows = [_told(v, named) for v in found]
        groups.append({"name": name, "title": rows[-1]["version"].title, "versions": rows})
    return render(request, "pages/codelists.html", {"groups": groups, "statutes": instruments()})


def _told(version: CodeListVersion, named: dict[str, Instrument]) -> dict[str, Any]:
    instrument = named.get(version.instrument)
    return {
        "version": version,
        "instrument": instrument.number if instrument else version.instrument,
        "status": said(version.status),
    }


def list_page(request: HttpRequest, name: str) -> HttpResponse:
    versions = list(CodeListVersion.objects.filter(name=name).order_by("-valid_from"))
    if not versions:
        raise Http404
    wanted = request.GET.get("tu", "")
    version = next((v for v in versions if str(v.valid_from) == wanted), versions[0])
    rows = version.rows.all()
    typed = fold(request.GET.get("q", "")[:100])
    if typed:
        kept = [r for r in rows if typed in fold(f"{r.code} {r.name_vi}")]
        page = Paginator(kept, 100).get_page(request.GET.get("page"))
    else:
        page = Paginator(rows, 100).get_page(request.GET.get("page"))
    context = {
        "versions": versions,
        "version": version,
        "page": page,
        "rows": [{"row": r, "status": said(r.status), "is_provisional": r.status in PROVISIONAL} for r in page],
        "has_parents": any(r.parent_code for r in page),
        "has_words": not any("_" in r.code for r in page),
        "q": request.GET.get("q", ""),
    }
    return render(request, "pages/codelist.html", context)
