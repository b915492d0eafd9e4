"""Receipt numbers: random, dated in Viet Nam, and not to be made up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.accidents.receipts import FORM, is_genuine, new_receipt_number

LATE_IN_THE_EVENING = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def test_the_day_is_that_of_viet_nam():
    assert new_receipt_number(LATE_IN_THE_EVENING).startswith("TN20261123-")


def test_genuine_however_typed():
    number = new_receipt_number(LATE_IN_THE_EVENING)
    assert is_genuine(number)
    assert is_genuine(f"  {number.lower()} ")


def test_numbers_do_not_repeat():
    assert len({new_receipt_number(LATE_IN_THE_EVENING) for _ in range(2000)}) == 2000


@given(place=st.integers(2, 25), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567019"))
def test_any_sign_changed_is_noticed(place, letter):
    number = new_receipt_number(LATE_IN_THE_EVENING)
    place %= len(number)
    changed = number[:place] + letter + number[place + 1 :]
    assert changed == number or not is_genuine(changed)


@given(st.text(max_size=40) | st.from_regex(FORM, fullmatch=True))
def test_nothing_made_up_is_genuine_and_nothing_fails(text):
    assert not is_genuine(text)


def test_another_key_makes_other_numbers(settings):
    number = new_receipt_number(LATE_IN_THE_EVENING)
    settings.ATVSLD_RECEIPT_KEY = "khóa khác"
    assert not is_genuine(number)


@pytest.mark.parametrize("text", ["", "TN", "TN20261122-7K3QXP", "TN20261122-7K3QXP-2FZTAM4E\n'; --"])
def test_other_texts(text):
    assert not is_genuine(text)
