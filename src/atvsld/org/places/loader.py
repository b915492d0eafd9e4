"""Bringing the shipped administrative units into the database, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from atvsld.org.loading import LoadCount, bring_in
from atvsld.org.places.models import Place, PlaceSuccession, derived_columns
from atvsld.org.places.seed_rows import CATALOGUE, PlaceSeed, kind_changes, place_seeds

Key = tuple[str, str, date]
_COLUMNS = ("kind", "name_vi", "full_name", "valid_to", "search_text", "sort_key", "source", "status")


@transaction.atomic
def load_places() -> LoadCount:
    """Loads the provinces and communes with their kinds through time; says how many rows were created or changed.

    Rows that a person added, or whose source a person replaced, are left alone.
    """
    stored = {_key(place): place for place in Place.objects.all()}
    by_a_person = {key for key, place in stored.items() if not place.source.startswith(CATALOGUE)}
    seeds = [seed for seed in place_seeds() if seed.key not in by_a_person]

    provinces = {seed.key: _place(seed, None) for seed in seeds if not seed.province_code}
    count = bring_in(provinces, stored, _COLUMNS)
    Place.objects.provinces().filter(province=None).update(province=F("pk"))

    above = list(Place.objects.provinces())
    communes = {seed.key: _place(seed, _province_of(seed, above)) for seed in seeds if seed.province_code}
    count += bring_in(communes, stored, (*_COLUMNS, "province_id", "parent_id"))
    return count + _load_successions(Place.objects.all())


def _key(place: Place) -> Key:
    return place.code, place.level, place.valid_from


def _place(seed: PlaceSeed, province: Place | None) -> Place:
    search_text, sort_key = derived_columns(seed.full_name, seed.name_vi, province.name_vi if province else "")
    return Place(
        code=seed.code,
        level=seed.level,
        kind=seed.kind,
        name_vi=seed.name_vi,
        full_name=seed.full_name,
        valid_from=seed.valid_from,
        valid_to=seed.valid_to,
        parent=province,
        province=province,
        search_text=search_text,
        sort_key=sort_key,
        source=seed.source,
        status=seed.status,
    )


def _province_of(seed: PlaceSeed, provinces: Iterable[Place]) -> Place:
    last_day = seed.valid_to or date.max
    return next(place for place in provinces if place.code == seed.province_code and place.is_in_force(last_day))


def _load_successions(places: Iterable[Place]) -> LoadCount:
    by_key = {_key(place): place for place in places}
    ended = {(place.code, place.level, place.valid_to): place for place in by_key.values()}
    wanted: dict[tuple[int, int], PlaceSuccession] = {}
    for change in kind_changes():
        old = ended.get((change.code, change.level, change.last_day_before))
        new = by_key.get((change.code, change.level, change.effective_on))
        if old is not None and new is not None:
            wanted[old.pk, new.pk] = PlaceSuccession(
                old=old,
                new=new,
                share_population=1,
                kind=PlaceSuccession.Kind.WHOLE,
                effective_on=change.effective_on,
                source=change.instrument,
                status=change.status,
            )
    stored = {(edge.old_id, edge.new_id): edge for edge in PlaceSuccession.objects.all()}
    return bring_in(wanted, stored, ("share_population", "kind", "effective_on", "source", "status"))
