"""The best choice against trying them all."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ..comparing.assignment import assigned

scores = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), min_size=size[1], max_size=size[1]),
        min_size=size[0], max_size=size[0],
    )
)  # fmt: skip


@given(scores)
def test_no_other_choice_gives_more(table: list[list[float]]) -> None:
    chosen = assigned(table)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    wide = table if len(table) <= len(table[0]) else [list(column) for column in zip(*table, strict=True)]
    best = max(
        sum(row[column] for row, column in zip(wide, order, strict=True))
        for order in permutations(range(len(wide[0])), len(wide))
    )
    assert sum(table[row][column] for row, column in chosen) == best
    assert all(table[row][column] > 0 for row, column in chosen)


def test_nothing_to_choose_from() -> None:
    assert assigned([]) == assigned([[], []]) == []
