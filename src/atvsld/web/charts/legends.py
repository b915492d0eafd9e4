"""What the lines, bars and shades of a picture mean, in words beside a small drawing of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from ...base.language import Words
from ...base.numbers import vietnamese_number
from .maps import PlaceMap
from .summaries import missing
from .tables import SMALL
from .values import Chart, Series


@dataclass(frozen=True)
class Key:
    """`mark` names the drawing (`chart-key-MARK` of charts.css)."""

    mark: str
    text: Words


def legend(picture: Chart | PlaceMap) -> tuple[Key, ...]:
    return tuple(_of_map(picture) if isinstance(picture, PlaceMap) else _of_chart(picture))


def _of_chart(chart: Chart) -> Iterator[Key]:
    for series in chart.series:
        yield Key(_mark(chart, series), series.label)
    for band in chart.bands:
        yield Key("band", band.label)
    if len(chart.breaks) > 1:
        for number, found in enumerate(chart.breaks, 1):
            yield Key("break", gettext("{number}: {label}").format(number=number, label=found.label))
    if any(chart.outside()):
        yield Key("outside", gettext("ngoài giới hạn"))
    if any(p.is_small for p in chart.value.points) and chart.kind != "control":
        yield Key("open" if chart.kind == "yearly" else "small", SMALL)
    gaps = missing(chart)
    if gaps:
        yield Key("missing", gettext("chưa có số liệu: {gaps}").format(gaps=gaps))


def _mark(chart: Chart, series: Series) -> str:
    if series.role == "value":
        return "bar" if chart.kind in ("months", "ranking") else "value"
    return "tick" if chart.kind == "ranking" else series.role


def _of_map(place_map: PlaceMap) -> Iterator[Key]:
    for one in place_map.classes:
        yield Key(f"shade-{one.shade}", gettext("{range} ({count} đơn vị)").format(
            range=one.text, count=vietnamese_number(one.count)))  # fmt: skip
    unknown = sum(u.value is None for u in place_map.shown)
    if unknown:
        text = gettext("chưa có số liệu ({count} đơn vị)")
        yield Key("missing", text.format(count=vietnamese_number(unknown)))
    if any(u.is_small for u in place_map.units):
        yield Key("small", place_map.small)
