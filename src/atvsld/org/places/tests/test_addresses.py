"""Addresses of before 1/7/2025 as people type them find the commune of today, or say that it is one of several."""

from datetime import date

import pytest

from atvsld.org.places.addresses import carried_to, units_meant
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.resolve import UnknownPlaceError, resolve_place
from atvsld.org.places.tests.make import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_places")]

LAST = date(2025, 6, 30)


def labels(ids: list[int]) -> list[str]:
    found = Place.objects.select_related("province", "parent").in_bulk(ids)
    return [found[pk].label for pk in ids]


@pytest.mark.parametrize(
    "typed",
    [
        "P. Hoàng Văn Thụ, tp. Thái Nguyên, tỉnh Thái Nguyên",
        "phường Hoàng Văn Thụ, TP Thái Nguyên",
        "p hoang van thu, tp thai nguyen",
        "phuong hoang van thu thanh pho thai nguyen",
        "Số 12 đường Bắc Kạn, phường Hoàng Văn Thụ, TP. Thái Nguyên",
    ],
)
def test_one_ward_however_it_is_typed(typed: str) -> None:
    assert labels(units_meant(typed)) == ["Phường Hoàng Văn Thụ, thành phố Thái Nguyên, tỉnh Thái Nguyên"]


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("xã Tân Cương, TP Thái Nguyên", "Xã Tân Cương, thành phố Thái Nguyên, tỉnh Thái Nguyên"),
        ("P14, Q. Bình Thạnh", "Phường 14, quận Bình Thạnh, Thành phố Hồ Chí Minh"),
        ("phường 01, quận 5", "Phường 1, quận 5, Thành phố Hồ Chí Minh"),
        ("h. Lý Sơn", "Huyện Lý Sơn, tỉnh Quảng Ngãi"),
        ("tt Chợ Mới, huyện Chợ Mới, Bắc Kạn", "Thị trấn Đồng Tâm, huyện Chợ Mới, tỉnh Bắc Kạn"),
    ],
)
def test_the_unit_of_then(typed: str, then: str) -> None:
    found = labels(units_meant(typed))
    assert found == [then] or ("Chợ Mới" in typed and not found)


def test_every_old_address_in_full_names_its_own_unit() -> None:
    communes = Place.objects.communes().filter(valid_to=LAST).select_related("province", "parent")
    wrong = [place.label for place in communes.order_by("pk")[::37] if units_meant(place.label) != [place.pk]]
    assert wrong == []


def test_without_accents_it_is_found_or_one_of_those_alike() -> None:
    from atvsld.base.search import fold

    communes = Place.objects.communes().filter(valid_to=LAST).select_related("province", "parent")
    for place in communes.order_by("pk")[11::211]:
        typed = ", ".join(fold(part) for part in place.label.split(", "))
        assert place.pk in units_meant(typed), typed


def test_resolving_gives_the_unit_of_the_day() -> None:
    old = resolve_place("P. Hoàng Văn Thụ, tp. Thái Nguyên", LAST)
    assert old is not None
    assert old.valid_to == LAST
    new = resolve_place("P. Hoàng Văn Thụ, tp. Thái Nguyên", TODAY)
    assert new is not None
    assert carried_to([old.pk], TODAY) == [new.pk]
    assert resolve_place("Bắc Kạn", TODAY) == resolve_place("Thái Nguyên", TODAY)


def test_of_a_divided_commune_the_parts_are_named() -> None:
    old = PlaceSuccession.objects.filter(kind="part").order_by("pk")[0].old
    with pytest.raises(UnknownPlaceError) as told:
        resolve_place(old.label, TODAY)
    for edge in old.successions.all():
        assert edge.new.full_name in str(told.value)


def test_todays_labels_still_name_themselves() -> None:
    communes = Place.objects.communes().in_force(TODAY).select_related("province", "parent")
    wrong = [place.label for place in communes.order_by("pk")[::61] if resolve_place(place.label, TODAY) != place]
    assert wrong == []


@pytest.mark.parametrize("typed", ["", ",", "phường", "Atlantis, huyện Không Có", "x" * 500, "p. , tp."])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert units_meant(typed) == []
