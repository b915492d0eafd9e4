"""Which density a page needs: the measured height chooses, so that a page is not laid out over and over."""

from __future__ import annotations

from collections.abc import Sequence

from .density import DENSITIES, Density
from .measure import height_of
from .page import HEIGHT, page_of
from .values import Briefing


def densities_for(briefing: Briefing, room: float = HEIGHT) -> Sequence[Density]:
    """The densities from the roomiest whose page should be no higher than `room`, to the densest; never none."""
    fitting = (at for at, density in enumerate(DENSITIES) if height_of(page_of(briefing, density)) <= room)
    return DENSITIES[next(fitting, len(DENSITIES) - 1) :]
