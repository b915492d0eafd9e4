"""Who acts for an agency, and who may record for one that has no accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from ...base.scope import Scope, ScopePart
from ...org.agencies.lineage import kinds_before, successor_ids
from ...org.agencies.models import Agency, AgencyQuerySet
from ...org.people.models import Membership
from ...org.people.roles import ROLES
from .authority import with_authority
from .models import Charge, Task

# For which kind of agency a role acts in its own unit, where its membership names no agency.
NATURAL = {
    "commune": "peoples_committee_commune", "labour": "department_home_affairs", "health": "department_health",
    "ministry": "ministry_home_affairs",
}  # fmt: skip

# A leader or an invited body belongs to an agency and does not do its tasks.
_ACTING = [role.code for role in ROLES.values() if "tasks.act" in role.grants]


@dataclass(frozen=True)
class Acting:
    """That a person acts for an agency; `is_on_behalf`: without belonging to it, which is told wherever it shows."""

    is_on_behalf: bool


def acts_for(part: ScopePart, agency: Agency) -> bool:
    """Whether the membership is one in the agency, or in the one that succeeded it: the one it names, else the natural
    one of its role and unit."""
    if part.agency_ids:
        return agency.pk in part.agency_ids
    if agency.kind not in kinds_before(NATURAL.get(part.role, "")):
        return False
    return agency.place_id is None if part.everywhere else agency.place_id in part.place_ids


def gives_for(scope: Scope, agency: Agency, verb: str) -> Acting | None:
    """As whom the person hands out (or decides) in the name of the agency.

    Whoever keeps the records of a unit (`tasks.record`) enters what its other bodies hand out, on their behalf: the
    people's committee's plan comes in by the hand of its department.
    """
    parts = scope.parts_for("tasks", verb)
    if any(acts_for(part, agency) for part in parts):
        return Acting(False)
    if any("tasks.record" in part.grants and _is_of_unit(part, agency) for part in parts):
        return Acting(True)
    return None


def leads_for(scope: Scope, task: Task, today: date | None = None) -> Acting | None:
    """As whom the person does what the lead agency does: as one of it; for a body without accounts also as the giver,
    or as whoever keeps the records of its unit."""
    if any(acts_for(part, task.agency) for part in scope.parts_for("tasks", "act")):
        return Acting(False)
    keeps = any(_is_of_unit(part, task.agency) for part in scope.parts_for("tasks", "record"))
    if (keeps or gives_for(scope, task.charge.giver, "record")) and not has_accounts(task.agency, today):
        return Acting(True)
    return None


def takes_part_for(scope: Scope, task: Task, today: date | None = None) -> tuple[Agency, Acting] | None:
    """For which body that takes part the person speaks: as one of it, or recording for one without accounts."""
    beside = [row.agency for row in task.charge.coordinations.select_related("agency__place").order_by("pk")]
    for agency in beside:
        if any(acts_for(part, agency) for part in scope.parts_for("tasks", "act")):
            return agency, Acting(False)
    for agency in beside:
        keeps = any(_is_of_unit(part, agency) for part in scope.parts_for("tasks", "record"))
        if keeps and not has_accounts(agency, today):
            return agency, Acting(True)
    return None


def has_accounts(agency: Agency, today: date | None = None) -> bool:
    """Whether somebody has an account by which the agency, or the one that succeeded it, acts for itself."""
    day = today or timezone.localdate()
    if later := successor_ids(agency, day):
        return any(has_accounts(one, day) for one in Agency.objects.filter(pk__in=later).select_related("place"))
    in_force = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, user__is_active=True
    )
    roles = [role for role, kind in NATURAL.items() if kind == agency.kind and role in _ACTING]
    natural = Q(agency=None, role__in=roles, place=agency.place_id) if roles else Q(pk=None)
    if roles and agency.place_id is None:
        natural = Q(agency=None, role__in=roles)
    return in_force.filter(Q(agency=agency, role__in=_ACTING) | natural).exists()


def own_agencies(scope: Scope, verb: str = "act", on: date | None = None) -> AgencyQuerySet:
    """The agencies for which the person acts, in force on the day."""
    found: AgencyQuerySet = answered_for(scope, verb).in_force(on)
    return found


def answered_for(scope: Scope, verb: str = "act") -> AgencyQuerySet:
    """The agencies for which the person acts, and those of any time whose tasks went to them."""
    clause = Q(pk__in=())
    for part in scope.parts_for("tasks", verb):
        if part.agency_ids:
            clause |= Q(pk__in=sorted(part.agency_ids))
        elif kind := NATURAL.get(part.role):
            where = Q(place=None) if part.everywhere else Q(place_id__in=sorted(part.place_ids))
            clause |= Q(kind__in=sorted(kinds_before(kind))) & where
    found: AgencyQuerySet = Agency.objects.filter(clause)
    return found


def givers(scope: Scope, on: date | None = None) -> AgencyQuerySet:
    """The agencies in whose name the person hands out: those that may charge anybody."""
    clause = Q(pk__in=own_agencies(scope, "hand_out", on).values("pk"))
    for part in scope.parts_for("tasks", "hand_out"):
        if "tasks.record" in part.grants:
            clause |= Q(place=None) if part.everywhere else Q(place_id__in=sorted(part.place_ids))
    return with_authority(Agency.objects.in_force(on).filter(clause)).in_vietnamese_order()


def _is_of_unit(part: ScopePart, agency: Agency) -> bool:
    if part.everywhere:
        return agency.place_id is None
    return agency.place_id in part.place_ids


def decides(scope: Scope, charge: Charge) -> Acting | None:
    """As whom the person decides what the giver decides."""
    return gives_for(scope, charge.giver, "decide")


def agency_places(agency: Agency) -> tuple[int | None, int | None]:
    """(province, commune) in which the agency has authority."""
    place = agency.place
    if place is None:
        return None, None
    is_province = place.level == place.Level.PROVINCE
    return (place.pk, None) if is_province else (place.province_id, place.pk)
