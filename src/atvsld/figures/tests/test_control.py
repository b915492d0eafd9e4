"""Control limits of monthly counts, against the exact Poisson distribution."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.figures.control import TAIL, control_chart, poisson_limits


def chance(mean: float, most: int) -> float:
    """P(X ≤ most)."""
    return sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(most + 1))


@given(st.floats(0.05, 200))
def test_beyond_the_limits_comes_rarely_and_the_limits_are_the_nearest(mean):
    lower, upper = poisson_limits(mean)
    assert chance(mean, lower - 1) <= TAIL * (1 + 1e-6) if lower else True
    assert chance(mean, lower) > TAIL * (1 - 1e-6)
    assert 1 - chance(mean, upper) <= TAIL + 1e-9
    assert 1 - chance(mean, upper - 1) > TAIL - 1e-9 if upper else True


def test_limits_of_a_nation_are_found_too():
    for mean in (900.0, 25_000.0):
        lower, upper = poisson_limits(mean)
        assert lower == pytest.approx(mean - 3 * math.sqrt(mean), abs=4)
        assert upper == pytest.approx(mean + 3 * math.sqrt(mean), abs=4)


def test_months_that_stand_out():
    calm = control_chart([2, 3, 1, 4, 2, 3, 2, 1, 3, 2, 4, 3])
    assert calm is not None and calm.is_calm and (calm.lower, calm.mean) == (0, 2.5)
    jump = control_chart([2, 3, 1, 4, 2, 3, 2, 1, 3, 2, 4, 19], months_of_reference=11)
    assert jump is not None and jump.above == (11,) and not jump.below
    drift = control_chart([1, 1, 1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5])
    assert drift is not None and drift.runs == (7, 15)
    rare = control_chart([0] * 23 + [1] + [0] * 12)
    assert rare is not None and rare.is_calm, "where most months are 0, a dozen of them is no sign"
    low = control_chart([20, 21, 19, 20, 22, 18, 20, 3], months_of_reference=7)
    assert low is not None and low.below == (7,)
    assert control_chart([]) is None
    nothing = control_chart([0, 0, 0])
    assert nothing is not None and nothing.upper == 0 and nothing.is_calm
    with pytest.raises(ValueError):
        control_chart([1, -1])
