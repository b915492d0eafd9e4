"""The ladder as it counts for a unit, what counted before, and the form to set another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...base.scope import Scope
from ...directives.reminders.ladder import AUDIENCES, SUBJECTS, Ladder, Step, ladder_of
from ...directives.reminders.models import LadderVersion
from ...directives.reminders.versions import ladder_for, set_ladder, sets_for
from ...org.places.models import Place
from ..scope import scope
from ..tasks.verbs import day_of

# Lines of the form beyond the steps that there are.
EMPTY, MOST_LINES = 4, 44


@never_cache
def ladder_page(request: HttpRequest) -> HttpResponse:
    """Everybody with tasks reads the ladder under which they are reminded; who hands out for the unit sets it."""
    held, today = scope(request), timezone.localdate()
    units = _units(held)
    given = request.POST.get("unit", request.GET.get("unit", ""))
    unit = next((one for one in units if str(one["pk"] or "VN") == given), units[-1])
    errors: list[Any] = []
    ladder = ladder_for(unit["pk"], today)
    lines = _lines(ladder)
    if request.method == "POST":
        try:
            day = day_of(request.POST.get("valid_from", ""), "valid_from")
            set_ladder(held, unit["pk"], _steps(request), day, request.POST.get("reason", "")[:1000])
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            errors, lines = [v.message for v in refused.violations], _typed(request)
        else:
            messages.success(request, _("Đã đặt thang đôn đốc mới."))
            return redirect(f"{request.path}?unit={unit['pk'] or 'VN'}")
    context = {
        "units": units, "unit": unit, "ladder": _told(ladder), "versions": _versions(unit["pk"]), "errors": errors,
        "lines": lines, "audiences": list(AUDIENCES.items()), "subjects": list(SUBJECTS.items()), "typed": request.POST,
    }  # fmt: skip
    return render(request, "reminders/ladder.html", context, status=422 if errors else 200)


def _units(held: Scope) -> list[dict[str, Any]]:
    """The nation, and the provinces of the person; whether the person sets their ladder."""
    nation, provinces = sets_for(held)
    ids = {pk for part in held.parts_for("tasks", "view") for pk in part.place_ids}
    places = Place.objects.in_force().filter(pk__in=sorted(ids)).select_related("province")
    found = {(place.province or place).pk: (place.province or place) for place in places}
    units: list[dict[str, Any]] = [{"pk": None, "name": "", "may_set": nation}]
    ordered = sorted(found.values(), key=lambda place: place.sort_key)
    return units + [{"pk": place.pk, "name": place.full_name, "may_set": place.pk in provinces} for place in ordered]


def _told(ladder: Ladder) -> list[dict[str, Any]]:
    return [
        {"subject": step.subject, "label": SUBJECTS[step.subject], "days": abs(step.days), "is_before": step.days < 0,
         "to": [AUDIENCES[one] for one in step.to]}
        for step in ladder.steps
    ]  # fmt: skip


def _versions(province: int | None) -> list[dict[str, Any]]:
    rows = LadderVersion.objects.filter(province=province).order_by("-valid_from", "-pk")[:20]
    return [{"row": row, "steps": _told(ladder_of(row.steps))} for row in rows]


def _lines(ladder: Ladder) -> list[dict[str, Any]]:
    kept = [{"subject": step.subject, "days": step.days, "to": step.to} for step in ladder.steps]
    return [*kept, *({"subject": "", "days": "", "to": ()} for _n in range(EMPTY))]


def _typed(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"subject": request.POST.get(f"subject-{n}", ""), "days": request.POST.get(f"days-{n}", "")[:5],
         "to": request.POST.getlist(f"to-{n}")}
        for n in range(MOST_LINES) if f"days-{n}" in request.POST
    ]  # fmt: skip


def _steps(request: HttpRequest) -> list[Step]:
    """The lines in which a number of days stands; one that is no number is a step nobody allows."""
    return [
        Step(line["subject"], _number(line["days"]), tuple(one for one in AUDIENCES if one in line["to"]))
        for line in _typed(request) if str(line["days"]).strip()
    ]  # fmt: skip


def _number(text: str) -> int:
    sign, digits = (-1, text.strip()[1:]) if text.strip()[:1] in ("-", "−", "–") else (1, text.strip())
    return sign * int(digits) if digits.isascii() and digits.isdigit() else 10**6
