"""Boundaries on paper: degrees become points, and what is finer than a printer's dot is left out, but no islet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .shapes import Run, Spot

# One degree of longitude over one of latitude, in the middle of the country (16° N).
ASPECT = 0.96
# Corners nearer to the last one than this say nothing on paper; an islet is at least this large.
FINEST, ISLET = 0.3, 0.7


@dataclass(frozen=True)
class Fit:
    """How degrees lie in a box: in its middle, as large as it allows, north up."""

    scale: float
    left: float
    top: float

    @classmethod
    def of(cls, rings: Sequence[Run], x: float, y: float, width: float, height: float) -> Fit:
        """The fit of all these rings in a box."""
        across, up = [px * ASPECT for ring in rings for px, _ in ring], [py for ring in rings for _, py in ring]
        west, east, south, north = min(across), max(across), min(up), max(up)
        scale = min(width / ((east - west) or 1), height / ((north - south) or 1))
        left = x + (width - scale * (east - west)) / 2 - scale * west
        return cls(scale, left, y + (height - scale * (north - south)) / 2 + scale * north)

    def spot(self, degrees: Spot) -> Spot:
        return self.left + self.scale * ASPECT * degrees[0], self.top - self.scale * degrees[1]


def outline(rings: Sequence[Run], fit: Fit) -> tuple[Run, ...]:
    """The rings of a unit on paper; one too small to be seen becomes a square that can be."""
    return tuple(_thinned([fit.spot(corner) for corner in ring]) for ring in rings)


def _thinned(ring: Sequence[Spot]) -> Run:
    kept = [ring[0]]
    for x, y in ring[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((x, y))
    across, down = [x for x, _ in ring], [y for _, y in ring]
    if len(kept) < 3 or max(max(across) - min(across), max(down) - min(down)) < ISLET:
        x, y, half = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2, ISLET / 2
        return (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)
    return tuple(kept)
