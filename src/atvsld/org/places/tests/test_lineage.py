from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from atvsld.org.places.lineage import lineage_ids, same_unit_ids, same_unit_on, successor_of
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.tests.make import START, TODAY, make_place, make_province, make_succession

pytestmark = pytest.mark.django_db

BEFORE = date(2020, 1, 1)


@pytest.fixture
def merged() -> tuple[Place, Place, Place, Place]:
    """Yên Bái and Lào Cai of before became Lào Cai, which became a city."""
    yen_bai = make_province("15", "Yên Bái", valid_from=BEFORE)
    old_lao_cai = make_province("10", "Lào Cai", valid_from=BEFORE)
    lao_cai = make_province("15", "Lào Cai")
    city = make_province("15", "Lào Cai", kind=Place.Kind.THANH_PHO, valid_from=date(2026, 9, 1))
    make_succession(yen_bai, lao_cai)
    make_succession(old_lao_cai, lao_cai)
    make_succession(lao_cai, city)
    return yen_bai, old_lao_cai, lao_cai, city


def ids(*places: Place) -> set[int]:
    return {place.pk for place in places}


def test_a_unit_answers_for_all_it_succeeds(merged: tuple[Place, ...]) -> None:
    yen_bai, old_lao_cai, lao_cai, city = merged
    assert lineage_ids(ids(city)) == ids(*merged)
    assert lineage_ids(ids(lao_cai)) == ids(yen_bai, old_lao_cai, lao_cai)
    assert lineage_ids(ids(yen_bai)) == ids(yen_bai)
    assert lineage_ids(set()) == set()


def test_part_of_a_divided_unit_is_left_out_on_demand(merged: tuple[Place, ...]) -> None:
    divided = make_province("90", "Chia Đôi", valid_from=BEFORE)
    make_succession(divided, merged[2], kind=PlaceSuccession.Kind.PART)
    assert divided.pk in lineage_ids(ids(merged[3]))
    assert divided.pk not in lineage_ids(ids(merged[3]), whole_only=True)


def test_a_circle_ends(merged: tuple[Place, ...]) -> None:
    yen_bai, _, _, city = merged
    PlaceSuccession.objects.create(old=city, new=yen_bai, kind="whole", effective_on=START, source="test")
    assert lineage_ids(ids(yen_bai)) == ids(*merged)
    assert successor_of(yen_bai, date(2019, 1, 1)) is None


def test_one_query_a_generation(merged: tuple[Place, ...], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        lineage_ids(ids(merged[3]))


def test_successor(merged: tuple[Place, ...]) -> None:
    yen_bai, _, lao_cai, city = merged
    assert successor_of(yen_bai, TODAY) == city
    assert successor_of(yen_bai, date(2025, 12, 1)) == lao_cai
    assert successor_of(yen_bai, date(2021, 1, 1)) == yen_bai
    assert successor_of(city, date(2025, 12, 1)) is None


def test_a_divided_unit_has_no_one_successor() -> None:
    old = make_province("90", "Cũ", valid_from=BEFORE)
    for code in ("91", "92"):
        make_succession(old, make_province(code, f"Mới {code}"), kind=PlaceSuccession.Kind.PART)
    assert successor_of(old, TODAY) is None


def test_same_unit_is_a_new_kind_and_not_a_merger(merged: tuple[Place, ...]) -> None:
    yen_bai, _, lao_cai, city = merged
    assert same_unit_ids(lao_cai) == same_unit_ids(city) == ids(lao_cai, city)
    assert same_unit_ids(yen_bai) == ids(yen_bai)
    assert same_unit_on(city, date(2025, 12, 1)) == lao_cai
    assert same_unit_on(lao_cai, TODAY) == city


def test_communes_of_a_province_are_those_of_both_its_rows(merged: tuple[Place, ...]) -> None:
    yen_bai, _, lao_cai, city = merged
    stayed = make_place("02647", "Ở Lại", province=city)
    elsewhere = make_place("02648", "Nơi Khác", province=yen_bai)
    for province in (lao_cai, city):
        assert list(Place.objects.communes_of(province)) == [stayed]
    assert list(Place.objects.communes_of(yen_bai)) == [elsewhere]


def test_the_database_refuses_what_cannot_be(merged: tuple[Place, ...]) -> None:
    lao_cai = merged[2]
    impossible = (
        lambda: make_province("15", "Lào Cai"),
        lambda: make_place("1", "Ngược", province=lao_cai, valid_to=date(2025, 6, 1)),
        lambda: PlaceSuccession.objects.create(old=lao_cai, new=lao_cai, kind="whole", effective_on=START),
        lambda: PlaceSuccession.objects.filter(old=lao_cai).update(share_population=2),
    )
    for attempt in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
