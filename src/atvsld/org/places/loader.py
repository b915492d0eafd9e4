"""Bringing the shipped administrative units into the database, as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from atvsld.org.loading import LoadCount, bring_in
from atvsld.org.places.models import Place, PlaceSuccession, derived_columns
from atvsld.org.places.old_units import LAST_DAY, levels_of, old_seeds, old_successions
from atvsld.org.places.seed_rows import CATALOGUE, CODES_FROM, PlaceSeed, kind_changes, place_seeds

Key = tuple[str, str, date | None]
_COLUMNS = (
    "kind", "name_vi", "full_name", "other_name", "other_code", "valid_to", "search_text", "sort_key", "source",
    "status",
)  # fmt: skip
_SHIPPED = (CATALOGUE, "Bảng chuyển đổi")


@transaction.atomic
def load_places() -> LoadCount:
    """Loads provinces, districts and communes through time and their successions; says how many rows changed.

    Rows that a person added, or whose source a person replaced, are left alone.
    """
    stored = {_key(place): place for place in Place.objects.all()}
    by_a_person = {key for key, place in stored.items() if not place.source.startswith(_SHIPPED)}
    seeds = levels_of(seed for seed in (*place_seeds(), *old_seeds()) if seed.key not in by_a_person)

    provinces = {seed.key: _place(seed, None, None) for seed in seeds[Place.Level.PROVINCE]}
    count = bring_in(provinces, stored, _COLUMNS)
    Place.objects.provinces().filter(province=None).update(province=F("pk"))

    for level in (Place.Level.DISTRICT, Place.Level.COMMUNE):
        province = _finder(Place.objects.provinces())
        district = _finder(Place.objects.filter(level=Place.Level.DISTRICT))
        units = {
            seed.key: _place(
                seed,
                province(seed.province_code, seed),
                district(seed.district_code, seed) if seed.district_code else None,
            )
            for seed in seeds[level]
        }
        count += bring_in(units, stored, (*_COLUMNS, "province_id", "parent_id"))
    return count + _load_successions()


def _key(place: Place) -> Key:
    return place.code, place.level, place.valid_from


def _place(seed: PlaceSeed, province: Place | None, district: Place | None) -> Place:
    search_text, sort_key = derived_columns(
        seed.full_name,
        seed.name_vi,
        province.name_vi if province else "",
        district.name_vi if district else "",
        seed.other_name,
    )
    return Place(
        code=seed.code,
        level=seed.level,
        kind=seed.kind,
        name_vi=seed.name_vi,
        full_name=seed.full_name,
        other_name=seed.other_name,
        other_code=seed.other_code,
        valid_from=seed.valid_from,
        valid_to=seed.valid_to,
        parent=district or province,
        province=province,
        search_text=search_text,
        sort_key=sort_key,
        source=seed.source,
        status=seed.status,
    )


def _finder(units: Iterable[Place]) -> Callable[[str, PlaceSeed], Place]:
    """Which unit above has this code on the last day of the unit below."""
    by_code: dict[str, list[Place]] = {}
    for unit in units:
        by_code.setdefault(unit.code, []).append(unit)

    def find(code: str, seed: PlaceSeed) -> Place:
        return next(unit for unit in by_code[code] if unit.is_in_force(seed.valid_to or date.max))

    return find


def _load_successions() -> LoadCount:
    rows = Place.objects.values_list("pk", "code", "level", "valid_from", "valid_to")
    started = {(code, level, first): pk for pk, code, level, first, _ in rows}
    ended = {(code, level, last): pk for pk, code, level, _, last in rows}
    wanted = {(edge.old_id, edge.new_id): edge for edge in (*_of_kinds(started, ended), *_of_old(started, ended))}
    stored = {(edge.old_id, edge.new_id): edge for edge in PlaceSuccession.objects.all()}
    return bring_in(wanted, stored, ("share_population", "kind", "effective_on", "source", "status"))


def _of_kinds(started: Mapping[Key, int], ended: Mapping[Key, int]) -> Iterable[PlaceSuccession]:
    for change in kind_changes():
        old = ended.get((change.code, change.level, change.last_day_before))
        new = started.get((change.code, change.level, change.effective_on))
        if old is not None and new is not None:
            yield PlaceSuccession(
                old_id=old, new_id=new, share_population=1, kind=PlaceSuccession.Kind.WHOLE,
                effective_on=change.effective_on, source=change.instrument, status=change.status,
            )  # fmt: skip


def _of_old(started: Mapping[Key, int], ended: Mapping[Key, int]) -> Iterable[PlaceSuccession]:
    for seed in old_successions():
        old = ended.get((seed.old_code, seed.old_level, LAST_DAY))
        new = started.get((seed.new_code, seed.new_level, CODES_FROM))
        if old is not None and new is not None:
            yield PlaceSuccession(
                old_id=old, new_id=new, share_population=seed.share, kind=seed.kind, effective_on=CODES_FROM,
                source=seed.source,
            )  # fmt: skip
