"""What everybody reads of what units published. Only `Release` is asked: nothing else can leak from here."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...accidents.duties import Known, duties
from ...directives.releases.differences import differences
from ...directives.releases.excel import workbook_of
from ...directives.releases.models import Release
from ...directives.releases.reading import by_file, by_hash, released, standing, versions_of
from ..pages.registers import XLSX
from .limits import limited
from .shown import shown, told

PAGE_SECONDS, VERSION_SECONDS = 300, 86_400
LARGEST_FILE = 2 * 1024 * 1024


@login_not_required
@require_GET
@limited
def list_page(request: HttpRequest) -> HttpResponse:
    units: dict[str, list[Release]] = {}
    for row in released():
        units.setdefault(row.code, []).append(row)
    ordered = sorted(units.values(), key=lambda rows: rows[0].unit.sort_key if rows[0].unit else "")
    return _kept(render(request, "public/list.html", {"units": ordered}))


@login_not_required
@require_GET
@limited
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """The newest year, or that of `nam`; the version that counts, or that of `ban`."""
    versions = versions_of(code)
    row = _asked(request, versions)
    whole = row.whole
    of_year = [one for one in versions if one.year == row.year]
    context = {
        "row": row, "whole": whole, "is_standing": row == of_year[0], "is_intact": row.is_intact,
        "years": dict.fromkeys(one.year for one in versions), "versions": _history(of_year),
        "duties": _duties(), **shown(whole["figures"], row.year),
    }  # fmt: skip
    return _kept(render(request, "public/unit.html", context))


@login_not_required
@require_GET
@limited
def file_page(request: HttpRequest, code: str, year: int, version: int, kind: str) -> HttpResponse:
    """The very text that was hashed, or a workbook of it."""
    row = Release.objects.filter(code=code, year=year, version=version).select_related("unit").first()
    if row is None or kind not in ("json", "xlsx"):
        raise Http404
    content, mime = (row.content.encode(), "application/json") if kind == "json" else (workbook_of(row), XLSX)
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="cong-bo-{code}-{year}-ban-{version}.{kind}"'
    answer["ETag"] = f'"{row.sha256}-{kind}"'
    patch_cache_control(answer, public=kind == "json", private=kind != "json", max_age=VERSION_SECONDS)
    return answer


@login_not_required
@never_cache
@limited
def check_page(request: HttpRequest) -> HttpResponse:
    """A hash or a file: whether it is a published version, of whom, and whether a newer one counts."""
    context: dict[str, Any] = {"typed": request.POST.get("hash", "").strip()[:200], "error": ""}
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is not None and (upload.size or 0) > LARGEST_FILE:
            context["error"] = "large"
        elif upload is None and not context["typed"]:
            context["error"] = "empty"
        else:
            row = by_file(upload.read(LARGEST_FILE)) if upload is not None else by_hash(context["typed"])
            newest = standing(row.code, row.year) if row else None
            context |= {"is_asked": True, "row": row, "newest": newest, "is_standing": row == newest}
    return render(request, "public/check.html", context, status=422 if context["error"] else 200)


def _asked(request: HttpRequest, versions: list[Release]) -> Release:
    year, version = request.GET.get("nam", ""), request.GET.get("ban", "")
    found = [
        row for row in versions if (not year or str(row.year) == year) and (not version or str(row.version) == version)
    ]
    if not found:
        raise Http404
    return found[0]


def _history(versions: list[Release]) -> list[dict[str, Any]]:
    """Each version of a year with what it changed of the one before."""
    figures = [row.whole["figures"] for row in versions]
    changed = [told(differences(old, new)) for new, old in pairwise(figures)]
    return [{"row": row, "changed": what} for row, what in zip(versions, [*changed, []], strict=True)]


def _duties() -> list[dict[str, Any]]:
    """Who tells whom of a death today, once for each pair."""
    known = Known(timezone.localdate(), 1, 0, has_contract_victims=True, has_non_contract_victims=True)
    return [{"who": d.who, "to": d.recipient.name_vi, "how": d.how_fast, "article": d.article} for d in duties(known)]


def _kept(answer: HttpResponse) -> HttpResponse:
    """For a while in the browser that asked: the page is in its language."""
    patch_cache_control(answer, private=True, max_age=PAGE_SECONDS)
    return answer
