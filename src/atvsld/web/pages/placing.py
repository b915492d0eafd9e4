"""Cases of no certain commune, one form a row: choose the commune of today, and the case is counted and seen there."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ...accidents.placing import candidates, place_event, unplaced
from ...base import lists
from ...base.errors import OutOfScope, Refused
from ...org.places.resolve import UnknownPlaceError, resolve_place
from ..scope import scope
from .registers import row_or_404

PAGE = 25
# A list as long as this is chosen from; a longer one is typed into.
CHOSEN = 40


def placing_page(request: HttpRequest) -> HttpResponse:
    rows = unplaced(scope(request)).select_related("event_province", "event_commune__parent", "event_commune__province")
    page = Paginator(rows.order_by("-occurred_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    told = []
    for row in page:
        open_to = list(candidates(row)[: CHOSEN + 1])
        told.append({"row": row, "choices": open_to if len(open_to) <= CHOSEN else []})
    return render(request, "pages/placing.html", {"page": page, "rows": told})


def place_case_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Posted by the form of a row: `commune` is the id of a choice or a name typed."""
    held = scope(request)
    row = row_or_404(lists.register("accidents"), held, pk, "place")
    if request.method == "POST":
        try:
            place_event(held, row, _chosen(request.POST.get("commune", "").strip()[:200]))
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            messages.error(request, " ".join(v.message for v in refused.violations))
        else:
            messages.success(request, _("Đã xếp vụ %(case)s vào xã hiện nay.") % {"case": row})
    return redirect("placing")


def _chosen(text: str) -> int:
    """0, which is no unit, when the text names none."""
    if text.startswith("#") and text[1:].isdecimal():
        return int(text[1:12])
    try:
        place = resolve_place(text)
    except UnknownPlaceError:
        return 0
    return place.pk if place else 0
