import pytest
from django.db import connection

from atvsld.base.sortkey import vietnamese_sort_key
from atvsld.org.places.models import Place
from atvsld.org.places.seed_rows import place_seeds
from atvsld.org.places.tests.make import make_place, make_province

pytestmark = pytest.mark.django_db


def test_names_in_a_sentence_and_alone() -> None:
    thai_nguyen = make_province("19", "Thái Nguyên")
    tan_cuong = make_place("05710", "Tân Cương", province=thai_nguyen)
    assert tan_cuong.in_text == "xã Tân Cương"
    assert tan_cuong.label == "Xã Tân Cương, tỉnh Thái Nguyên"
    assert thai_nguyen.label == str(thai_nguyen) == "Tỉnh Thái Nguyên"


def test_ho_chi_minh_city_keeps_its_capital() -> None:
    assert make_province("79", "Hồ Chí Minh", kind=Place.Kind.THANH_PHO).in_text == "Thành phố Hồ Chí Minh"
    assert make_province("46", "Huế", kind=Place.Kind.THANH_PHO).in_text == "thành phố Huế"


def test_saving_keeps_the_searched_text() -> None:
    commune = make_place("1", "Đắk Ơ", province=make_province("75", "Đồng Nai"))
    assert commune.search_text == "xa dak o dong nai"


def test_the_database_gives_vietnamese_order() -> None:
    names = ["Huế", "Đà Nẵng", "Hà Nội", "An Giang", "Đắk Lắk", "Cần Thơ", "Cao Bằng", "Đồng Nai", "Ấn Độ", "Ăn Thử"]
    for number, name in enumerate(names):
        make_province(str(number), name)
    ordered = [place.name_vi for place in Place.objects.in_vietnamese_order()]
    assert ordered == [
        "An Giang", "Ăn Thử", "Ấn Độ", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đồng Nai", "Hà Nội", "Huế",
    ]  # fmt: skip


@pytest.mark.parametrize("locale", ["C", "vi-x-icu", "da-x-icu", "cs-x-icu", "et-x-icu", "lt-x-icu", "sv-x-icu"])
def test_the_order_is_the_same_under_any_collation(locale: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has collations to disagree on")
    keys = sorted({vietnamese_sort_key(seed.full_name) for seed in place_seeds()})
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT key FROM unnest(%s::text[]) AS key ORDER BY key COLLATE "{locale}"', [keys[::-1]])
        assert [key for (key,) in cursor.fetchall()] == keys
