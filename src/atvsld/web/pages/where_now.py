"""«Nơi này nay là đâu?»: any unit of any time, what it was before and what it became, with dates and documents."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ...org.places.addresses import carried_to, units_meant
from ...org.places.history import became, came_from, merger_text, parts_of
from ...org.places.models import Place
from ...org.places.old_units import LAST_DAY
from ...org.places.search import search_places

LIMIT = 15


def where_now_page(request: HttpRequest) -> HttpResponse:
    """Search: by name or by an address as it was written."""
    typed = request.GET.get("q", "").strip()[:200]
    return render(request, "pages/where_now.html", {"q": typed, "found": _with_today(_found(typed)) if typed else []})


def place_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit and its history."""
    place = Place.objects.select_related("province", "parent").filter(pk=pk).first()
    if place is None:
        raise Http404
    context: dict[str, Any] = {
        "place": place, "q": "", "became": became(place), "came_from": came_from(place),
        "stands": place.is_in_force(timezone.localdate()), "merger_text": merger_text(place),
        "parts": parts_of(place) if place.level == Place.Level.DISTRICT else [],
    }  # fmt: skip
    return render(request, "pages/place.html", context)


def _with_today(places: list[Place]) -> list[tuple[Place, list[Place]]]:
    """Each unit with the units of today on its ground; none beside one that stands, or where no source tells."""
    today = timezone.localdate()
    lying = {place.pk: carried_to([place.pk], None) for place in places if not place.is_in_force(today)}
    units = Place.objects.select_related("province", "parent").in_bulk({pk for ids in lying.values() for pk in ids})
    return [(place, [units[pk] for pk in lying.get(place.pk, ())]) for place in places]


def _found(typed: str) -> list[Place]:
    """First what the whole address names, then units of today, then those of before, by the words of their names."""
    meant = Place.objects.select_related("province", "parent").in_bulk(units_meant(typed)[:LIMIT])
    today, before = search_places(typed, limit=LIMIT), search_places(typed, on=LAST_DAY, limit=LIMIT)
    return list({place.pk: place for place in (*meant.values(), *today, *before)}.values())[: 2 * LIMIT]
