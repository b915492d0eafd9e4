"""The table beside a picture: the same numbers, their addresses, and in words what the picture tells by its shape."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.numbers import vietnamese_number
from .classes import class_at
from .maps import PlaceMap
from .values import Band, Chart, Number, Point, Role

NOTHING = "–"
SMALL = _("ít trường hợp: con số dao động nhiều")


@dataclass(frozen=True)
class Cell:
    """What a cell says; nothing where the number is unknown."""

    text: str
    url: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Row:
    head: str
    cells: tuple[Cell, ...]
    note: str


@dataclass(frozen=True)
class Table:
    """Heads with the scope of a column, rows with the scope of a row; a last column of notes where any row has one."""

    corner: Words
    heads: tuple[Words, ...]
    rows: tuple[Row, ...]

    @property
    def has_notes(self) -> bool:
        return any(row.note for row in self.rows)


def table_of(picture: Chart | PlaceMap) -> Table:
    return _of_map(picture) if isinstance(picture, PlaceMap) else _of_chart(picture)


def cell(point: Point, places: int | None, role: Role = "value") -> Cell:
    """A number that nobody knows is said to be unknown; a target or a limit that does not exist is a stroke."""
    if point.value is None:
        is_missing = role in ("value", "previous")
        return Cell(gettext("chưa có số liệu") if is_missing else NOTHING, point.url, is_known=not is_missing)
    return Cell(vietnamese_number(point.value, places), point.url)


def _of_chart(chart: Chart) -> Table:
    columns: list[tuple[Words, tuple[Cell, ...]]] = [
        (s.label, tuple(cell(p, chart.places, s.role) for p in s.points)) for s in chart.series
    ]
    for band in chart.bands:
        columns += _ends(band, chart.places)
    notes = _notes(chart)
    rows = tuple(
        Row(category, tuple(cells[at] for _head, cells in columns), notes[at])
        for at, category in enumerate(chart.categories)
    )
    return Table(chart.category_label, tuple(head for head, _cells in columns), rows)


def _ends(band: Band, places: int | None) -> list[tuple[Words, tuple[Cell, ...]]]:
    heads = (gettext("{band}: từ"), gettext("{band}: đến"))
    return [
        (head.format(band=band.label), tuple(_end(v, places) for v in values))
        for head, values in zip(heads, (band.lower, band.upper), strict=True)
    ]


def _end(value: Number | None, places: int | None) -> Cell:
    if value is None:
        return Cell(NOTHING)
    return Cell("∞" if math.isinf(value) else vietnamese_number(value, places))


def _notes(chart: Chart) -> list[str]:
    """For each category: breaks, points outside the limits, notes of its numbers."""
    outside = {"above": gettext("trên giới hạn trên"), "below": gettext("dưới giới hạn dưới"), "": ""}
    breaks = {chart.categories.index(b.after) + 1: b.label for b in chart.breaks}
    notes = []
    for at, where in enumerate(chart.outside()):
        small = SMALL if chart.value.points[at].is_small else ""
        said = [breaks.get(at, ""), outside[where], *(s.points[at].note for s in chart.series), small]
        notes.append("; ".join(dict.fromkeys(str(s) for s in said if s)))
    return notes


def _of_map(place_map: PlaceMap) -> Table:
    ordered = sorted(place_map.shown, key=lambda u: (u.value is None, -(u.value or 0)))
    rows = []
    for unit in ordered:
        said = [unit.note, place_map.small if unit.is_small else ""]
        if unit.value is None:
            group = Cell("", is_known=False)
        else:
            group = Cell(class_at(place_map.classes, unit.value, place_map.places).text)
        note = "; ".join(str(s) for s in said if s)
        rows.append(Row(unit.label, (cell(unit.point, place_map.places), group), note))
    value = place_map.value_label or place_map.unit or gettext("Giá trị")
    return Table(place_map.category_label, (value, gettext("Nhóm màu")), tuple(rows))
