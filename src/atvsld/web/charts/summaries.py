"""The sentence that stands for a picture: read out instead of it, in the numbers that matter first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from django.utils.translation import gettext, ngettext

from ...base.numbers import vietnamese_number
from .maps import PlaceMap
from .values import Chart, Number


def summary(picture: Chart | PlaceMap) -> str:
    """The summary that the picture was given, else one made from its numbers."""
    if picture.summary:
        return str(picture.summary)
    said = _MADE["map" if isinstance(picture, PlaceMap) else picture.kind](picture)
    return " ".join([f"{picture.title}.", *said, gettext("Bảng số liệu đứng cạnh hình.")])


def missing(chart: Chart) -> str:
    """The categories whose value nobody knows, in one text: «2018, 2021 – 2024»; "" when all are known."""
    pairs = zip(chart.categories, chart.value.points, strict=True)
    runs = [[c for c, _ in run] for unknown, run in groupby(pairs, lambda pair: pair[1].value is None) if unknown]
    return ", ".join(f"{run[0]} – {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _known(chart: Chart) -> list[tuple[str, Number]]:
    pairs = zip(chart.categories, chart.value.points, strict=True)
    return [(category, point.value) for category, point in pairs if point.value is not None]


def _number(picture: Chart | PlaceMap, value: Number) -> str:
    return f"{vietnamese_number(value, picture.places)} {picture.unit}".strip()


def _nothing() -> list[str]:
    return [gettext("Chưa có số liệu.")]


def _yearly(chart: Chart) -> list[str]:
    known = _known(chart)
    if not known:
        return _nothing()
    (first, before), (last, now) = known[0], known[-1]
    said = [
        gettext("{category}: {value}.").format(category=category, value=_number(chart, value))
        for category, value in {first: before, last: now}.items()
    ]
    target = chart.of("target")
    wanted = target.points[chart.categories.index(last)].value if target else None
    if target and wanted is not None:
        text = gettext("{label} {category}: {value}.")
        said.append(text.format(label=target.label, category=last, value=_number(chart, wanted)))
    return said + _gaps(chart)


def _months(chart: Chart) -> list[str]:
    known = _known(chart)
    if not known:
        return _nothing()
    category, value = known[-1]
    text = gettext("Mới nhất, {category}: {value}.")
    return [text.format(category=category, value=_number(chart, value)), *_gaps(chart)]


def _control(chart: Chart) -> list[str]:
    if not _known(chart):
        return _nothing()
    outside = [category for category, where in zip(chart.categories, chart.outside(), strict=True) if where]
    if not outside:
        return [gettext("Không có điểm nào ngoài giới hạn."), *_gaps(chart)]
    text = ngettext("{n} điểm ngoài giới hạn: {where}.", "{n} điểm ngoài giới hạn: {where}.", len(outside))
    return [text.format(n=len(outside), where=", ".join(outside)), *_gaps(chart)]


def _gaps(chart: Chart) -> list[str]:
    gaps = missing(chart)
    return [gettext("Chưa có số liệu: {gaps}.").format(gaps=gaps)] if gaps else []


def _ends(picture: Chart | PlaceMap, pairs: Sequence[tuple[str, Number]]) -> list[str]:
    """The greatest and the least, with whose they are."""
    if not pairs:
        return _nothing()
    (most, high), (least, low) = max(pairs, key=lambda p: p[1]), min(pairs, key=lambda p: p[1])
    if high == low:
        said = gettext("Tất cả bằng nhau: {value}.") if len(pairs) > 1 else gettext("{category}: {value}.")
        return [said.format(category=most, value=_number(picture, high))]
    said = gettext("Cao nhất: {most}, {high}. Thấp nhất: {least}, {low}.")
    return [said.format(most=most, high=_number(picture, high), least=least, low=_number(picture, low))]


def _ranking(chart: Chart) -> list[str]:
    return _ends(chart, _known(chart)) + _gaps(chart)


def _map(place_map: PlaceMap) -> list[str]:
    known = [(u.label, u.value) for u in place_map.shown if u.value is not None]
    unknown = len(place_map.shown) - len(known)
    said = _ends(place_map, known)
    if known and unknown:
        said.append(
            ngettext(
                "{n} đơn vị chưa có số liệu.", "{n} đơn vị chưa có số liệu.", unknown
            ).format(n=unknown)
        )  # fmt: skip
    return said


_MADE: dict[str, Callable[..., list[str]]] = {
    "yearly": _yearly, "months": _months, "control": _control, "ranking": _ranking, "map": _map,
}  # fmt: skip
