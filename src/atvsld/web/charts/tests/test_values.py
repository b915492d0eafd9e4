"""What a picture refuses, and how the numbers of a map fall into classes."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.web.charts import Band, Break, Chart, MapUnit, PlaceMap, Point, Series
from atvsld.web.charts.classes import MOST, class_at, classes_of


def chart(**over):
    given = {"id": "x", "title": "T", "kind": "yearly", "categories": ["2024", "2025"], "series": [Series("a", [1, 2])]}
    return Chart(**{**given, **over})


@pytest.mark.parametrize(
    "over",
    [
        {"id": "x y"},
        {"series": []},
        {"series": [Series("a", [1, 2], "target")]},
        {"series": [Series("a", [1, 2, 3])]},
        {"series": [Series("a", [1, math.nan])]},
        {"series": [Series("a", [1, math.inf])]},
        {"bands": [Band("b", [1], [2, 3])]},
        {"categories": ["2024", "2024"]},
        {"breaks": [Break("2025", "after the last")]},
        {"breaks": [Break("1999", "nowhere")]},
    ],
)
def test_a_picture_that_cannot_be_drawn_is_refused(over):
    with pytest.raises(ValueError):
        chart(**over)
    assert chart()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://example.org/", "//example.org/", "cases/", " /x"])
def test_no_address_leads_out_of_the_product(url):
    with pytest.raises(ValueError):
        Point(1, url)
    with pytest.raises(ValueError):
        PlaceMap("m", "T", "VN", [MapUnit("01", "Hà Nội", 1, url)])


@pytest.mark.parametrize("url", ["", "?year=2025", "/bieu/pl-xiv/", "#x"])
def test_an_address_within_the_product_is_taken(url):
    assert Point(1, url).url == url


@pytest.mark.parametrize(
    ("area", "units"),
    [
        ("1", []),
        ("VNM", []),
        ("VN", [MapUnit("01", "a", 1), MapUnit("01", "b", 2)]),
        ("VN", [MapUnit("01", "a", -1)]),
        ("VN", [MapUnit("01", "a", 1, is_small=True)]),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(area, units):
    with pytest.raises(ValueError):
        PlaceMap("m", "T", area, units)


def test_points_outside_the_limits_are_found():
    series = [Series("n", [1, 5, None, 9, 9]), Series("u", [8, 8, 8, 8, None], "upper"), Series("l", [2] * 5, "lower")]
    found = chart(kind="control", categories=list("abcde"), series=series).outside()
    assert found == ("below", "", "", "above", "")
    assert set(chart().outside()) == {""}


NUMBERS = st.lists(st.none() | st.integers(0, 500) | st.floats(0, 50), max_size=60)


@given(NUMBERS, st.sampled_from(["quantile", "equal"]), st.none() | st.integers(0, 2))
def test_every_known_number_has_one_class_and_every_class_a_number(values, spread, places):
    classes = classes_of(values, spread, (), places)
    known = [v for v in values if v is not None]
    assert sum(c.count for c in classes) == len(known)
    shades = [c.shade for c in classes]
    assert shades == sorted(set(shades)) and len([s for s in shades if s]) <= MOST
    for value in known:
        found = class_at(classes, value, places)
        shown = value if places is None else round(value, places)
        assert (found.shade == 0) == (shown == 0)
        assert sum(c.holds(shown) for c in classes) == 1
    assert all(a.high < b.low for a, b in pairwise(classes))


def test_classes_hold_as_many_units_or_equal_steps_or_stand_where_they_are_put():
    values = [0, 0, *range(1, 11), 100]
    assert [(c.low, c.high, c.count) for c in classes_of(values)] == [
        (0, 0, 2), (1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2), (9, 100, 3),
    ]  # fmt: skip
    assert [c.count for c in classes_of(values, "equal")] == [2, 10, 1]
    assert [(c.low, c.high) for c in classes_of(values, bounds=[5])] == [(0, 0), (1, 5), (6, 100)]
    assert [(c.text, c.shade) for c in classes_of([1234.5, 2], places=1)] == [("2,0", 1), ("1.234,5", 5)]
    assert classes_of([]) == () and classes_of([None]) == ()
