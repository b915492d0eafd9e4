"""The page of an accident: what must be done by law, what is missing, and the steps of the declaration."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from ...accidents import services
from ...accidents.completeness import missing_for_full_declaration
from ...accidents.duties import Known, duties
from ...accidents.known import locked
from ...accidents.models import Accident, Victim
from ...accidents.workflow import ACCIDENT_WORKFLOW
from ...base import lists
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.fields import Privacy
from ...base.fields.scalar import HERE
from ...base.scope import Scope
from ...org.agencies.find import agency_for
from ...statutes import investigation
from ..scope import scope
from .registers import detail_context, row_or_404


def accident_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    accident = row_or_404(register, held, pk)
    return render(request, "accidents/detail.html", _context(held, accident))


def _context(held: Scope, accident: Accident) -> dict[str, Any]:
    context = detail_context(lists.register("accidents"), held, accident)
    victims = list(accident.victims.standing())
    why_locked = locked(accident, held)
    case = investigation.case_of(accident.death_count, accident.severe_count)
    received = accident.received_at.astimezone(HERE).date() if accident.received_at else None
    context |= {
        # Of a worker without contract one severe injury is recorded by the commune, not investigated by a team.
        "is_investigated": not accident.is_commuting
        and (any(v.has_labour_contract for v in victims) or accident.death_count > 0 or accident.severe_count >= 2),
        "investigation_due_on": investigation.due_on(received, case) if received else None,
        "duties": told_duties(accident),
        "limit": investigation.limit(case),
        "missing": _missing(held, accident, victims) if accident.state == "notified" else [],
        "steps": [
            t for t in ACCIDENT_WORKFLOW.open_from(accident.state)
            if held.may("accidents", t.verb) and not why_locked and accident.voided_at is None
        ],
        "why_locked": why_locked,
        "severity_basis": {v.severity_basis for v in victims if v.severity == accident.severity},
    }  # fmt: skip
    context["may_edit"] = context["may_edit"] and not why_locked
    return context


def _missing(held: Scope, accident: Accident, victims: list[Victim]) -> list[RuleViolation]:
    """What a full declaration lacks, as far as the person may know: that a sex is missing tells of the victim."""
    ids = [victim.pk for victim in victims]
    is_readable = Victim.objects.visible_among(ids, held, Privacy.PERSONAL).count() == len(ids)
    return missing_for_full_declaration(accident, victims, with_personal=is_readable)


def told_duties(accident: Accident) -> list[dict[str, Any]]:
    """Each duty with the name of the very agency, where it is known."""
    victims = list(accident.victims.standing())
    known = Known(
        occurred_on=accident.occurred_on,
        deaths=accident.death_count,
        severe=accident.severe_count,
        has_contract_victims=any(v.has_labour_contract for v in victims),
        has_non_contract_victims=any(not v.has_labour_contract for v in victims),
        is_commuting=accident.is_commuting,
    )
    told = []
    for duty in duties(known):
        place = accident.event_commune or accident.event_province
        agency = agency_for(duty.recipient.agency_kind, place, accident.occurred_on) if place else None
        told.append({"duty": duty, "to": agency.name_vi if agency else duty.recipient.name_vi})
    return told


def move_page(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step of the workflow (posted from the page of the accident)."""
    held = scope(request)
    accident = row_or_404(lists.register("accidents"), held, pk)
    if request.method != "POST" or step not in {t.name for t in ACCIDENT_WORKFLOW.transitions}:
        return redirect("accidents-detail", pk)
    try:
        services.move(held, accident, step, request.POST.get("reason", ""))
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        context = _context(held, accident) | {"refusals": [v.message for v in refused.violations]}
        return render(request, "accidents/detail.html", context, status=422)
    messages.success(request, gettext("Đã chuyển trạng thái hồ sơ."))
    return redirect("accidents-detail", pk)
