"""A map: units in shades by their class, hatched where nobody knows the number; archipelagos named, far ones framed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ....base.documents.letters import lines
from ..boundaries import GEO
from ..classes import class_at
from ..maps import MapUnit, PlaceMap
from .hatching import hatched
from .outlines import Fit, outline
from .paint import EDGE, INK, INK_SOFT, LEADING, PAPER, SHADES, SMALL
from .shapes import Area, Run, Shape, Stroke, Text, box, written

# A far archipelago: its frame at the upper right, as shares of the picture; the words stand on its lower edge.
LEFT, TOP, WIDE, HIGH = 0.7, 0.02, 0.28, 0.4
# The share of the width that is left to the province beside such a frame.
BESIDE = 0.66


@dataclass(frozen=True)
class Feature:
    """A unit as the file of boundaries has it: rings of degrees."""

    code: str
    rings: tuple[Run, ...]


def place_map(picture: PlaceMap, width: float, height: float) -> Iterator[Shape]:
    shape = json.loads((GEO.parent / picture.file).read_text("utf-8"))
    features = [_feature(one) for one in shape["features"]]
    insets = shape.get("insets", [])
    apart = {inset["code"] for inset in insets}
    main = [one for one in features if one.code not in apart]
    fit = Fit.of([ring for one in main for ring in one.rings], 1, 1, width * (BESIDE if insets else 1) - 2, height - 2)
    yield from _units(picture, main, fit)
    for inset in insets:
        yield from _inset(picture, inset, [one for one in features if one.code == inset["code"]], width, height)
    for named in shape.get("labels", []):
        yield from _named(named["text"], fit.spot(tuple(named["at"])), width)


def _feature(one: dict[str, Any]) -> Feature:
    geometry = one["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = tuple(tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)
    return Feature(one["properties"]["code"], rings)


def _units(picture: PlaceMap, features: Sequence[Feature], fit: Fit) -> Iterator[Shape]:
    units = {u.code: u for u in picture.shown}
    edge = Stroke(EDGE, 0.4 if picture.is_nation else 0.3)
    small: list[Shape] = []
    for feature in features:
        rings, unit = outline(feature.rings, fit), units.get(feature.code)
        shade = _shade(picture, unit)
        yield Area(rings, PAPER if shade is None else SHADES[shade], edge)
        if shade is None:
            yield hatched(rings)
        if unit and unit.is_small:
            x, y = _middle(rings)
            small.append(Text("*", (x, y + 5), 10, "middle", PAPER if (shade or 0) > 2 else INK, bold=True))
    yield from small


def _shade(picture: PlaceMap, unit: MapUnit | None) -> int | None:
    if unit is None or unit.value is None:
        return None
    return class_at(picture.classes, unit.value, picture.places).shade


def _middle(rings: Sequence[Run]) -> tuple[float, float]:
    """The centre of the box around the largest part."""

    def size(ring: Run) -> float:
        return (max(x for x, _y in ring) - min(x for x, _y in ring)) * (
            max(y for _x, y in ring) - min(y for _x, y in ring)
        )

    ring = max(rings, key=size)
    return (min(x for x, _y in ring) + max(x for x, _y in ring)) / 2, (
        min(y for _x, y in ring) + max(y for _x, y in ring)
    ) / 2


def _inset(
    picture: PlaceMap, inset: dict[str, str], features: Sequence[Feature], width: float, height: float
) -> Iterator[Shape]:
    x, y, wide, high = width * LEFT, height * TOP, width * WIDE, height * HIGH
    told = lines(inset["text"], SMALL, wide - 4)
    step = SMALL * LEADING
    words = step * len(told) + 3
    fit = Fit.of([ring for one in features for ring in one.rings], x + 4, y + 4, wide - 8, high - 8 - words)
    yield from _units(picture, features, fit)
    yield box(x, y, wide, high, stroke=Stroke(EDGE, 0.7))
    first = y + high - words + SMALL
    yield from written(told, (x + wide / 2, first), SMALL, step, anchor="middle", colour=INK_SOFT)


def _named(text: str, at: tuple[float, float], width: float) -> Iterator[Shape]:
    """Above its islands: the name, below it the province; no word runs over the edge."""
    told = text.replace(" (", "\n(").split("\n")
    step = SMALL * LEADING
    half = max(Text(line, at, SMALL).width for line in told) / 2
    x = min(max(at[0], half + 1), width - half - 1)
    yield from written(told, (x, at[1] - step * (len(told) - 1)), SMALL, step, anchor="middle", colour=INK_SOFT)
