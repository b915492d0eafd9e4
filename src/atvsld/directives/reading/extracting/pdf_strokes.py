"""The straight lines that a page of a PDF draws: strokes, and the thin filled boxes by which many programs do it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from .lattice import Stroke

# Thicker is a field of colour, shorter a dash or an ornament. Points.
THICK, SHORT = 3.0, 5.0
# A page of a document draws some hundred; a drawing or a map, many thousand.
MOST_OBJECTS, MOST_POINTS = 3_000, 12_000
Point = tuple[float, float]


def strokes_of(page: Any) -> list[Stroke]:
    """Nothing where the page is turned or draws too much: then its text is taken as it comes."""
    if page.get_rotation():
        return []
    found: list[Stroke] = []
    points = 0
    for count, drawn in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1)):
        parts, is_stroked = list(_parts(drawn)), _is_stroked(drawn)
        points += sum(map(len, parts))
        if count > MOST_OBJECTS or points > MOST_POINTS:
            return []
        for part in parts:
            found += _of_part(part, is_stroked)
    return found


def _of_part(points: Sequence[Point], is_stroked: bool) -> Iterator[Stroke]:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if right - left <= THICK or top - bottom <= THICK:
        yield from _line(left, bottom, right, top)
    elif is_stroked:
        for (x, y), (next_x, next_y) in pairwise(points):
            yield from _line(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))


def _line(left: float, bottom: float, right: float, top: float) -> Iterator[Stroke]:
    if top - bottom <= THICK and right - left >= SHORT:
        yield Stroke(True, (bottom + top) / 2, left, right)
    elif right - left <= THICK and top - bottom >= SHORT:
        yield Stroke(False, (left + right) / 2, bottom, top)


def _parts(drawn: Any) -> Iterator[list[Point]]:
    """The corners of each part of a path, on the paper; a closed part ends where it began. Curves are left out."""
    matrix, part = drawn.get_matrix(), list[Point]()
    x, y = ctypes.c_float(), ctypes.c_float()
    is_straight = True
    for number in range(min(pdfium.FPDFPath_CountSegments(drawn), MOST_POINTS)):
        piece = pdfium.FPDFPath_GetPathSegment(drawn, number)
        kind = pdfium.FPDFPathSegment_GetType(piece)
        pdfium.FPDFPathSegment_GetPoint(piece, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(part) > 1 and is_straight:
                yield part
            part, is_straight = [], True
        is_straight &= kind != pdfium.FPDF_SEGMENT_BEZIERTO
        part.append(matrix.on_point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(piece):
            part.append(part[0])
    if len(part) > 1 and is_straight:
        yield part


def _is_stroked(drawn: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    return bool(stroke.value)
