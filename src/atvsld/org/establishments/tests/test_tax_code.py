"""Tax codes: every right one passes, every slip of one digit or of two neighbours is caught."""

from hypothesis import assume, given
from hypothesis import strategies as st

from atvsld.org.establishments.rules import WEIGHTS, normal_tax_code, tax_code_violation

bodies = st.from_regex(r"\A[0-9]{9}\Z")


def check_digit(body: str) -> int:
    """Circular 105/2020/TT-BTC, worked out digit by digit."""
    total = 0
    for position in range(9):
        total += int(body[position]) * WEIGHTS[position]
    return 10 - total % 11


def right(body: str) -> str:
    assume(check_digit(body) != 10)
    return f"{body}{check_digit(body)}"


def code_of(text: str) -> str | None:
    found = tax_code_violation(text)
    return found.code if found else None


@given(bodies, st.integers(1, 999))
def test_right_codes_pass_with_and_without_a_branch(body, branch):
    code = right(body)
    assert code_of(code) is None
    assert code_of(f"{code}-{branch:03d}") is None
    for written in (f"{code}-{branch:03d}", f"{code}{branch:03d}", f" {code[:4]} {code[4:]}.{branch:03d} "):
        assert normal_tax_code(written) == f"{code}-{branch:03d}"
    assert normal_tax_code(normal_tax_code(code)) == code


@given(bodies, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(body, position, step):
    """No weight is a multiple of 11, so each change moves the remainder."""
    code = right(body)
    wrong = code[:position] + str((int(code[position]) + step) % 10) + code[position + 1 :]
    assert code_of(wrong) == "tax_code.check_digit"


@given(bodies, st.integers(0, 7))
def test_two_neighbours_exchanged_are_caught(body, position):
    """The difference of neighbouring weights is never a multiple of 11 either."""
    code = right(body)
    assume(code[position] != code[position + 1])
    wrong = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert code_of(wrong) == "tax_code.check_digit"


def test_a_body_without_check_digit_has_no_code():
    for body in [f"{n:09d}" for n in range(460_000_000, 460_000_200) if check_digit(f"{n:09d}") == 10]:
        assert all(code_of(f"{body}{last}") == "tax_code.check_digit" for last in range(10))


@given(st.integers(0, 999), st.from_regex(r"\A[0-9]{9}\Z"))
def test_identity_numbers_begin_with_a_province(province, rest):
    expected = None if 1 <= province <= 96 else "tax_code.identity"
    assert code_of(f"{province:03d}{rest}") == expected


@given(st.text(max_size=40))
def test_any_text_is_judged_and_nothing_else_passes(text):
    code = normal_tax_code(text)
    assert code == normal_tax_code(code)
    if code_of(code) is None:
        assert len(code) in (10, 12, 14) and code.replace("-", "").isascii()
