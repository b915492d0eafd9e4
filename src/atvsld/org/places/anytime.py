"""Units of any time by name: "Tỉnh Hà Giang (đến 30/06/2025)" is the one that ended, not the one that followed it."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

from atvsld.base.search import fold
from atvsld.org.places.models import Place, PlaceQuerySet
from atvsld.org.places.resolve import UnknownPlaceError, resolve_place
from atvsld.org.places.search import search_places

_UNTIL = re.compile(r"^(.*?)\s*\((?:đến|den|until)\s+(\d{1,2})/(\d{1,2})/(\d{4})\)\s*$", re.IGNORECASE)
MOST_NAMED = 8
# No label is as long; a longer text is none, and must not be searched through.
LONGEST = 250
_LEVELS = (Place.Level.PROVINCE, Place.Level.DISTRICT, Place.Level.COMMUNE)


def label_of_unit(place: Place, today: date | None = None) -> str:
    """The unit's label, with its last day once it has ended."""
    if place.valid_to is None or place.valid_to >= (today or timezone.localdate()):
        return place.label
    return f"{place.label} (đến {place.valid_to:%d/%m/%Y})"


def find_unit(text: str) -> int | None:
    """The unit of that name or code: with a last day the one that ended then, else the one of today, else the only
    ended one. An ended unit is never taken for the one that followed it; None where several answer.
    """
    written = text.strip()
    if len(written) > LONGEST:
        return None
    if written.isdecimal():
        return _of_code(written)
    if until := _UNTIL.match(written):
        name, day, month, year = until.groups()
        try:
            last = date(int(year), int(month), int(day))
        except ValueError:
            return None
        return _only(_named(name, Place.objects.filter(valid_to=last)))
    today = timezone.localdate()
    standing = _named(written, Place.objects.in_force(today))
    if standing:
        return _only(standing)
    return _only(_named(written, Place.objects.filter(valid_to__lt=today)))


def possible_units(text: str) -> list[str]:
    """What a text that decides on none may mean: units of its name of any time."""
    written = _UNTIL.sub(r"\1", text[:LONGEST])
    words = fold(written).split()
    if not words:
        return []
    ended = Place.objects.filter(valid_to__lt=timezone.localdate(), search_text__contains=words[-1])
    exactly = _named(written, ended)
    similar = ended.filter(search_text__contains=" ".join(words)).exclude(pk__in=exactly)
    chosen = [*exactly, *similar.values_list("pk", flat=True)[:MOST_NAMED]]
    before = Place.objects.select_related("province", "parent").filter(pk__in=chosen)
    named = sorted(before, key=lambda p: (p.pk not in exactly, _LEVELS.index(p.level)))
    found = [*named[: MOST_NAMED // 2], *search_places(written, limit=MOST_NAMED)]
    return list(dict.fromkeys(label_of_unit(place) for place in found))[:MOST_NAMED]


def _of_code(digits: str) -> int | None:
    try:
        place = resolve_place(digits)
    except UnknownPlaceError:
        return None
    return None if place is None else place.pk


def _named(text: str, places: PlaceQuerySet) -> list[int]:
    """Units whose label or name (with its kind or alone) is the text, accents and case forgiven."""
    written, words = fold(text), fold(text.split(",")[0]).split()
    if not words:
        return []
    similar = places.filter(search_text__contains=words[-1]).select_related("province", "parent")
    labels = [place.pk for place in similar if fold(place.label) == written]
    return labels or [place.pk for place in similar if written in (fold(place.full_name), fold(place.name_vi))]


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None
