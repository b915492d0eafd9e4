"""How places, establishments and zones are found from what a person types, within the person's rights."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..base.scope import Scope
from ..base.search import fold
from .establishments.models import Establishment, IndustrialZone
from .establishments.rules import normal_tax_code
from .places.addresses import carried_to, names_a_district, units_meant
from .places.anytime import find_unit, label_of_unit
from .places.models import Place
from .places.resolve import MOST_NAMED, UnknownPlaceError, resolve_place
from .places.search import search_places

MOST_LETTERS = 200


def find_place(level: str) -> Callable[[Scope, str], int | None]:
    """A finder of provinces, of communes or ("") of either: by code, by name with its province, by an old address.

    An old commune that was divided is found as itself: nobody can say here in which part of it something lies.
    """

    def find(scope: Scope, text: str) -> int | None:
        try:
            place = resolve_place(text)
        except UnknownPlaceError:
            return _divided_commune(text) if level != "province" else None
        return place.pk if place and level in ("", place.level) else None

    return find


def _divided_commune(text: str) -> int | None:
    meant = units_meant(text)
    if len(meant) != 1 or len(carried_to(meant, None)) < 2:
        return None
    return Place.objects.communes().filter(pk=meant[0]).values_list("pk", flat=True).first()


def possible_places(level: str) -> Callable[[str], list[str]]:
    """The units of today that a text may mean which decides on none: of such names, or where an old address lies."""

    def search(text: str) -> list[str]:
        text = text[:MOST_LETTERS]
        ways = [lambda: search_places(text, level=level or None, limit=MOST_NAMED), lambda: _lying_there(text, level)]
        found = next((places for way in (ways[::-1] if names_a_district(text) else ways) if (places := way())), [])
        return [place.label for place in found]

    return search


def _lying_there(text: str, level: str) -> list[Place]:
    """The units of today on the ground that an old address names, of a district those of its communes."""
    meant = units_meant(text)
    children = Place.objects.communes().filter(parent_id__in=meant).values_list("pk", flat=True)
    today = Place.objects.in_force().filter(pk__in=carried_to([*meant, *children], None))
    found = today.filter(level=level) if level else today
    return list(found.select_related("province", "parent").in_vietnamese_order()[:MOST_NAMED])


def find_any_unit(scope: Scope, text: str) -> int | None:
    """A unit of any time and level: what a figure of a past year is about."""
    return find_unit(text)


def label_any_unit(row_id: int) -> str:
    return label_of_unit(Place.objects.select_related("province", "parent").get(pk=row_id))


def label_place(row_id: int) -> str:
    return Place.objects.select_related("province", "parent").get(pk=row_id).label


def find_establishment(scope: Scope, text: str) -> int | None:
    """By tax code ("4600123456 – Công ty …" too), among the establishments that the person may see."""
    code = _tax_code(text)
    return Establishment.objects.visible_to(scope).standing().filter(tax_code=code).values_list("pk", flat=True).first()


def find_establishments(scope: Scope, texts: Sequence[str]) -> dict[str, int | None]:
    """`find_establishment` for many texts: a query for each 500."""
    wanted = {text: _tax_code(text) for text in texts}
    codes = sorted(set(wanted.values()))
    found: dict[str, int] = {}
    for start in range(0, len(codes), 500):
        rows = Establishment.objects.visible_to(scope).standing().filter(tax_code__in=codes[start : start + 500])
        found |= dict(rows.values_list("tax_code", "pk"))
    return {text: found.get(code) for text, code in wanted.items()}


def _tax_code(text: str) -> str:
    return normal_tax_code(re.split(r"\s+[–-]\s+", text.strip(), maxsplit=1)[0])


def label_establishment(row_id: int) -> str:
    return str(Establishment.objects.only("tax_code", "name").get(pk=row_id))


def find_zone(scope: Scope, text: str) -> int | None:
    wanted = fold(text)
    found = [pk for pk, name in IndustrialZone.objects.values_list("pk", "name") if fold(name) == wanted]
    return found[0] if len(found) == 1 else None


def label_zone(row_id: int) -> str:
    return IndustrialZone.objects.get(pk=row_id).name
