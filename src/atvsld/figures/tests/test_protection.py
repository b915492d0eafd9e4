"""Blurred numbers against somebody who knows the exact totals, the rules, and everything that is shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atvsld.figures.groups.protection import FEW, LEAST_TOTAL, SMALLEST, STEP, blurred, told, told_beside_others


def divisions(total, groups):
    """Every way in which so many people can belong to so many groups."""
    if groups == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in divisions(total - first, groups - 1):
            yield (first, *rest)


def pinned(worlds):
    """{(which number, its value)}: counts of 1 to 4 that are the same in every world that looks like this."""
    return {(at, values.pop()) for at, column in enumerate(zip(*worlds, strict=True))
            if len(values := set(column)) == 1 and 0 < min(values) < SMALLEST}  # fmt: skip


@pytest.mark.parametrize(("groups", "most"), [(2, 70), (3, 40), (4, 26)])
def test_no_division_of_a_known_total_gives_a_small_group_away(groups, most):
    """The attacker enumerates all divisions of each total and keeps those that would have been shown just so."""
    for total in range(most):
        looks = defaultdict(list)
        for counts in divisions(total, groups):
            looks[told([(c, 0) for c in counts], (total, 0))].append(counts)
        assert not any(map(pinned, looks.values())), total


def people(total, deaths, groups):
    """Every way in which victims, and the dead among them, can belong to so many groups."""
    survivors = list(divisions(total - deaths, groups))
    for dead in divisions(deaths, groups):
        for alive in survivors:
            yield [(d + a, d) for d, a in zip(dead, alive, strict=True)]


def numbers_of(world):
    """All that could be found out: victims, dead and survivors of each group."""
    return tuple(n for victims, dead in world for n in (victims, dead, victims - dead))


TOTALS = [(16, 3), (17, 16), (18, 17), (20, 10), (22, 15), (24, 9), (16, 0), (20, 20)]


@pytest.mark.parametrize(("total", "deaths"), [*TOTALS, (32, 16), (33, 16), (33, 17), (34, 17)])
def test_nor_do_the_deaths_beside_the_victims(total, deaths):
    looks = defaultdict(list)
    for world in people(total, deaths, 3 if total < 30 else 2):
        looks[told(world, (total, deaths))].append(numbers_of(world))
    assert not any(map(pinned, looks.values()))


@pytest.mark.parametrize(("total", "deaths"), [(32, 16), (33, 17), (40, 20), (44, 16), (44, 28), (57, 29)])
def test_nor_the_women_whom_the_statutory_form_tells_exactly(total, deaths):
    looks = defaultdict(list)
    for world in people(total, deaths, 2):
        shown, _ = told_beside_others(world[0], (total, deaths))
        looks[shown, world[0][0]].append(
            (world[0][1], world[0][0] - world[0][1], world[1][1], world[1][0] - world[1][1])
        )
    for known, worlds in looks.items():
        assert pinned(worlds) == set(), known


def test_hiding_only_what_is_small_would_give_it_away():
    """Why counts of 5 to 7 are hidden too: two groups hidden below five that make eight together are four and four."""
    hidden = [counts for counts in divisions(8, 2) if max(counts) < SMALLEST]
    assert hidden == [(4, 4)]
    assert [counts for counts in divisions(14, 2) if max(counts) < FEW] == [(7, 7)]


@pytest.mark.parametrize(("parts", "women"), [((1, 16), (1, 7)), ((1, 30), (1, 7))])
def test_why_parts_are_not_shown_beside_their_whole(parts, women):
    """Halves beside the year, communes beside the province: the few women of the smaller part could be worked out."""
    shown = [blurred(count, total) for count, total in zip(women, parts, strict=True)]
    whole = blurred(sum(women), sum(parts))
    worlds = [
        counts
        for counts in product(*(range(total + 1) for total in parts))
        if [blurred(count, total) for count, total in zip(counts, parts, strict=True)] == shown
        and blurred(sum(counts), sum(parts)) == whole
    ]
    assert worlds == [women]


counts = st.integers(0, 4000)


@given(st.lists(st.tuples(counts, st.floats(0, 1)), min_size=2, max_size=12))
@settings(max_examples=300, deadline=None)
def test_what_is_shown_is_true_and_never_small(drawn):
    groups = [(v, int(v * share)) for v, share in drawn]
    totals = sum(v for v, _ in groups), sum(d for _, d in groups)
    for shown, (victims, dead) in zip(told(groups, totals), groups, strict=True):
        for one, count, total in ((shown.victims, victims, totals[0]), (shown.deaths, dead, totals[1])):
            if one is not None:
                assert total >= LEAST_TOTAL
                assert one.low <= count <= one.high
                assert one.high - one.low >= 0 if one.shown else one.high - one.low >= FEW - 1
                assert one.shown is None or (one.shown >= FEW and one.shown % STEP == 0)
                assert one.shown is None or abs(one.shown - count) <= STEP // 2


def test_a_count_is_shown_the_same_wherever_it_stands():
    """Of one total the blurred numbers are in order and leave no gap: nothing lies between what two of them may be."""
    for total in range(LEAST_TOTAL, 60):
        seen = list(dict.fromkeys(blurred(count, total) for count in range(total + 1)))
        assert (seen[0].low, seen[-1].high) == (0, total)
        assert all(a.high + 1 == b.low for a, b in pairwise(seen))
    with pytest.raises(ValueError, match="5 of 4"):
        blurred(5, 4)
