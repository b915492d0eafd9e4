"""A code from paper: what a slip of the finger does, and how much there is to guess."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from atvsld.org.accounts.codes import ALPHABET, LENGTH, bare_code, check_sign, is_well_formed, new_code

codes = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda body: body + check_sign(body))


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_sign_is_found(code: str, place: int, sign: str) -> None:
    assert is_well_formed(code)
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_well_formed(wrong) == (wrong == code)


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_every_two_exchanged_signs_are_found(code: str, one: int, other: int) -> None:
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    assert is_well_formed("".join(signs)) == ("".join(signs) == code)


@given(st.text(max_size=30))
def test_anything_may_be_typed(typed: str) -> None:
    assert is_well_formed(typed) in (True, False)


def test_a_code_is_read_with_or_without_strokes_in_any_case() -> None:
    code = new_code()
    assert len(code) == LENGTH + 2 and not set(code) & set("01ILO")
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} ", code.replace("-", "–")):
        assert is_well_formed(typed) and bare_code(typed) == code.replace("-", "")


def test_codes_differ_and_hold_more_than_fifty_bits() -> None:
    assert len({new_code() for _ in range(2000)}) == 2000
    assert (LENGTH - 1) * math.log2(len(ALPHABET)) > 54
