"""All that the leader's screen says of a unit in a year, gathered once for the page and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ...base.asking import asking_once
from ...base.language import Words
from ...base.numbers import vietnamese_number, vietnamese_signed
from ...base.scope import Scope
from ...directives.overview import Overview, overview
from ...directives.programmes import Programme
from ...org.places.anytime import label_of_unit
from ...org.places.models import NATION, Place
from ...statutes.words import noop
from ..charts import Chart, PlaceMap
from .asked import Asked, code_of
from .gaps import overdue_and_missing
from .lines import Line, Lines
from .months import has_word, months_picture, months_sentence, year_to_date
from .targets import ProgrammeTargets, TargetCard, programmes_of, watched
from .units import Units, establishments, map_of, worst_and_best

BASIS = noop(
    "Chỉ tiêu, tần suất và so sánh giữa các đơn vị đếm theo trụ sở chính phải báo cáo (như Phụ lục XIV); bản đồ, "
    "số theo tháng và hai con số đầu đếm theo nơi xảy ra. Địa giới hiện nay."
)


@dataclass(frozen=True)
class Tile:
    """A figure at the head of the screen: where it opens, and what it stands beside."""

    label: Words
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Screen:
    """`units`: the worst and the best inside; `overdue` and `missing`: what presses and what is not known."""

    unit: Words
    seen: Overview
    tiles: tuple[Tile, ...]
    programmes: tuple[ProgrammeTargets, ...]
    watched: tuple[TargetCard, ...]
    others: tuple[Programme, ...]
    units: tuple[Lines, ...]
    overdue: Lines
    missing: Lines
    map: PlaceMap | None
    months: Chart | None
    sentence: str
    above: Line | None = None

    @property
    def has_wide_targets(self) -> bool:
        """More targets than stand beside the months."""
        return bool(self.watched) or any(len(programme.cards) > 1 for programme in self.programmes)

    @property
    def basis(self) -> str:
        """By what the screen counts."""
        return gettext(BASIS)

    @property
    def year(self) -> int:
        return self.seen.year

    @property
    def is_running(self) -> bool:
        return self.seen.is_running


def screen_of(scope: Scope, asked: Asked, today: date) -> Screen:
    """Raises OutOfScope."""
    with asking_once():
        return _screen(scope, asked, today)


def _screen(scope: Scope, asked: Asked, today: date) -> Screen:
    seen = overview(scope, asked.place, asked.year, today=today)
    units, programmes = Units.of(seen), programmes_of(seen)
    cases = _Cases(seen, scope)
    if units.places:
        compared = tuple(worst_and_best(seen, units, asked))
    else:
        compared = (establishments(seen, scope),) if scope.may("establishments", "view") else ()
    overdue, missing = overdue_and_missing(seen, units, asked, scope)
    return Screen(
        unit=gettext("Cả nước") if asked.place is None else label_of_unit(asked.place, today), seen=seen,
        tiles=tuple(_tiles(seen, cases)), programmes=tuple(programmes), watched=tuple(watched(seen)),
        others=seen.others, units=compared,
        overdue=overdue, missing=missing,
        map=map_of(seen, units, asked), months=months_picture(seen, cases.of_month), sentence=months_sentence(seen),
        above=_above(scope, asked),
    )  # fmt: skip


@dataclass(frozen=True)
class _Cases:
    """The addresses of the people behind the figures, as far as the person may open them."""

    seen: Overview
    scope: Scope

    def of_month(self, month: str) -> str:
        return self._list(month=month, severity="fatal")

    def of_year(self, **more: str) -> str:
        return self._list(year=str(self.seen.year), **more)

    def _list(self, **asked: str) -> str:
        if not self.scope.may("victims", "view"):
            return ""
        unit = self.seen.area.unit
        query = asked if unit is None else {"unit": code_of(unit)} | asked
        return f"{reverse('victims-list')}?{urlencode(query)}"


def _tiles(seen: Overview, cases: _Cases) -> Iterator[Tile]:
    """Who died and who was hurt on this ground, and how many have reported."""
    year, before = seen.year, seen.year - 1
    deaths = sum(happened.deaths for (of, _m), happened in seen.events.months.items() if of == year)
    victims = sum(happened.victims for (of, _m), happened in seen.events.months.items() if of == year)
    severe = sum(happened.severe for (of, _m), happened in seen.events.months.items() if of == year)
    if not has_word(seen):
        yield Tile(gettext("Người chết trên địa bàn"), "–", gettext("chưa ai báo cáo"))
    else:
        note = ""
        if before in seen.years_with_word():
            earlier = year_to_date(seen, before)
            note = gettext("cùng kỳ {year}: {n} ({change})").format(
                year=before,
                n=vietnamese_number(earlier),
                change=vietnamese_signed(year_to_date(seen, year) - earlier, 0),
            )
        opens = cases.of_year(severity="fatal") if deaths else ""
        yield Tile(gettext("Người chết trên địa bàn"), vietnamese_number(deaths), note, opens)
        note = gettext("trong đó {n} bị thương nặng").format(n=vietnamese_number(severe))
        opens = cases.of_year() if victims else ""
        yield Tile(gettext("Người bị nạn trên địa bàn"), vietnamese_number(victims), note, opens)
    owed, told = seen.lines["establishments_known"], seen.lines["establishments_reporting"]
    share = f"{vietnamese_number(100 * told / owed, 1)} %" if owed else "–"
    note = gettext("{told} trên {owed} cơ sở, có vụ hoặc xác nhận không có").format(
        told=vietnamese_number(told), owed=vietnamese_number(owed)
    )
    query = urlencode({"unit": code_of(seen.area.unit), "year": year})
    yield Tile(gettext("Cơ sở đã báo cáo"), share, note, f"{reverse('unit-indicators')}?{query}")


def _above(scope: Scope, asked: Asked) -> Line | None:
    """The unit above, where the person may see it."""
    from ...figures.access import may_see_unit

    place = asked.place
    if place is None:
        return None
    above = place.province if place.level == Place.Level.COMMUNE else None
    if not may_see_unit(scope, above):
        return None
    unit = NATION if above is None else above.code
    return Line(gettext("Cả nước") if above is None else above.full_name, url=asked.url(unit=unit))
