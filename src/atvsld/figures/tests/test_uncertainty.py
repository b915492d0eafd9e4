"""The exact interval against published values, closed forms and its own promise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atvsld.figures.uncertainty import (
    EXACT_UP_TO,
    at_most,
    binomial_interval,
    poisson_interval,
    rate_ratio,
    regularised_beta,
)

counts = st.integers(0, 60)
exposures = st.integers(1, 10_000_000)


@pytest.mark.parametrize(
    ("successes", "trials", "lower", "upper"),
    [  # as tabulated, to four decimals
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (15, 100, 0.0865, 0.2353),
    ],
)
def test_published_binomial_intervals(successes, trials, lower, upper):
    assert binomial_interval(successes, trials) == pytest.approx((lower, upper), abs=5.1e-5)


@given(n=st.integers(1, 400))
def test_nothing_and_all_have_closed_forms(n):
    assert binomial_interval(0, n)[1] == pytest.approx(1 - 0.025 ** (1 / n), rel=1e-9)
    assert binomial_interval(n, n)[0] == pytest.approx(0.025 ** (1 / n), rel=1e-9)


@given(k=st.integers(0, 40), n=st.integers(41, 80), p=st.floats(0.01, 0.99))
def test_beta_is_the_tail_of_the_binomial(k, n, p):
    tail = math.fsum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1, n + 1))
    assert regularised_beta(p, k + 1, n - k) == pytest.approx(tail, abs=1e-11)


@given(before=counts, after=counts, e1=exposures, e2=exposures)
def test_swapping_the_years_inverts_the_interval(before, after, e1, e2):
    there, back = rate_ratio(before, e1, after, e2), rate_ratio(after, e2, before, e1)
    assert there.lower == pytest.approx(1 / back.upper if back.upper else math.inf, rel=1e-6)
    assert there.lower <= there.upper
    if there.ratio is not None:
        assert there.lower <= there.ratio * (1 + 1e-12)
        assert there.ratio <= there.upper * (1 + 1e-12)


def test_limits_at_zero():
    nothing = rate_ratio(0, 1000, 0, 1000)
    assert (nothing.ratio, nothing.lower, nothing.upper) == (None, 0.0, math.inf)
    assert rate_ratio(0, 10, 5, 10).upper == math.inf
    assert rate_ratio(5, 10, 0, 10).lower == 0.0
    assert rate_ratio(7, 10, 0, 10).is_surely_lower
    assert rate_ratio(0, 10, 7, 10).is_surely_higher


def test_twelve_and_eleven_deaths_say_nothing():
    ratio = rate_ratio(12, 1, 11, 1)
    assert ratio.ratio == pytest.approx(11 / 12)
    assert ratio.lower < 0.5 < 2 < ratio.upper
    assert not ratio.is_surely_lower
    assert not ratio.is_surely_higher


@settings(max_examples=25, deadline=None)
@given(n=st.integers(1, 30), p=st.floats(0.02, 0.98), level=st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_holds_the_truth_as_often_as_promised(n, p, level):
    held = math.fsum(
        math.comb(n, k) * p**k * (1 - p) ** (n - k)
        for k in range(n + 1)
        if binomial_interval(k, n, level)[0] <= p <= binomial_interval(k, n, level)[1]
    )
    assert held >= level - 1e-9


@pytest.mark.parametrize("wrong", [(-1, 1, 0, 1), (1, 0, 1, 1), (1, 1, 1, -5)])
def test_wrong_input_is_refused(wrong):
    with pytest.raises(ValueError):
        rate_ratio(*wrong)
    with pytest.raises(ValueError):
        binomial_interval(3, 2)


@given(st.integers(0, EXACT_UP_TO), st.sampled_from((0.9, 0.95, 0.99)))
def test_the_interval_of_a_count_leaves_half_the_rest_on_each_side(count, level):
    lower, upper = poisson_interval(count, level)
    assert lower <= count <= upper
    assert at_most(count, upper) == pytest.approx((1 - level) / 2, rel=1e-6)
    if count:
        assert 1 - at_most(count - 1, lower) == pytest.approx((1 - level) / 2, rel=1e-6)
    else:
        assert (lower, upper) == (0.0, pytest.approx(-math.log((1 - level) / 2)))


def test_the_interval_of_a_known_count():
    """Garwood 1936: of 10 events 4,80 to 18,39."""
    assert poisson_interval(10) == pytest.approx((4.795389, 18.390356), abs=1e-5)
    with pytest.raises(ValueError):
        poisson_interval(-1)


@pytest.mark.parametrize("count", [EXACT_UP_TO + 1, 1_000, 3_000])
def test_the_approximation_of_many_events_keeps_its_chance(count):
    lower, upper = poisson_interval(count)
    assert at_most(count, upper) == pytest.approx(0.025, rel=2e-3)
    assert 1 - at_most(count - 1, lower) == pytest.approx(0.025, rel=2e-3)


def test_a_million_events_take_no_time():
    lower, upper = poisson_interval(1_000_000)
    assert lower == pytest.approx(998_041, abs=5) and upper == pytest.approx(1_001_962, abs=5)
