from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from atvsld.base.search import fold
from atvsld.org.places.models import Place
from atvsld.org.places.search import search_places
from atvsld.org.places.tests.make import START, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_places")]


def labels(text: str, on: date = TODAY, limit: int = 5, level: str | None = None) -> list[str]:
    return [place.label for place in search_places(text, on=on, limit=limit, level=level)]


@pytest.mark.parametrize(
    "typed",
    [
        "xa tan cuong thai nguyen",
        "Xã Tân Cương, tỉnh Thái Nguyên",
        "TÂN CƯƠNG",
        "tan cuong thai ng",
        "x tan cuong",
        "phường Tân Cương Thái Nguyên",
    ],
)
def test_however_it_is_typed(typed: str) -> None:
    assert labels(typed)[:1] == ["Xã Tân Cương, tỉnh Thái Nguyên"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ha noi", "Thành phố Hà Nội"),
        ("dong nai", "Thành phố Đồng Nai"),
        ("tp hcm", "Thành phố Hồ Chí Minh"),
        ("ea h'leo", "Xã Ea H’Leo, tỉnh Đắk Lắk"),
        ("xã Trị An, tỉnh Đồng Nai", "Phường Trị An, thành phố Đồng Nai"),
        ("truong sa", "Đặc khu Trường Sa, tỉnh Khánh Hòa"),
    ],
)
def test_first_answer(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


def test_tone_placement_is_forgiven_both_ways() -> None:
    assert labels("Hiệp Hòa Bắc Ninh") == labels("Hiệp Hoà Bắc Ninh") == ["Phường Hiệp Hoà, thành phố Bắc Ninh"]


def test_accents_that_were_typed_decide_between_names_that_fold_alike() -> None:
    for typed in ("Lộc Thành", "Lộc Thạnh", "xã Lộc Thành Đồng Nai", "xã lộc thạnh đồng nai"):
        assert fold(labels(typed)[0]) == fold(labels(typed)[1])
        assert typed.lower().split()[-1] in labels(typed)[0].lower()
        assert ("Thạnh" in labels(typed)[0]) == ("ạ" in typed)


def test_exact_before_beginning_before_containing() -> None:
    names = [place.name_vi for place in search_places("an khe", on=TODAY, level="commune")]
    assert names[0] == "An Khê"
    beginnings = [name.startswith("An Kh") for name in names]
    assert beginnings == sorted(beginnings, reverse=True)


def test_words_stand_in_the_typed_order() -> None:
    assert "Xã Tân Cương, tỉnh Thái Nguyên" not in labels("cuong tan thai nguyen")


def test_level_province_and_limit() -> None:
    thai_nguyen = Place.objects.provinces().get(code="19", valid_to=None)
    found = search_places("phuong", province=thai_nguyen, on=TODAY, limit=100)
    assert found[0].kind == "phuong"
    assert found[-1].name_vi == "Kim Phượng"
    assert {place.province_id for place in found} == {thai_nguyen.pk}
    assert labels("thai nguyen", level="province") == ["Tỉnh Thái Nguyên"]
    assert len(labels("xa", limit=3)) == 3


def test_as_of_the_day() -> None:
    assert labels("dong nai", on=START, level="province") == ["Tỉnh Đồng Nai"]
    assert labels("tri an dong nai", on=START) == ["Xã Trị An, tỉnh Đồng Nai"]
    assert "Tỉnh Hà Giang" in labels("ha giang", on=date(2020, 1, 1), level="province")
    assert "Tỉnh Hà Giang" not in labels("ha giang", on=START, level="province")
    before = labels("xa tan cuong thai nguyen", on=date(2025, 6, 30))
    assert before[0] == "Xã Tân Cương, thành phố Thái Nguyên, tỉnh Thái Nguyên"


@pytest.mark.parametrize("typed", ["", "  ", "…", "%", "_", "không có nơi này đâu", "x" * 5_000])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert labels(typed) == []


def test_queries_are_bounded(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(2):
        assert [place.label for place in search_places("xa", on=TODAY)]
