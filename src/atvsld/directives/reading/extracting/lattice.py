"""Tables by their lines: which cells the horizontal and vertical lines on a sheet of paper enclose.

Places are points from the left and from the bottom, as a PDF counts them. Plain geometry: nothing here knows of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Lines that are meant to meet are drawn so near to each other.
NEAR = 3.0
# A line may be interrupted by so much where another crosses it.
COVERED = 0.8


@dataclass(frozen=True)
class Stroke:
    """A line that lies (`is_flat`) at the height `at`, or stands at that distance from the left, between two ends."""

    is_flat: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Box:
    """A cell: its place in the grid, over how many columns and rows it goes, and where on the paper it lies."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Lattice:
    """A table: its cells row by row, and how high on the paper it reaches. `columns` are where its columns begin."""

    boxes: tuple[Box, ...]
    columns: tuple[float, ...]
    bottom: float
    top: float


def lattices(strokes: Iterable[Stroke]) -> list[Lattice]:
    """The tables, from the top of the paper downwards; a frame around one cell is none."""
    found = (_lattice(group) for group in _touching(_joined(strokes)))
    return sorted((table for table in found if table is not None), key=lambda table: -table.top)


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Pieces of one line, drawn cell by cell, as one."""
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda s: (s.is_flat, round(s.at / NEAR), s.start)):
        last = found[-1] if found else None
        if (
            last
            and last.is_flat == stroke.is_flat
            and abs(last.at - stroke.at) <= NEAR
            and stroke.start <= last.end + NEAR
        ):
            found[-1] = Stroke(last.is_flat, last.at, last.start, max(last.end, stroke.end))
        else:
            found.append(stroke)
    return found


def _goes_on(one: Stroke, other: Stroke) -> bool:
    return one.is_flat == other.is_flat and abs(one.at - other.at) <= NEAR and other.start <= one.end + NEAR


def _touching(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    """Groups of lines that cross or meet, directly or by others."""
    left = set(range(len(strokes)))
    while left:
        group, frontier = [], [left.pop()]
        while frontier:
            one = frontier.pop()
            group.append(strokes[one])
            met = {other for other in left if _meet(strokes[one], strokes[other])}
            left -= met
            frontier += met
        yield group


def _meet(one: Stroke, other: Stroke) -> bool:
    if one.is_flat == other.is_flat:
        return False
    return one.start - NEAR <= other.at <= one.end + NEAR and other.start - NEAR <= one.at <= other.end + NEAR


def _lattice(strokes: Sequence[Stroke]) -> Lattice | None:
    flat = [stroke for stroke in strokes if stroke.is_flat]
    standing = [stroke for stroke in strokes if not stroke.is_flat]
    xs, ys = _places(stroke.at for stroke in standing), _places((stroke.at for stroke in flat), downwards=True)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    boxes = _boxes(xs, ys, flat, standing)
    if len(boxes) < 2:
        return None
    return Lattice(tuple(boxes), tuple(xs[:-1]), ys[-1], ys[0])


def _places(found: Iterable[float], *, downwards: bool = False) -> list[float]:
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > NEAR:
            places.append(place)
    return places[::-1] if downwards else places


def _boxes(
    xs: Sequence[float], ys: Sequence[float], flat: Sequence[Stroke], standing: Sequence[Stroke]
) -> list[Box]:  # fmt: skip
    """Row by row: from each corner that no cell has yet, to the right and down as far as no line parts it."""
    found: list[Box] = []
    taken: set[tuple[int, int]] = set()
    rows, columns = len(ys) - 1, len(xs) - 1
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while (
                column + wide < columns
                and (row, column + wide) not in taken
                and not _is_parted(standing, xs[column + wide], ys[row + 1], ys[row])
            ):
                wide += 1
            high = 1
            while row + high < rows and not any(
                _is_parted(flat, ys[row + high], xs[at], xs[at + 1]) for at in range(column, column + wide)
            ):
                high += 1
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            found.append(Box(row, column, high, wide, xs[column], ys[row + high], xs[column + wide], ys[row]))
    return found


def _is_parted(strokes: Iterable[Stroke], at: float, start: float, end: float) -> bool:
    """Whether lines at that place cover most of the way between these two."""
    covered = sum(
        max(0.0, min(stroke.end, end) - max(stroke.start, start)) for stroke in strokes if abs(stroke.at - at) <= NEAR
    )
    return covered >= COVERED * (end - start)
