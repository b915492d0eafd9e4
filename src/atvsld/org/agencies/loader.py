"""Bringing the bodies of the nation, the provinces and the communes into the database, as often as one likes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import Q

from atvsld.org.agencies.kinds import CENTRAL, COMMUNE, PROVINCE, ZONE, AgencyKind, agency_kinds
from atvsld.org.agencies.models import Agency, derived_columns
from atvsld.org.dated import Certainty
from atvsld.org.loading import LoadCount, bring_in
from atvsld.org.places.models import Place
from atvsld.org.places.seed_rows import CODES_FROM

ORIGIN = "Danh mục loại cơ quan"

Key = tuple[str, int | None]
_COLUMNS = ("name_vi", "parent_id", "valid_to", "search_text", "sort_key", "source", "status")


@transaction.atomic
def load_agencies(only: Collection[int] | None = None) -> LoadCount:
    """Loads one body of each present kind for the nation, each province and each commune, with the dates of its place.

    `only`: of these places.

    Places must be loaded. Kinds of level *other* (schools, enterprises, …) are written by people, never loaded; rows
    that a person added, or whose source a person replaced, are left alone.
    """
    # The kinds of the list are those since 1/7/2025: units that had ended by then get none.
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=CODES_FROM)
    places = list(Place.objects.filter(lasting).select_related("province"))
    stored: dict[Key, Agency] = {}
    for agency in Agency.objects.filter(source__startswith=ORIGIN):
        stored[agency.kind, agency.place_id] = agency
    count = LoadCount()
    for kinds in _generations():
        wanted = {
            (kind.code, place.pk if place else None): _agency(kind, place, stored)
            for kind in kinds
            for place in _places_of(kind, places)
            if only is None or (place is not None and place.pk in only)
        }
        count += bring_in(wanted, stored, _COLUMNS)
        stored = {**wanted, **stored}
    return count


def _generations() -> Iterator[list[AgencyKind]]:
    """Kinds whose parents are already there, then those that hang on them."""
    waiting = {kind.code: kind for kind in agency_kinds().values() if kind.is_present}
    while waiting:
        ready = [kind for kind in waiting.values() if kind.parent_code not in waiting]
        if not ready:
            raise ValueError(f"Kinds of agency stand above each other in a circle: {', '.join(waiting)}")
        yield ready
        waiting = {code: kind for code, kind in waiting.items() if kind not in ready}


def _places_of(kind: AgencyKind, places: Iterable[Place]) -> list[Place] | list[None]:
    if kind.level == CENTRAL:
        return [None]
    level = {PROVINCE: Place.Level.PROVINCE, ZONE: Place.Level.PROVINCE, COMMUNE: Place.Level.COMMUNE}.get(kind.level)
    return [place for place in places if place.level == level]


def _agency(kind: AgencyKind, place: Place | None, stored: Mapping[Key, Agency]) -> Agency:
    name_vi = kind.name_at(place)
    search_text, sort_key = derived_columns(name_vi, place)
    return Agency(
        kind=kind.code,
        name_vi=name_vi,
        place=place,
        parent=_parent(kind, place, stored),
        valid_from=place.valid_from if place else None,
        valid_to=place.valid_to if place else None,
        search_text=search_text,
        sort_key=sort_key,
        source=f"{ORIGIN}: {kind.source}"[:255],
        status=Certainty.VERIFIED if kind.was_read_for(place) else Certainty.PROVISIONAL,
    )


def _parent(kind: AgencyKind, place: Place | None, stored: Mapping[Key, Agency]) -> Agency | None:
    if not kind.parent_code:
        return None
    around: list[int | None] = [place.pk, place.province_id, None] if place else [None]
    return next((stored[kind.parent_code, at] for at in around if (kind.parent_code, at) in stored), None)
