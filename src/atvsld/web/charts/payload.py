"""What the script of a picture is handed: plain values, every number beside the text that the table has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext

from .classes import class_at
from .maps import MapUnit, PlaceMap
from .tables import Table, cell, table_of
from .values import Band, Chart, Number, Point, Role, Series


def payload(picture: Chart | PlaceMap, table: Table | None = None) -> dict[str, Any]:
    """A JSON object; its shape is documented where it is read, in `static/js/charts/picture.js`."""
    told = _map(picture) if isinstance(picture, PlaceMap) else _chart(picture, table or table_of(picture))
    words = {
        "missing": gettext("chưa có số liệu"),
        "open": gettext("Xem các vụ"),
        "failed": gettext("Chưa tải được hình. Các con số có ở bảng."),
    }
    return {"unit": str(picture.unit), "words": words, **told}


def _chart(chart: Chart, table: Table) -> dict[str, Any]:
    return {
        "kind": chart.kind,
        "categories": [str(c) for c in chart.categories],
        "series": [_series(s, chart.places) for s in chart.series],
        "bands": [_band(b, at, table, len(chart.series)) for at, b in enumerate(chart.bands)],
        "breaks": [{"at": chart.categories.index(b.after), "label": str(b.label)} for b in chart.breaks],
        "outside": list(chart.outside()),
        "notes": [row.note for row in table.rows],
    }


def _series(series: Series, places: int | None) -> dict[str, Any]:
    return {
        "label": str(series.label),
        "role": series.role,
        "points": [_point(p, places, series.role) for p in series.points],
    }


def _point(point: Point, places: int | None, role: Role = "value") -> dict[str, Any]:
    value = None if point.value is None else float(point.value)
    return {"value": value, "text": cell(point, places, role).text, "url": point.url, "small": point.is_small}


def _band(band: Band, at: int, table: Table, columns: int) -> dict[str, Any]:
    """A band is drawn where both its ends are known and finite; its text is that of its two columns."""
    column = columns + 2 * at
    texts = [[c.text for c in row.cells[column : column + 2]] for row in table.rows]
    return {"label": str(band.label), "lower": _drawn(band.lower), "upper": _drawn(band.upper), "text": texts}


def _drawn(values: Sequence[Number | None]) -> list[float | None]:
    return [None if v is None or math.isinf(v) else float(v) for v in values]


def _map(place_map: PlaceMap) -> dict[str, Any]:
    return {
        "kind": "map",
        "area": place_map.area,
        "file": static(place_map.file),
        "label": str(place_map.value_label),
        "units": {u.code: _unit(place_map, u) for u in place_map.shown},
    }


def _unit(place_map: PlaceMap, unit: MapUnit) -> dict[str, Any]:
    shade = None if unit.value is None else class_at(place_map.classes, unit.value, place_map.places).shade
    said = [unit.note, place_map.small if unit.is_small else ""]
    note = "; ".join(str(s) for s in said if s)
    return _point(unit.point, place_map.places) | {"label": unit.label, "shade": shade, "note": note}
