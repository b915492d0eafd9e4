"""What a unit was before and became after, step by step, with dates and documents: for a page or the console."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.seed_rows import CATALOGUE, CODES_FROM, merger_texts


@dataclass(frozen=True)
class Step:
    """One succession of a unit's history: `generation` is how many steps it lies from the unit."""

    generation: int
    place: Place
    is_whole: bool
    effective_on: date
    source: str
    share: float | None


def became(place: Place) -> list[Step]:
    """The units that came after, nearest first."""
    return list(_steps(place, forward=True))


def came_from(place: Place) -> list[Step]:
    """The units that were before, nearest first."""
    return list(_steps(place, forward=False))


def parts_of(place: Place) -> list[tuple[Place, list[Step]]]:
    """The communes of a district of then, each with what it became."""
    communes = place.children.select_related("province", "parent").order_by("sort_key")
    return [(commune, became(commune)) for commune in communes]


def later_changes(limit: int) -> list[PlaceSuccession]:
    """The newest successions after 1/7/2025, each with its two units."""
    edges = PlaceSuccession.objects.filter(effective_on__gt=CODES_FROM)
    told = edges.select_related("old__province", "old__parent", "new__province", "new__parent")
    return list(told.order_by("-effective_on", "new__sort_key", "old__sort_key", "pk")[:limit])


def merger_text(place: Place) -> str:
    """What a commune of today was made of and by which resolution, in the words of the catalogue; "" for others."""
    if place.level != Place.Level.COMMUNE or place.valid_to is not None or not place.source.startswith(CATALOGUE):
        return ""
    return merger_texts().get(place.code, "")


def _steps(place: Place, *, forward: bool) -> Iterator[Step]:
    side = "new" if forward else "old"
    seen, frontier, generation = {place.pk}, [place.pk], 0
    while frontier:
        generation += 1
        edges = PlaceSuccession.objects.filter(**{f"{'old' if forward else 'new'}_id__in": frontier})
        frontier = []
        for edge in edges.select_related(f"{side}__province", f"{side}__parent").order_by(f"{side}__sort_key", "pk"):
            other: Place = getattr(edge, side)
            share = None if edge.share_population is None else float(edge.share_population)
            yield Step(
                generation, other, edge.kind == PlaceSuccession.Kind.WHOLE, edge.effective_on, edge.source, share
            )
            if other.pk not in seen:
                seen.add(other.pk)
                frontier.append(other.pk)
