"""The units of which a document asks a plan, as they stood on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ....base.scope import Scope
from ....org.agencies.kinds import agency_kinds
from ....org.agencies.models import Agency
from ....org.places.lineage import same_unit_ids
from ....org.places.models import Place, PlaceSuccession
from .asked import COMMUNES, MINISTRIES, PROVINCES

MINISTRY_GROUP = "ministry"


@dataclass(frozen=True)
class Unit:
    """A commune, province or ministry. `pk` is its row among places or, of a ministry, among agencies; the province of
    a ministry is none."""

    kind: str
    pk: int
    label: str
    province_id: int | None = None
    province: str = ""
    has_ended: bool = False


def expected_units(scope: Scope, kind: str, on: date, province: Place | None, today: date) -> list[Unit]:
    """Those of the kind that stood on the day in the province (None: the nation) and lie in the scope."""
    if kind == MINISTRIES:
        return _ministries(scope, on) if province is None else []
    found = Place.objects.provinces() if kind == PROVINCES else Place.objects.communes()
    if province is not None:
        same = same_unit_ids(province)
        found = found.filter(pk__in=same) if kind == PROVINCES else found.filter(province_id__in=same)
    rows = found.in_force(on).select_related("province").in_vietnamese_order()
    return [
        Unit(
            kind, row.pk, row.full_name, row.province_id, (row.province or row).full_name,
            row.valid_to is not None and row.valid_to < today,
        )
        for row in rows if sees(scope, row)
    ]  # fmt: skip


def of_kinds(scope: Scope, kinds: Iterable[str], on: date, province: Place | None, today: date) -> list[Unit]:
    """All units of these kinds, in the order ministries, provinces, communes."""
    wanted = set(kinds)
    return [
        unit
        for kind in (MINISTRIES, PROVINCES, COMMUNES) if kind in wanted
        for unit in expected_units(scope, kind, on, province, today)
    ]  # fmt: skip


def sees(scope: Scope, place: Place) -> bool:
    """A commune sees itself, a province itself and its communes, the nation all."""
    parts = scope.parts_for("documents", "view")
    return any(part.everywhere or place.pk in part.place_ids or place.province_id in part.place_ids for part in parts)


def successors_of(ended: Collection[int]) -> Mapping[int, set[int]]:
    """Of each of these units all that stand, or stood later, on its ground; one query a generation."""
    later: dict[int, set[int]] = {pk: {pk} for pk in ended}
    frontier = set(ended)
    while frontier:
        step: dict[int, set[int]] = defaultdict(set)
        for old, new in PlaceSuccession.objects.filter(old_id__in=frontier).values_list("old_id", "new_id"):
            step[old].add(new)
        frontier = set()
        for known in later.values():
            further = set().union(*(step[pk] for pk in known if pk in step)) - known
            known |= further
            frontier |= further
    return {pk: known - {pk} for pk, known in later.items()}


def _ministries(scope: Scope, on: date) -> list[Unit]:
    kinds = [kind.code for kind in agency_kinds().values() if kind.group == MINISTRY_GROUP]
    rows = Agency.objects.in_force(on).filter(kind__in=kinds, place=None).in_vietnamese_order()
    parts = scope.parts_for("documents", "view")
    return [
        Unit(MINISTRIES, row.pk, row.name_vi) for row in rows
        if any(part.everywhere or row.pk in part.agency_ids for part in parts)
    ]  # fmt: skip
