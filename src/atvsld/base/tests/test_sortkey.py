import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.sortkey import vietnamese_sort_key

LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
words = st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=6), min_size=1, max_size=4)


@pytest.mark.parametrize(
    "in_order",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ân", "ần", "ẩn", "ẫn", "ấn", "ận"],
        ["An Bình", "Anh Sơn", "Ăn", "Ân Thi"],
        ["Da", "Dung", "Đa", "Đạ", "Đà Nẵng"],
        ["Phường 1", "Phường 2", "Phường An Khê"],
        ["Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Hà Nội", "Hà Tĩnh", "Huế", "Hưng Yên"],
        ["Hà An", "Ha Bình"],
        ["Tân", "Tân Cương"],
        ["zz", "Ωmega"],
    ],
)
def test_vietnamese_order(in_order: list[str]) -> None:
    keys = [vietnamese_sort_key(text) for text in in_order]
    assert all(before < after for before, after in pairwise(keys)), keys


@pytest.mark.parametrize(
    ("one", "other"), [("Hoà", "hòa"), ("Ea H’leo", "Ea H'Leo"), ("Ngã-Bảy", "Ngã Bảy"), ("Ðà", "Đà")]
)
def test_spellings_of_one_name_stand_together(one: str, other: str) -> None:
    assert vietnamese_sort_key(one) == vietnamese_sort_key(other)


@given(words, words)
def test_letters_decide_as_a_person_compares_them(one: list[str], other: list[str]) -> None:
    as_a_person = [[[LETTERS.index(char) for char in word] for word in text] for text in (one, other)]
    keys = [vietnamese_sort_key(" ".join(text)) for text in (one, other)]
    assert (keys[0] < keys[1]) == (as_a_person[0] < as_a_person[1])


@given(st.text())
def test_the_key_is_pairs_that_no_collation_reorders(text: str) -> None:
    assert re.fullmatch(r"([a-i][0-9])*", vietnamese_sort_key(text))
