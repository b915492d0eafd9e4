"""A case of a divided commune: each successor sees that it is there, nobody else does, and an officer places it."""

from __future__ import annotations

from datetime import datetime

import pytest

from atvsld.accidents.models import Accident, Victim
from atvsld.accidents.placing import candidates, place_event, unplaced
from atvsld.accidents.services import update_accident
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.fields.scalar import HERE
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.testing import EVERYTHING, make_accident, make_scope, make_victim

pytestmark = pytest.mark.django_db

# Reading and showing are granted apart: (register, verb).
SEEN = (("accidents", "view"), ("accidents", "export"), ("victims", "view"), ("victims", "export"))
CLOSED = (("accidents", "edit"), ("accidents", "personal"), ("victims", "personal"), ("victims", "medical"),
          ("victims", "edit"))  # fmt: skip


def divided() -> tuple[Place, list[Place]]:
    old = PlaceSuccession.objects.filter(kind="part").order_by("pk")[0].old
    return old, [edge.new for edge in PlaceSuccession.objects.filter(old=old).order_by("pk")]


@pytest.fixture
def case() -> Accident:
    old, _ = divided()
    accident = make_accident(occurred_at=datetime(2024, 3, 1, 9, tzinfo=HERE))
    places = {"event_commune": old, "event_province": old.province}
    elsewhere = dict.fromkeys(("establishment_province", "establishment_commune", "reporting_province"))
    Accident.objects.filter(pk=accident.pk).update(**places, **elsewhere, establishment=None, reporting_office=None)
    make_victim(accident)
    return Accident.objects.get(pk=accident.pk)


def sees(scope, register: str, verb: str) -> bool:
    model = {"accidents": Accident, "victims": Victim}[register]
    return model.objects.visible_to(scope, verb).count() > 0


def commune_scope(place: Place):
    return make_scope("commune", place=place.label)


def test_each_successor_sees_it_and_opens_nothing_of_it(case):
    _, parts = divided()
    for part in parts:
        scope = commune_scope(part)
        assert [sees(scope, *right) for right in SEEN] == [True] * len(SEEN)
        assert [sees(scope, *right) for right in CLOSED] == [False] * len(CLOSED)


def test_a_stranger_gets_nothing_not_even_a_count(case):
    _, parts = divided()
    provinces = {part.province_id for part in parts}
    near = Place.objects.communes().in_force().filter(province_id__in=provinces).exclude(pk__in=[p.pk for p in parts])
    far = Place.objects.communes().in_force().exclude(province_id__in=provinces)
    for place in (near.order_by("pk")[0], far.order_by("pk")[0]):
        scope = commune_scope(place)
        assert [sees(scope, *right) for right in (*SEEN, *CLOSED)] == [False] * (len(SEEN) + len(CLOSED))
    other = make_scope("labour", place=far.order_by("pk")[0].province.full_name)
    assert not sees(other, "accidents", "view")
    assert not unplaced(other).exists()


def test_the_officer_of_the_province_places_it_and_only_that_commune_sees_it(case):
    old, parts = divided()
    officer = make_scope("labour", place=parts[1].province.full_name)
    assert list(unplaced(officer)) == [case]
    assert set(candidates(case)) == set(parts)
    placed = place_event(officer, case, parts[1].pk)
    assert (placed.placed_commune, placed.event_commune) == (parts[1], old)
    assert not unplaced(officer).exists()
    chosen, *others = [parts[1], *(part for part in parts if part != parts[1])]
    assert all(sees(commune_scope(chosen), *right) for right in (*SEEN, *CLOSED))
    for part in others:
        assert not any(sees(commune_scope(part), *right) for right in (*SEEN, *CLOSED))


def test_it_is_placed_in_a_part_of_it_and_by_the_officer_alone(case):
    _, parts = divided()
    officer = make_scope("labour", place=parts[0].province.full_name)
    foreign = Place.objects.communes().in_force().exclude(pk__in=[part.pk for part in parts]).order_by("pk")[0]
    with pytest.raises(Refused) as refused:
        place_event(officer, case, foreign.pk)
    assert refused.value.codes == ["place.candidate"]
    for scope in (commune_scope(parts[0]), make_scope("leader", place=parts[0].province.full_name)):
        with pytest.raises(OutOfScope):
            place_event(scope, case, parts[0].pk)


def test_a_commune_of_one_successor_is_not_placed(case):
    whole = PlaceSuccession.objects.filter(kind="whole", old__level="commune").order_by("pk")[0]
    Accident.objects.filter(pk=case.pk).update(event_commune=whole.old, event_province=whole.old.province)
    case.refresh_from_db()
    assert not unplaced(EVERYTHING).exists()
    with pytest.raises(Refused) as refused:
        place_event(EVERYTHING, case, whole.new_id)
    assert refused.value.codes == ["place.certain"]


def test_another_recorded_commune_takes_the_placing_back(case):
    _, parts = divided()
    place_event(EVERYTHING, case, parts[0].pk)
    case.refresh_from_db()
    changed = update_accident(
        EVERYTHING, case, {"event_commune": parts[1].pk, "event_province": parts[1].province_id}, via="test"
    )
    assert changed.placed_commune is None
