"""Which body it is that has a function at a place on a day."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Length
from django.utils import timezone

from atvsld.base.search import folded_words
from atvsld.org.agencies.models import Agency, AgencyQuerySet
from atvsld.org.places.lineage import same_unit_ids
from atvsld.org.places.mapped import place_graph
from atvsld.org.places.models import Place


def agency_for(kind: str, place: Place | None, on: date | None = None) -> Agency | None:
    """The body of the kind that has authority at the place on the day (today without one).

    Looks at the unit itself, whatever its kind was on the day, then at its province, then at what stands on its ground
    on the day where that is certain, then at the nation: the department of home affairs for a commune is that of its
    province, for a commune of before 1/7/2025 that of the province of today. `place` None is the nation.
    """
    of_kind = Agency.objects.filter(kind=kind).in_force(on).select_related("place").order_by("pk")
    if place is not None:
        found = of_kind.filter(place=place).first() or of_kind.filter(place_id__in=same_unit_ids(place)).first()
        if found is None and place.province is not None and place.province_id != place.pk:
            found = of_kind.filter(place_id__in=same_unit_ids(place.province)).first()
        if found is None:
            standing = place_graph().on(place.pk, on or timezone.localdate())
            levels = (
                [standing.province] if place.level == Place.Level.PROVINCE else [standing.commune, standing.province]
            )
            found = next((body for pk in levels if pk and (body := of_kind.filter(place_id=pk).first())), None)
        if found is not None:
            return found
    return of_kind.filter(place__isnull=True).first()


def search_agencies(
    text: str, *, kind: str | None = None, province: Place | None = None, on: date | None = None, limit: int = 20
) -> list[Agency]:
    """The bodies in force on the day whose name (with the province) holds every typed word, short names first."""
    if not folded_words(text):
        return []
    found = matching_agencies(text, kind=kind, place=province, on=on).select_related("place")
    return list(found.order_by(Length("sort_key"), "sort_key", "pk")[:limit])


def matching_agencies(
    text: str = "", *, kind: str | None = None, place: Place | None = None, on: date | None = None
) -> AgencyQuerySet:
    """The bodies in force on the day whose name holds every typed word, in Vietnamese order.

    `place` keeps those of a commune, or of a province with all its communes.
    """
    found: AgencyQuerySet = Agency.objects.in_force(on)
    if kind is not None:
        found = found.filter(kind=kind)
    if place is not None:
        column = "place__province_id__in" if place.level == Place.Level.PROVINCE else "place_id__in"
        found = found.filter(**{column: same_unit_ids(place)})
    for word in folded_words(text):
        found = found.filter(search_text__contains=word)
    return found.in_vietnamese_order()
