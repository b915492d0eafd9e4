"""How much a page holds: what is printed smaller, shorter or not at all, in declared steps, until it is one page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Density:
    """`size`: points of the usual letters; `picture`: points a picture is high. The others are how many at most:
    targets, sentences and footnotes, lines of a block, letters of a text. `says`: whether a target has its sentence; a
    warning it always has.
    """

    size: float
    picture: float
    targets: int
    sentences: int
    items: int
    letters: int
    says: bool = True


# From the roomiest to what holds anything. First letters and pictures shrink, then the least important goes: the last
# lines of blocks, sentences of targets, at the very end whatever is too long.
DENSITIES = (
    Density(10.5, 185, 12, 6, 8, 400),
    Density(10, 165, 12, 6, 6, 300),
    Density(9.5, 150, 12, 5, 6, 220),
    Density(9, 140, 12, 5, 5, 180),
    Density(8.5, 130, 12, 4, 5, 150),
    Density(8, 120, 12, 4, 5, 130),
    Density(8, 115, 12, 4, 4, 120, says=False),
    Density(7.5, 110, 12, 3, 3, 100, says=False),
    Density(7, 100, 9, 3, 3, 70, says=False),
    Density(6.5, 95, 9, 2, 2, 60, says=False),
    Density(6.5, 90, 6, 2, 2, 45, says=False),
)
