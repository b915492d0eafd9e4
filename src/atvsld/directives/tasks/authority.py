"""Where an agency's word counts: whom it may charge with a task.

Whoever governs a place charges every body in it: Party and people's committees, councils, and the two departments to
which a province left occupational safety and health. Any other body directs what stands below it in its own line, the
police of a province those of its communes; what it wants of a people's committee it asks of those who govern.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from ...org.agencies.models import Agency, AgencyQuerySet

COMMUNE_KIND = "peoples_committee_commune"
GOVERNING = (
    "party_committee_province", "party_standing_committee_province", "peoples_council_province",
    "peoples_committee_province", "osh_council_province", "department_home_affairs", "department_health",
    "party_committee_commune", "peoples_council_commune", COMMUNE_KIND,
)  # fmt: skip


def governs(giver: Agency) -> bool:
    """Whether it charges every body of its place; those of the nation do so everywhere."""
    return giver.place_id is None or giver.kind in GOVERNING


def beyond(agencies: Iterable[Agency], giver: Agency) -> list[Agency]:
    """Those of these agencies that the giver may not charge; read with their place."""
    if not governs(giver):
        known = _line_below(giver)
        return [agency for agency in agencies if agency.pk not in known]
    if giver.place_id is None:
        return []
    return [
        agency for agency in agencies
        if agency.place is None or giver.place_id not in (agency.place.pk, agency.place.province_id)
    ]  # fmt: skip


def all_below(giver: Agency, on: date | None = None) -> AgencyQuerySet:
    """Whom the giver charges in one step: the people's committees of all communes where it governs, else the bodies
    right below it in its own line."""
    found: AgencyQuerySet = Agency.objects.in_force(on).select_related("place")
    if not governs(giver):
        return found.filter(parent_id=giver.pk)
    found = found.filter(kind=COMMUNE_KIND)
    return found if giver.place_id is None else found.filter(place__province_id=giver.place_id)


def chargeable(giver: Agency, on: date | None = None) -> AgencyQuerySet:
    """Every body in force that the giver may charge."""
    found: AgencyQuerySet = Agency.objects.in_force(on).select_related("place__province")
    if not governs(giver):
        return found.filter(pk__in=_line_below(giver))
    if giver.place_id is None:
        return found
    return found.filter(Q(place=giver.place_id) | Q(place__province=giver.place_id))


def with_authority(agencies: AgencyQuerySet) -> AgencyQuerySet:
    """Those that can charge anybody at all."""
    below = Agency.objects.in_force().filter(parent_id=OuterRef("pk"))
    found: AgencyQuerySet = agencies.filter(Q(place=None) | Q(kind__in=GOVERNING) | Exists(below))
    return found


def _line_below(giver: Agency) -> set[int]:
    """All bodies below it in its line; one query a level."""
    known: set[int] = set()
    frontier = {giver.pk}
    while frontier:
        frontier = set(Agency.objects.filter(parent__in=frontier).values_list("pk", flat=True)) - known
        known |= frontier
    return known
