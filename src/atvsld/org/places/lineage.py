"""What a unit was before and became after: the walk along successions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from atvsld.org.places.models import Place, PlaceSuccession


def lineage_ids(place_ids: Iterable[int], *, whole_only: bool = False) -> set[int]:
    """The units and all units they succeed, however far back: the places of a membership's scope and of a figure.

    One query for each generation. `whole_only` leaves out the units of which only a part was taken over.
    """
    edges = PlaceSuccession.objects.all()
    if whole_only:
        edges = edges.filter(kind=PlaceSuccession.Kind.WHOLE)
    known = set(place_ids)
    frontier = known
    while frontier:
        older = set(edges.filter(new_id__in=frontier).values_list("old_id", flat=True))
        frontier = older - known
        known = known | frontier
    return known


def successor_of(place: Place, on: date | None = None) -> Place | None:
    """The one unit that stands on the day where this unit stood: itself while it is in force.

    None when the unit was divided, when only a part went on, or when the day lies before the unit began.
    """
    reachable = Place.objects.in_force(on)
    seen: set[int] = set()
    current: Place | None = place
    while current is not None and current.pk not in seen:
        if reachable.filter(pk=current.pk).exists():
            return current
        seen.add(current.pk)
        edges = list(PlaceSuccession.objects.filter(old=current).select_related("new")[:2])
        is_single = len(edges) == 1 and edges[0].kind == PlaceSuccession.Kind.WHOLE
        current = edges[0].new if is_single else None
    return None


def same_unit_ids(place: Place) -> set[int]:
    """The rows of the same unit under another name or kind: the same ground, neither merged nor divided."""
    known = {place.pk}
    frontier = known
    while frontier:
        edges = _continuations().filter(Q(old_id__in=frontier) | Q(new_id__in=frontier))
        touched = {place_id for edge in edges.values_list("old_id", "new_id") for place_id in edge}
        frontier = touched - known
        known = known | frontier
    return known


def same_units(place_ids: Iterable[int]) -> set[int]:
    """The rows of these units under other names or kinds too."""
    return {row for place in Place.objects.filter(pk__in=set(place_ids)) for row in same_unit_ids(place)}


def same_unit_on(place: Place, on: date | None = None) -> Place | None:
    """The row of the same unit that is in force on the day, before or after this one."""
    return Place.objects.in_force(on).filter(pk__in=same_unit_ids(place)).first()


def _continuations() -> QuerySet[PlaceSuccession]:
    return (
        PlaceSuccession.objects.filter(kind=PlaceSuccession.Kind.WHOLE)
        .annotate(successors=Count("old__successions", distinct=True), origins=Count("new__origins", distinct=True))
        .filter(successors=1, origins=1)
    )
