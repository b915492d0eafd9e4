"""A unit of any time by its name: the one that ended is not the one that followed it."""

from __future__ import annotations

import pytest

from atvsld.org.places.anytime import find_unit, label_of_unit, possible_units
from atvsld.org.places.models import Place
from atvsld.testing import place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_places")]


def ended(code: str, level: str = "province") -> Place:
    return Place.objects.filter(code=code, level=level, valid_to__isnull=False).get(valid_to="2025-06-30")


def test_a_name_with_its_last_day_is_the_unit_that_ended():
    old, today = ended("19"), place("Thái Nguyên")
    assert label_of_unit(old) == "Tỉnh Thái Nguyên (đến 30/06/2025)"
    assert find_unit(label_of_unit(old)) == old.pk
    assert find_unit("tinh thai nguyen (den 30/6/2025)") == old.pk
    assert find_unit("Tỉnh Thái Nguyên") == find_unit("19") == today.pk


def test_an_ended_unit_is_never_its_successor():
    assert find_unit("Tỉnh Hà Giang") == ended("02").pk
    phong_tho = ended("109", "district")
    assert find_unit("Huyện Phong Thổ, tỉnh Lai Châu") == find_unit("Huyện Phong Thổ") == phong_tho.pk
    assert find_unit(label_of_unit(phong_tho)) == phong_tho.pk


@pytest.mark.parametrize(
    "text",
    ["", "Tỉnh Không Có", "Tỉnh Thái Nguyên (đến 31/02/2025)", "Hà Giang", "99", "VN", "(", "x" + " " * 100_000 + "y"],
)
def test_what_decides_on_none_is_none(text):
    assert find_unit(text) is None


def test_what_a_text_may_mean():
    assert "Tỉnh Hà Giang (đến 30/06/2025)" in possible_units("Hà Giang")
    assert possible_units("") == []
