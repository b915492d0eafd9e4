"""Whether a target asks for more, held against the results that meet it."""

from hypothesis import given
from hypothesis import strategies as st

from ...reading.result import COMPARATORS, Target
from ..comparing.result import STRONGER, WEAKER
from ..comparing.strength import measure_of, tends
from .make import target

targets = st.builds(target, comparator=st.sampled_from(COMPARATORS), value=st.integers(0, 6).map(float))
RESULTS = [n / 2 for n in range(-16, 17)]


def met(target: Target, result: float) -> bool:
    """A change of `result` per cent, or the level itself."""
    value = target.value
    return {
        "decrease_at_least": result <= -value, "decrease_by": result <= -value, "increase_at_least": result >= value,
        "increase_by": result >= value, ">=": result >= value, ">": result > value, "=": result == value,
        "<=": result <= value, "<": result < value,
    }[target.comparator]  # fmt: skip


@given(targets, targets)
def test_weaker_is_to_be_content_with_more_results(parent: Target, child: Target) -> None:
    before = {result for result in RESULTS if met(parent, result)}
    after = {result for result in RESULTS if met(child, result)}
    said = tends(parent, child)
    if measure_of(parent) != measure_of(child) or before == after:
        assert said is None
    else:
        assert said == (WEAKER if before < after else STRONGER if after < before else None)


def test_other_units_are_not_held_against_each_other() -> None:
    assert tends(target(value=5), target(value=4, unit="‰")) is None
    assert tends(target(value=5), target(value=4, unit="phần trăm")) == WEAKER
