"""From memberships to a scope."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.utils import timezone

from ...base.scope import STRANGER, Scope, ScopePart
from ..agencies.lineage import going_on_as, predecessor_ids
from ..establishments.models import Establishment
from ..places.lineage import lineage_ids, same_unit_ids
from ..places.models import Place
from .models import Membership, User
from .roles import ROLES


def scope_of(user: User, on: date | None = None, *, membership_id: int | None = None) -> Scope:
    """What the person may see and do on that day: the units of each membership and all units they succeed.

    With `membership_id`, what follows from that one membership.
    """
    if not user.is_authenticated or not user.is_active:
        return STRANGER
    day = on or timezone.localdate()
    memberships = (
        Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), user=user, valid_from__lte=day)
        .select_related("place", "establishment", "zone", "agency")
        .prefetch_related("cases")
        .order_by("pk")
    )
    if membership_id is not None:
        memberships = memberships.filter(pk=membership_id)
    return Scope(user.pk, str(user), tuple(_part(m, day) for m in memberships))


def _part(membership: Membership, day: date) -> ScopePart:
    role = ROLES[membership.role]
    cases: dict[str, set[int]] = defaultdict(set)
    for grant in membership.cases.all():
        if grant.valid_to is None or grant.valid_to >= day:
            cases[grant.register].add(grant.object_id)
    own = _own_rows(membership.place) if role.unit == "place" and membership.place else set()
    whole = lineage_ids(own, whole_only=True)
    return ScopePart(
        role=role.code,
        grants=role.grants,
        everywhere=role.unit == "nation",
        place_ids=frozenset(whole),
        part_place_ids=frozenset(lineage_ids(own) - whole),
        establishment_ids=_with_branches(membership.establishment_id) if role.unit == "establishment" else frozenset(),
        zone_ids=frozenset([membership.zone_id]) if role.unit == "zone" and membership.zone_id else frozenset(),
        agency_ids=_agencies(membership, whole, day),
        case_ids={register: frozenset(ids) for register, ids in cases.items()},
        unit_label=membership.unit_label,
    )


def _agencies(membership: Membership, places: set[int], day: date) -> frozenset[int]:
    """The agency and the bodies whose tasks went to it."""
    agency = membership.agency
    if agency is None:
        return frozenset()
    own = going_on_as(agency, day)
    known = places if agency.place_id in places else None
    return frozenset([agency.pk, own.pk, *predecessor_ids(own, day, places=known)])


def _own_rows(place: Place) -> set[int]:
    """The unit; of one that goes on under another name or kind, those rows too: its people need no new role."""
    return {place.pk} if place.valid_to is None else same_unit_ids(place)


def _with_branches(establishment_id: int | None) -> frozenset[int]:
    """A head office answers for its branches; a branch for itself."""
    if establishment_id is None:
        return frozenset()
    branches = Establishment.objects.filter(head_office_id=establishment_id).values_list("pk", flat=True)
    return frozenset([establishment_id, *branches])
