"""For which agencies a person writes reports, and for which reports are received."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from ...base.scope import Scope, ScopePart
from ...org.agencies.lineage import kinds_before
from ...org.agencies.models import Agency, AgencyQuerySet
from ..tasks.acting import NATURAL, Acting, acts_for, has_accounts

REGISTER = "task_reports"
# Written by the unit's department in their name, for they have no accounts of their own that write.
KEPT = ("peoples_committee_province",)
# Bodies that answer for a whole unit: what they report is that of everybody in it.
OF_UNITS = (
    "peoples_committee_commune", "peoples_committee_province", "department_home_affairs", "ministry_home_affairs",
    "government",
)  # fmt: skip


def bodies_of_part(part: ScopePart) -> AgencyQuerySet | None:
    """The agencies that the membership belongs to: the one it names, else the natural one of its role and unit."""
    if part.agency_ids:
        return Agency.objects.filter(pk__in=sorted(part.agency_ids))
    kind = NATURAL.get(part.role)
    if kind is None:
        return None
    where = Q(place=None) if part.everywhere else Q(place_id__in=sorted(part.place_ids))
    return Agency.objects.filter(where, kind__in=sorted(kinds_before(kind)))


def acting_agencies(scope: Scope, verb: str, on: date | None = None) -> AgencyQuerySet:
    """The agencies in force for which the person may `prepare` reports or `decide` about those received."""
    clause = Q(pk__in=())
    for part in scope.parts_for(REGISTER, verb):
        bodies = bodies_of_part(part)
        if bodies is not None:
            clause |= Q(pk__in=bodies.values("pk"))
        if f"{REGISTER}.record" in part.grants and part.place_ids:
            clause |= Q(kind__in=KEPT, place_id__in=sorted(part.place_ids))
    return Agency.objects.in_force(on).filter(clause).select_related("place__province").in_vietnamese_order()


def acts(scope: Scope, agency: Agency, verb: str) -> Acting | None:
    """As whom the person does it for the agency; None for whoever may not."""
    parts = scope.parts_for(REGISTER, verb)
    if any(acts_for(part, agency) for part in parts):
        return Acting(False)
    keeps = any(f"{REGISTER}.record" in part.grants and agency.place_id in part.place_ids for part in parts)
    return Acting(True) if keeps and agency.kind in KEPT and not has_accounts(agency) else None


def answers_for_unit(agency: Agency) -> bool:
    """Whether the agency reports for its whole unit, or for its own tasks alone."""
    return agency.kind in OF_UNITS
