"""Publishing a year's figures of a unit: what stands, what would be frozen now, and the confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...directives.releases.reading import released
from ...directives.releases.services import MOST_REASON, Draft, code_of, draft, publish, units_of
from ...org.places.models import Place
from ..public.shown import shown, told
from ..scope import scope

OFFERED_YEARS = 5


@never_cache
def releases_page(request: HttpRequest) -> HttpResponse:
    """The units for which the person publishes, each with its years and the version that counts."""
    last = timezone.localdate().year - 1
    stands = {(row.code, row.year): row for row in released()}
    units = [
        {"unit": unit, "code": code_of(unit),
         "years": [(year, stands.get((code_of(unit), year))) for year in range(last, last - OFFERED_YEARS, -1)]}
        for unit in units_of(scope(request))
    ]  # fmt: skip
    return render(request, "pages/releases.html", {"units": units})


@never_cache
def release_page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The figures of today beside the version that counts; posted with the mark of what was seen, they are frozen."""
    held, unit = scope(request), _unit(request, code)
    reason, errors = request.POST.get("reason", "")[: 2 * MOST_REASON], []
    try:
        if request.method == "POST":
            if request.POST.get("confirm") != "1":
                errors = [_("Hãy đánh dấu xác nhận: bản đã công bố thì không sửa, không xóa được.")]
            else:
                row = publish(held, unit, year, request.POST.get("seen", ""), reason)
                messages.success(request, _("Đã công bố bản %(version)s của năm %(year)s.") % {
                    "version": row.version, "year": row.year})  # fmt: skip
                return redirect("releases")
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        errors = [violation.message for violation in refused.violations]
    return _form(request, unit, _draft(request, unit, year), reason, errors)


def _unit(request: HttpRequest, code: str) -> Place | None:
    """One of the units for which the person publishes; PermissionDenied for any other, which says nothing of it."""
    for unit in units_of(scope(request)):
        if code_of(unit) == code:
            return unit
    raise PermissionDenied


def _draft(request: HttpRequest, unit: Place | None, year: int) -> Draft:
    try:
        return draft(scope(request), unit, year)
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        raise Http404(str(refused)) from None


def _form(request: HttpRequest, unit: Place | None, wanted: Draft, reason: str, errors: list[str]) -> HttpResponse:
    context: dict[str, Any] = {
        "unit": unit, "code": code_of(unit), "draft": wanted, "reason": reason, "errors": errors,
        "changed": told(wanted.changed), "most_reason": MOST_REASON,
        "is_same": wanted.standing is not None and wanted.standing.figures_sha256 == wanted.seen,
        **shown(wanted.figures, wanted.year),
    }  # fmt: skip
    return render(request, "pages/release.html", context, status=422 if errors else 200)
