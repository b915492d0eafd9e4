"""The units inside a unit: the worst and the best of them, beyond chance or not, and the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from ...base.numbers import vietnamese_number
from ...base.scope import Scope
from ...directives.overview import Overview
from ...figures.events import Happened
from ...figures.indicators.declared import REPORTING
from ...figures.ranking import Ranked, Ranking, rank_rates, rank_shares
from ...org.establishments.models import Establishment
from ...org.places.models import NATION, Place
from ..charts import MapUnit, PlaceMap
from .asked import Asked, Measure
from .lines import Line, Lines

MOST = 5
NOBODY = Happened()


@dataclass(frozen=True)
class Units:
    """The units of today inside the unit, in Vietnamese order, with their lines of the year."""

    places: Mapping[int, Place]
    lines: Mapping[int, Mapping[str, int]]

    @staticmethod
    def of(seen: Overview) -> Units:
        unit, places = seen.area.unit, Place.objects.in_force(seen.today)
        if unit is None:
            rows = places.filter(level=Place.Level.PROVINCE)
        elif seen.area.is_union:
            rows = places.filter(pk__in=seen.area.owners)
        elif unit.level == Place.Level.PROVINCE:
            rows = places.filter(level=Place.Level.COMMUNE, province=unit)
        else:
            rows = places.none()
        found = {place.pk: place for place in rows.in_vietnamese_order()}
        return Units(found, {pk: lines for pk, lines in seen.inside.items() if pk in found})

    def silent(self) -> list[Place]:
        """Those with establishments of which none reported and none had a case."""
        return [place for pk, place in self.places.items() if _is_silent(self.lines.get(pk, {}))]

    def count(self, pk: int, measure: Measure) -> tuple[int, int]:
        lines, indicator = self.lines.get(pk, {}), measure.indicator
        return lines.get(indicator.counted, 0), lines.get(indicator.over[REPORTING], 0)


def worst_and_best(seen: Overview, units: Units, asked: Asked) -> list[Lines]:
    """Two blocks; of a commune the establishments with the most victims are told by `establishments` instead."""
    measure = asked.measure
    pairs = {pk: units.count(pk, measure) for pk in units.places if not _is_silent(units.lines.get(pk, {}))}
    ranking: Ranking[int] = rank_shares(pairs) if measure.is_share else rank_rates(pairs)
    worst, best = (ranking.low, ranking.high) if measure.indicator.direction > 0 else (ranking.high, ranking.low)
    return [
        _block(gettext("Cần chú ý nhất"), worst, units, asked),
        _block(gettext("Tốt nhất"), best, units, asked),
    ]


def _block(title: str, ranked: tuple[Ranked[int], ...], units: Units, asked: Asked) -> Lines:
    lines = tuple(_line(one, units.places[one.key], asked) for one in ranked[:MOST])
    is_chance = bool(ranked) and not any(one.is_beyond_chance for one in ranked)
    note = gettext("Chưa nơi nào khác mức chung hơn ngẫu nhiên: chưa nên xếp hạng.") if is_chance else ""
    return Lines(title, lines, gettext("Không nơi nào khác mức chung."), len(ranked), note)


def _line(one: Ranked[int], place: Place, asked: Asked) -> Line:
    measure = asked.measure
    per = measure.indicator.per
    value = f"{vietnamese_number(one.rate * per, 1)} %" if measure.is_share else vietnamese_number(one.rate * per, 2)
    if measure.is_share:
        said = gettext("{part} trên {whole} cơ sở")
    elif measure.id == "deaths":
        said = gettext("{part} người chết trên {whole} lao động")
    else:
        said = gettext("{part} người bị nạn trên {whole} lao động")
    note = said.format(part=vietnamese_number(one.count), whole=vietnamese_number(one.exposure))
    if not one.is_beyond_chance:
        note = gettext("{note}; có thể do ngẫu nhiên").format(note=note)
    return Line(place.full_name, value, note, asked.url(unit=place.code))


def establishments(seen: Overview, scope: Scope) -> Lines:
    """The head offices of a commune with the most people killed, severely injured, hurt in the year."""
    order = sorted(seen.offices, key=lambda pk: _severity(seen.offices[pk]), reverse=True)
    visible = Establishment.objects.visible_to(scope).filter(pk__in=order[:MOST])
    names = dict(visible.values_list("pk", "name"))
    lines = tuple(_office(pk, names[pk], seen.offices[pk]) for pk in order[:MOST] if pk in names)
    empty = gettext("Chưa cơ sở nào có người bị nạn trong năm {year}.").format(year=seen.year)
    return Lines(gettext("Cơ sở có nhiều người bị nạn nhất"), lines, empty, len(order))


def _severity(lines: Mapping[str, int]) -> tuple[int, int, int]:
    return lines["deaths"], lines["severe"], lines["victims"]


def _office(pk: int, name: str, lines: Mapping[str, int]) -> Line:
    from django.urls import reverse

    parts = [
        ngettext("{n} người chết", "{n} người chết", lines["deaths"]) if lines["deaths"] else "",
        ngettext("{n} bị thương nặng", "{n} bị thương nặng", lines["severe"]) if lines["severe"] else "",
    ]
    numbers = (lines["deaths"], lines["severe"])
    note = ", ".join(p.format(n=vietnamese_number(n)) for p, n in zip(parts, numbers, strict=True) if p)
    victims = ngettext("{n} người bị nạn", "{n} người bị nạn", lines["victims"])
    said = victims.format(n=vietnamese_number(lines["victims"]))
    return Line(name, said, note, reverse("establishments-detail", args=[pk]))


def map_of(seen: Overview, units: Units, asked: Asked) -> PlaceMap | None:
    """The nation by province, a province of today by commune; None of what has no map of its own."""
    unit, measure = seen.area.unit, asked.measure
    if unit is not None and (seen.area.is_union or unit.level != Place.Level.PROVINCE):
        return None
    if measure.is_share:
        title, said = gettext("Tỷ lệ cơ sở tham gia báo cáo năm {year}"), gettext("Tỷ lệ")
    elif measure.id == "deaths":
        title, said = gettext("Người chết theo nơi xảy ra, năm {year}"), str(measure.map_label)
    else:
        title, said = gettext("Người bị nạn theo nơi xảy ra, năm {year}"), str(measure.map_label)
    return PlaceMap(
        id="overview-map", title=title.format(year=seen.year), area=NATION if unit is None else unit.code,
        units=[_on_map(seen, units, pk, place, asked) for pk, place in units.places.items()],
        unit="%" if measure.is_share else gettext("người"), value_label=said, places=1 if measure.is_share else 0,
        note=_unplaced(seen, measure),
    )  # fmt: skip


def _on_map(seen: Overview, units: Units, pk: int, place: Place, asked: Asked) -> MapUnit:
    """What nobody said anything of is unknown, never zero."""
    measure, url = asked.measure, asked.url(unit=place.code)
    if measure.is_share:
        part, whole = units.count(pk, measure)
        return MapUnit(place.code, place.full_name, 100 * part / whole if whole else None, url)
    happened = seen.events.units.get(pk)
    if happened is None and _is_silent(units.lines.get(pk, {})):
        return MapUnit(place.code, place.full_name, None, url)
    return MapUnit(place.code, place.full_name, getattr(happened or NOBODY, measure.on_map), url)


def _unplaced(seen: Overview, measure: Measure) -> str:
    happened = seen.events.units.get(None)
    number = getattr(happened, measure.on_map) if happened and measure.on_map else 0
    if not number:
        return ""
    said = gettext("Ngoài ra {n} người ở vụ chưa xác định được nơi xảy ra, không có trên bản đồ.")
    return said.format(n=vietnamese_number(number))


def _is_silent(lines: Mapping[str, int]) -> bool:
    return not (lines.get("establishments_reporting") or lines.get("victims"))
