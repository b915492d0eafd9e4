"""From the code or the written name of a unit, in a file or on the command line, to its one row: or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from atvsld.base.search import fold
from atvsld.base.sortkey import vietnamese_sort_key
from atvsld.org.places.addresses import carried_to, names_a_district, units_meant
from atvsld.org.places.lineage import successor_of
from atvsld.org.places.models import NATION, Place, PlaceQuerySet
from atvsld.org.places.search import expand_short_forms, without_kinds, without_leading_kind

MOST_NAMED = 8
_NATION_NAMES = frozenset({NATION.lower(), "viet nam", "vietnam", "toan quoc", "ca nuoc"})


class UnknownPlaceError(LookupError):
    """No unit, or more than one, answers to what was written; the message says which, in Vietnamese."""


class PlaceNames:
    """The written names of some units, for looking up many rows of a file without a query each.

    Eight pairs of communes of one province differ in accents alone (Xã Lộc Thành, Xã Lộc Thạnh): accents that were
    typed are heeded first, then forgiven.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._strict_to_loose: tuple[dict[str, list[Place]], ...] = ({}, {}, {}, {})
        for place in places:
            folded = fold(place.full_name)
            accented = vietnamese_sort_key(place.full_name), vietnamese_sort_key(place.name_vi)
            written = (*accented, folded, without_leading_kind(folded))
            for names, name in zip(self._strict_to_loose, written, strict=True):
                names.setdefault(name, []).append(place)

    def find(self, text: str) -> Place | None:
        """The one unit of that name, with its kind or without ("xã Tân Cương", "Tân Cương"); else None."""
        accented, folded = vietnamese_sort_key(text), expand_short_forms(fold(text))
        for names, name in zip(self._strict_to_loose, (accented, accented, folded, folded), strict=True):
            found = names.get(name)
            if found:
                return found[0] if len(found) == 1 else None
        return None


def find_province(text: str, on: date | None = None) -> Place | None:
    """The province of that name in force on the day, its kind right, wrong or absent; None when there is none."""
    provinces = PlaceNames(Place.objects.provinces().in_force(on))
    written = expand_short_forms(fold(text))
    return provinces.find(written) or provinces.find(without_leading_kind(written))


def find_commune(text: str, province_text: str, on: date | None = None) -> Place | None:
    """The commune of that name in the province ("" for the whole nation) in force on the day.

    Accents, case and the kind may be missing. The name of a unit that has ended by the day leads to the
    one unit that succeeds it whole. None when nothing or more than one thing answers: a guess is never made.
    """
    communes = Place.objects.communes()
    if province_text.strip():
        province = find_province(province_text, on)
        if province is None:
            return None
        communes = communes.communes_of(province)
    return _in_force_or_succeeded(communes, text, on)


def commune_names(province: Place | None = None, on: date | None = None) -> PlaceNames:
    """The names of the communes in force on the day, of one province or of the nation: one query for a whole file."""
    communes = Place.objects.communes() if province is None else Place.objects.communes_of(province)
    return PlaceNames(communes.in_force(on).select_related("province", "parent"))


def resolve_place(code_or_text: str, on: date | None = None) -> Place | None:
    """The unit in force on the day for "19", "05710", "Thái Nguyên" or "xã Tân Cương, tỉnh Thái Nguyên".

    An address of before 1/7/2025 leads to the one unit of the day that stands there. None is the nation ("VN"). Codes
    that lost their leading zero in a spreadsheet are completed.
    Raises UnknownPlaceError.
    """
    written = code_or_text.strip()
    if fold(written) in _NATION_NAMES:
        return None
    if written.isdecimal():
        found = _by_code(written, on)
    else:
        commune_text, _, province_text = written.rpartition(",")
        found = find_commune(commune_text, province_text, on) if commune_text else _by_name(written, on)
        if found is None or (names_a_district(written) and fold(found.label) != fold(written)):
            found = _of_before(written, on) or found
    if found is None:
        day = gettext("hôm nay") if on is None else f"{on:%d/%m/%Y}"
        raise UnknownPlaceError(
            gettext("Không xác định được duy nhất một đơn vị hành chính cho «{written}» vào {day}.").format(
                written=written, day=day
            )
        )
    return found


def _of_before(text: str, on: date | None) -> Place | None:
    """The unit of the day that stands where an old address lay. Raises UnknownPlaceError for several."""
    found = Place.objects.select_related("province", "parent").in_bulk(carried_to(units_meant(text), on))
    if len(found) > 1:
        parts = "; ".join(sorted(place.label for place in found.values())[:MOST_NAMED])
        message = gettext("Không xác định được duy nhất một đơn vị hành chính cho «{text}»: nơi ấy nay thuộc {parts}. "
                          "Hãy chọn một.")  # fmt: skip
        raise UnknownPlaceError(message.format(text=text, parts=parts))
    return next(iter(found.values()), None)


def _by_code(digits: str, on: date | None) -> Place | None:
    units = Place.objects.in_force(on).select_related("province", "parent")
    if len(digits) <= 2:
        return units.provinces().filter(code=digits.zfill(2)).first()
    written = digits.zfill(5)
    return units.communes().filter(Q(code=written) | Q(other_code=written)).first()


def _by_name(text: str, on: date | None) -> Place | None:
    return find_province(text, on) or _succeeded_province(text, on) or find_commune(text, "", on)


def _succeeded_province(text: str, on: date | None) -> Place | None:
    """The province of the day that stands where the province of that name stood: Thái Nguyên for Bắc Kạn."""
    ended = PlaceNames(Place.objects.provinces().filter(valid_to__lt=on or timezone.localdate())).find(text)
    return None if ended is None else successor_of(ended, on)


def _in_force_or_succeeded(communes: PlaceQuerySet, text: str, on: date | None) -> Place | None:
    words = without_kinds(expand_short_forms(fold(text))).split()
    if not words:
        return None
    similar = communes.filter(search_text__contains=words[0]).select_related("province", "parent")
    in_force = PlaceNames(similar.in_force(on)).find(text)
    if in_force is not None:
        return in_force
    ended = PlaceNames(similar.filter(valid_to__lt=on or timezone.localdate())).find(text)
    return None if ended is None else successor_of(ended, on)
