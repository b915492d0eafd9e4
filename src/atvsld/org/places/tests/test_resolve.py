from datetime import date

import pytest

from atvsld.org.places.models import Place
from atvsld.org.places.resolve import (
    PlaceNames,
    UnknownPlaceError,
    commune_names,
    find_commune,
    find_province,
    resolve_place,
)
from atvsld.org.places.tests.make import START, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_places")]


def name(place: Place | None) -> str | None:
    return None if place is None else place.full_name


@pytest.mark.parametrize("province", ["Thái Nguyên", "tinh thai nguyen", "TP Thái Nguyên", "THÁI NGUYÊN"])
@pytest.mark.parametrize("commune", ["Tân Cương", "xã tân cương", "Xa Tan Cuong"])
def test_a_commune_by_its_name(commune: str, province: str) -> None:
    assert name(find_commune(commune, province, TODAY)) == "Xã Tân Cương"


@pytest.mark.parametrize(
    ("commune", "province"),
    [
        ("Tân Cươ", "Thái Nguyên"),
        ("Tân Cương", "Hà Nội"),
        ("Tân Cương", "Không Có"),
        ("phường Tân Cương", "Thái Nguyên"),
        ("Tân An", ""),
        ("", "Thái Nguyên"),
        ("xã", "Thái Nguyên"),
    ],
)
def test_what_is_not_exactly_one_commune_is_none(commune: str, province: str) -> None:
    assert find_commune(commune, province, TODAY) is None


def test_two_kinds_of_one_name_need_the_kind() -> None:
    pairs = PlaceNames([Place(full_name="Xã Mỹ Đức"), Place(full_name="Phường Mỹ Đức")])
    assert pairs.find("Mỹ Đức") is None
    assert name(pairs.find("phuong my duc")) == "Phường Mỹ Đức"


def test_accents_decide_between_names_that_fold_alike() -> None:
    assert name(find_commune("xã Lộc Thành", "Đồng Nai", TODAY)) == "Xã Lộc Thành"
    assert name(find_commune("lộc thạnh", "Đồng Nai", TODAY)) == "Xã Lộc Thạnh"
    assert find_commune("loc thanh", "Đồng Nai", TODAY) is None


def test_the_former_name_leads_to_the_unit_of_the_day() -> None:
    assert name(find_commune("xã Trị An", "tỉnh Đồng Nai", TODAY)) == "Phường Trị An"
    assert name(find_commune("xã Trị An", "tỉnh Đồng Nai", START)) == "Xã Trị An"
    assert find_commune("phường Trị An", "Đồng Nai", START) is None


def test_every_commune_answers_to_its_own_full_name_and_province() -> None:
    for province in Place.objects.provinces().in_force(TODAY):
        names = commune_names(province, TODAY)
        for commune in Place.objects.communes_of(province).in_force(TODAY):
            assert names.find(commune.full_name.upper().replace("’", "'")) == commune


def test_every_province_answers_to_its_name() -> None:
    for province in Place.objects.provinces().in_force(TODAY):
        assert find_province(province.name_vi, TODAY) == find_province(province.full_name, TODAY) == province


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("19", "Tỉnh Thái Nguyên"),
        ("1", "Thành phố Hà Nội"),
        ("75", "Thành phố Đồng Nai"),
        ("25357", "Phường Tân Khai"),
        ("00004", "Phường Ba Đình"),
        ("4", "Tỉnh Cao Bằng"),
        ("0004", "Phường Ba Đình"),
        ("Thái Nguyên", "Tỉnh Thái Nguyên"),
        ("xã Tân Cương, tỉnh Thái Nguyên", "Xã Tân Cương"),
        ("tân cương", "Xã Tân Cương"),
    ],
)
def test_resolve(written: str, found: str) -> None:
    assert name(resolve_place(written, TODAY)) == found


@pytest.mark.parametrize("nation", ["VN", "vn", " Việt Nam ", "toàn quốc"])
def test_the_nation_is_none(nation: str) -> None:
    assert resolve_place(nation, TODAY) is None


@pytest.mark.parametrize("written", ["", "99", "99999", "Tân An", "123456", "Atlantis, Thái Nguyên", ",", "²"])
def test_what_cannot_be_resolved_is_said_plainly(written: str) -> None:
    with pytest.raises(UnknownPlaceError, match="Không xác định được"):
        resolve_place(written, TODAY)


def test_a_code_is_read_on_its_day() -> None:
    assert name(resolve_place("75", date(2025, 12, 31))) == "Tỉnh Đồng Nai"
    assert name(resolve_place("15", date(2025, 6, 30))) == "Tỉnh Yên Bái"
    assert name(resolve_place("15", START)) == "Tỉnh Lào Cai"
    with pytest.raises(UnknownPlaceError):
        resolve_place("02", START)  # Hà Giang
