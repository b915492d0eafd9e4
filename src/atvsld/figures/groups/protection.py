"""What those see of a group who may not see exact figures of it: numbers so blurred that nobody in them is told apart.

Exact totals stand elsewhere (Phụ lục XIV is open to all who see figures), so whoever reads a blurred number may
subtract it. Three rules, each looking only at a count and its total, let every subtraction end in several numbers:

* of fewer than `LEAST_TOTAL` people nothing is told by group;
* a count below `FEW`, or one that leaves so few others, is told as a range;
* any other is rounded to the nearest multiple of `STEP`.

Counts of 1 to 4 are the ones to protect (below `SMALLEST`). Hiding those up to 7 leaves no way down to them: where all
groups lie at the end of what they may be, the hidden ones are then 7 and not 4. What is told never depends on whether
something could be worked out, for that itself would tell: only on totals that everybody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST = 5
STEP = 5
# Rounded to a multiple of 5 these would be 0 or 5.
FEW = 8
LEAST_TOTAL = 2 * FEW
# Victims, and how many of them died.
Counts = tuple[int, int]


@dataclass(frozen=True)
class Blurred:
    """A count as it is shown: any number from `low` to `high`; `shown` where one number is named for all of them."""

    low: int
    high: int
    shown: int | None = None

    @staticmethod
    def exactly(count: int) -> Blurred:
        """A count as it is, for who may see it."""
        return Blurred(count, count, count)

    def __add__(self, other: Blurred) -> Blurred:
        """What the reader can say of two such counts together."""
        return Blurred(self.low + other.low, self.high + other.high)


@dataclass(frozen=True)
class Told:
    """What is shown of a group: each None where nothing is told."""

    victims: Blurred | None = None
    deaths: Blurred | None = None


def blurred(count: int, total: int) -> Blurred | None:
    """The count of a group among `total` people; None when nothing is told. ValueError when it is none of the total."""
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total}")
    if total < LEAST_TOTAL:
        return None
    if count < FEW:
        return Blurred(0, FEW - 1)
    half = STEP // 2
    shown, largest = ((number + half) // STEP * STEP for number in (count, total - FEW - STEP + 1))
    if shown <= largest:
        return Blurred(shown - half, shown + half, shown)
    return Blurred(largest + half + 1, total)


def told(groups: Sequence[Counts], totals: Counts) -> tuple[Told, ...]:
    """The groups of a partition.

    Where enough people died and enough did not, both are blurred, each among its own, and the victims are what the two
    make together: a third number would bound them. Else the victims are blurred and the deaths are not told.
    """
    victims, deaths = totals
    if not are_deaths_told(totals):
        return tuple(Told(blurred(count, victims)) for count, _ in groups)
    found = []
    for count, died in groups:
        dead, alive = blurred(died, deaths), blurred(count - died, victims - deaths)
        assert dead is not None and alive is not None
        found.append(Told(dead + alive, dead))
    return tuple(found)


def told_beside_others(group: Counts, totals: Counts) -> tuple[Told, Told]:
    """A group whose victims stand exactly in the statutory form, as women do, and everybody else.

    A third group beside them could then be bounded from both sides; of two, each leaves the other its whole range.
    """
    has_deaths = are_deaths_told(totals)
    pairs = (group, (totals[0] - group[0], totals[1] - group[1]))
    first, others = (
        Told(blurred(count, totals[0]), blurred(died, totals[1]) if has_deaths else None) for count, died in pairs
    )
    return first, others


def are_deaths_told(totals: Counts) -> bool:
    victims, deaths = totals
    return min(deaths, victims - deaths) >= LEAST_TOTAL
