import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.search import fold, folded_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Xã  Ea H’Leo, Đắk Lắk", "xa ea hleo dak lak"),
        ("Ea H'leo", "ea hleo"),
        ("THÁI NGUYÊN", "thai nguyen"),
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("\u00d0à Nẵng", "da nang"),
        ("Phường 1", "phuong 1"),
        ("...", ""),
        ("", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thuỷ Nguyên", "Thủy Nguyên"),
        ("Đông Hưng", "dong hung"),
        ("Đ’ran", "Đ'Ran"),
        ("hiệp  hòa", " HIỆP-HOÀ. "),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_different() -> None:
    assert fold("Tân Cương") != fold("Tân Cường Hai")
    assert fold("Xã 1") != fold("Xã 11")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_has_no_rule_of_its_own(text: str) -> None:
    assert fold(text + " Đế") == f"{fold(text)} de".strip()


@given(st.text())
def test_words_are_the_folded_text(text: str) -> None:
    assert " ".join(folded_words(text)) == fold(text)
