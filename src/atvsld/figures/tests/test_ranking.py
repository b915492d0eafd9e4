"""Units beside each other: ordered by how unlikely their counts are, and called different only beyond chance."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.figures.ranking import at_least, rank_rates, rank_shares, up_to

pairs = st.dictionaries(st.integers(0, 50), st.tuples(st.integers(0, 40), st.integers(0, 5000)), max_size=12)


@given(pairs)
def test_each_unit_stands_on_one_side_at_most_and_none_without_exposure(units):
    found = rank_rates(units)
    high, low = {r.key for r in found.high}, {r.key for r in found.low}
    assert not high & low
    assert all(units[key][1] for key in high | low)
    known = [pair for pair in units.values() if pair[1]]
    total, whole = (sum(part) for part in zip(*known, strict=True)) if known else (0, 0)
    assert all(r.count * whole > total * r.exposure for r in found.high)
    assert all(r.count * whole < total * r.exposure for r in found.low)


def test_a_small_unit_does_not_stand_first_for_its_rate_alone():
    """One death among thirty workers has the highest rate, thirty among ten thousand the most unlikely count."""
    units = {"small": (1, 30), "large": (30, 10_000), "rest": (100, 100_000)}
    assert [r.key for r in rank_rates(units).high] == ["large", "small"]
    assert [r.is_beyond_chance for r in rank_rates(units).high] == [True, False]


def test_of_units_that_do_not_differ_few_are_called_different():
    random, alarms = Random(7), 0
    for _ in range(200):
        units = {n: (sum(random.random() < 0.01 for _ in range(400)), 400) for n in range(20)}
        found = rank_rates(units)
        alarms += any(r.is_beyond_chance for r in (*found.high, *found.low))
    assert alarms <= 20


@pytest.mark.parametrize(("count", "mean"), [(310, 340.0), (900, 1000.0), (1100, 1000.0), (250, 700.0), (5000, 5100.0)])
def test_large_tails_agree_with_the_exact_sum(count, mean):
    exact = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))
    assert up_to(count, mean) == pytest.approx(exact, rel=0.02)
    assert at_least(count + 1, mean) == pytest.approx(1 - exact, rel=0.02)


def test_tails_at_the_ends():
    assert (up_to(-1, 3.0), up_to(0, 0.0), at_least(0, 5.0)) == (0.0, 1.0, 1.0)
    assert up_to(0, 2.0) == pytest.approx(math.exp(-2))


def test_nothing_is_ranked_of_nobody():
    assert rank_rates({}) == rank_rates({1: (0, 0)}) == rank_shares({2: (0, 0)})
    assert rank_rates({1: (0, 10), 2: (0, 20)}).high == ()


def test_numbers_below_zero_are_refused():
    with pytest.raises(ValueError, match="âm"):
        rank_rates({1: (-1, 10)})


def test_shares_stand_in_order_and_the_larger_gap_first():
    found = rank_shares({"a": (0, 2), "b": (0, 50), "c": (40, 50), "d": (9, 10)})
    assert [r.key for r in found.low] == ["b", "a"]
    assert [r.key for r in found.high] == ["d", "c"]
