"""Suggestions while typing: places, establishments, zones, accidents, codes; each within the person's rights."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models.functions import Length
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone

from ...accidents.models import Accident
from ...base.codelists.reading import CodeLists
from ...base.scope import Scope
from ...base.search import fold, folded_words
from ...base.words import matching
from ...org.agencies.find import matching_agencies
from ...org.agencies.naming import agency_label, spelt_out
from ...org.establishments.models import Establishment, IndustrialZone
from ...org.places.addresses import carried_to, units_meant
from ...org.places.models import Place
from ...org.places.search import search_places
from ..scope import scope

LIMIT = 12


def suggest(request: HttpRequest, target: str) -> JsonResponse:
    """[{"id", "label"}]: the label is a text that the form understands again."""
    finders = {
        "place": _places("", _day(request.GET.get("on", ""))),
        "province": _places("province"), "commune": _places("commune"),
        "establishment": _establishments, "zone": _zones, "accident": _accidents, "agency": _agencies,
    }  # fmt: skip
    if target not in finders:
        raise Http404
    found = finders[target](scope(request), request.GET.get("q", "")[:100])
    return JsonResponse([{"id": pk, "label": label} for pk, label in found], safe=False)


def suggest_code(request: HttpRequest, code_list: str) -> JsonResponse:
    """Codes of a list valid today whose code begins with, or whose name holds, what was typed."""
    typed = fold(request.GET.get("q", "")[:100])
    rows = CodeLists().on(code_list, timezone.localdate()).values()
    begins = [r for r in rows if typed and r.code.startswith(typed)]
    holds = [
        r for r in rows if typed and r not in begins and all(w in fold(f"{r.name_vi} {r.name}") for w in typed.split())
    ]
    labels = [{"id": r.code, "label": f"{r.code} – {r.name}"} for r in (begins + holds)[:LIMIT]]
    return JsonResponse(labels, safe=False)


def communes(request: HttpRequest) -> JsonResponse:
    """The communes of a province, for the select that follows it."""
    province = Place.objects.filter(pk=_number(request.GET.get("province", ""))).first()
    if province is None:
        return JsonResponse([], safe=False)
    rows = Place.objects.communes_of(province).in_force().in_vietnamese_order()
    return JsonResponse([{"id": p.pk, "label": p.full_name} for p in rows], safe=False)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _places(level: str, on: date | None = None) -> Callable[[Scope, str], Iterable[tuple[int, str]]]:
    def find(held: Scope, typed: str) -> Iterable[tuple[int, str]]:
        found = search_places(typed, level=level or None, on=on, limit=LIMIT)
        found += [place for place in _of_old_address(typed, on) if level in ("", place.level) and place not in found]
        return [(p.pk, p.label) for p in found[:LIMIT]]

    return find


def _of_old_address(typed: str, on: date | None) -> list[Place]:
    """What stands where an address of before 1/7/2025 lay, and the divided commune itself."""
    meant = units_meant(typed)
    carried = carried_to(meant, on)
    ids = [*carried, *meant] if len(carried) > 1 else carried
    found = Place.objects.select_related("province", "parent").in_bulk(ids)
    return [found[pk] for pk in ids]


def _day(text: str) -> date | None:
    """The day on whose map places are sought; None is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _establishments(held: Scope, typed: str) -> Iterable[tuple[int, str]]:
    rows = matching(Establishment.objects.visible_to(held).standing(), typed)
    return [(e.pk, str(e)) for e in rows.order_by("sort_key")[:LIMIT]]


def _zones(held: Scope, typed: str) -> Iterable[tuple[int, str]]:
    return [(z.pk, z.name) for z in IndustrialZone.objects.order_by("name") if fold(typed) in fold(z.name)][:LIMIT]


def _agencies(held: Scope, typed: str) -> Iterable[tuple[int, str]]:
    """Of the register of agencies, which is reference data: no row of it says what anybody does."""
    if not held.parts or not folded_words(typed):
        return []
    rows = (
        matching_agencies(spelt_out(typed))
        .select_related("place__province")
        .order_by(Length("sort_key"), "sort_key", "pk")
    )
    return [(row.pk, agency_label(row)) for row in rows[:LIMIT]]


def _accidents(held: Scope, typed: str) -> Iterable[tuple[int, str]]:
    rows = matching(Accident.objects.visible_to(held), typed).order_by("-occurred_on", "-occurred_at")
    return [(a.pk, str(a)) for a in rows[:LIMIT]]
