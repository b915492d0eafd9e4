"""Pictures drawn without a browser, for paper: one layout from the same values as on the page, as SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..legends import legend
from ..maps import PlaceMap
from ..summaries import summary
from ..values import Chart, Kind
from .control import control
from .keys import column_of, drawn, rows_of, widest
from .map import place_map
from .months import months
from .paint import SMALL
from .png import png
from .ranking import ranking
from .shapes import Drawing, Shape
from .svg import svg
from .yearly import yearly

__all__ = ["draw", "png", "svg"]

_KINDS: dict[Kind, Callable[[Chart, float, float], Iterator[Shape]]] = {
    "yearly": yearly, "months": months, "control": control, "ranking": ranking,
}  # fmt: skip
# A map in a box wider than this times its height has its legend beside it; in a higher one, below.
WIDE, COLUMN = 1.15, 0.4


def draw(picture: Chart | PlaceMap, width: float, height: float) -> Drawing:
    """The picture with its legend in a box of that many points; title, unit and note are for the page around it."""
    keys = legend(picture)
    if isinstance(picture, PlaceMap) and width > WIDE * height:
        wide = min(widest(keys), width * COLUMN)
        placed, high = column_of(keys, wide)
        beside = drawn(placed, width - wide, max(0.0, height - high) / 2)
        shapes = [*place_map(picture, width - wide - SMALL, height), *beside]
    else:
        placed, high = rows_of(keys, width)
        room = height - high - 3
        body = (
            place_map(picture, width, room)
            if isinstance(picture, PlaceMap)
            else _KINDS[picture.kind](picture, width, room)
        )
        shapes = [*body, *drawn(placed, 0, room + 3)]
    return Drawing(width, height, tuple(shapes), summary(picture))
