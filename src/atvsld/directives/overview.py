"""A unit at a glance, as its leaders ask: targets, the units inside it, what happened on its ground, who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from ..base.asking import asking_once
from ..base.scope import Scope
from ..figures.access import require_unit
from ..figures.events import Events, events_in
from ..figures.indicators.counting import Gathered
from ..figures.indicators.ground import Ground
from ..figures.indicators.inside import lines_inside, lines_of_offices
from ..figures.indicators.series import Counted, count_gathered
from ..figures.indicators.years import Years
from ..figures.lake import Snapshot, snapshot
from ..figures.tables.population import FACTS
from ..org.places.areas import Area
from ..org.places.basis import NOW
from ..org.places.models import Place
from .assessment import Assessment, assess_counted, years_of
from .owners import Owned, ask_units
from .programmes import PROGRAMMES, Programme

# A month is seen beside the same month of so many years before.
YEARS_BEFORE = 5


@dataclass(frozen=True)
class Judged:
    """A programme in the year, and while that year runs also in the last one that is over."""

    now: Assessment
    last: Assessment | None

    @property
    def programme(self) -> Programme:
        return self.now.programme


@dataclass(frozen=True)
class Overview:
    """A unit in a year, of one moment.

    `programmes` are those that the unit answers for; `others` hold only on a part of its ground, or on more than it.
    `inside`: lines of the year by row of the unit inside (None: of no certain one), empty for a commune, of which
    `offices` has the lines by head office instead.
    """

    area: Area
    year: int
    today: date
    counted: Counted
    events: Events
    programmes: tuple[Judged, ...] = ()
    others: tuple[Programme, ...] = ()
    inside: Mapping[int | None, Mapping[str, int]] = field(default_factory=dict)
    offices: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def is_running(self) -> bool:
        """Whether the year is not over."""
        return self.today <= date(self.year, 12, 31)

    @property
    def lines(self) -> Mapping[str, int]:
        """What the cases of the year count for the whole unit."""
        return self.counted.cases[self.year].lines

    def years_with_word(self) -> list[int]:
        """The years before, of those compared, in which anybody on this ground reported or anything was recorded.

        The others are silent, not free of accidents.
        """
        before = range(self.year - YEARS_BEFORE, self.year)
        recorded = {year for year, _month in self.events.months}
        told = {
            y for y in before if y in self.counted.cases and self.counted.cases[y].lines["establishments_reporting"]
        }
        return [year for year in before if year in recorded | told]


def overview(scope: Scope, place: Place | None, year: int, *, today: date | None = None) -> Overview:
    """The unit (None: the nation) in the year, on the map of today. Raises OutOfScope."""
    day = today or timezone.localdate()
    with asking_once():
        area = Area.of(place, day)
        require_unit(scope, place, area)
        own, others = _programmes(area, day) if scope.may("programmes", "view") else ([], [])
        with snapshot(*FACTS) as taken:
            return _seen(taken, area, year, day, own, tuple(others))


def _seen(
    taken: Snapshot, area: Area, year: int, today: date, own: Iterable[tuple[Programme, Owned]],
    others: tuple[Programme, ...],
) -> Overview:  # fmt: skip
    own = list(own)
    first = min([year - YEARS_BEFORE, *(years_of(p, year).first for p, owned in own if owned.area.unit == area.unit)])
    gathered = Gathered.of(taken, Ground(area, Years(first, year), NOW))
    counted = count_gathered(gathered)
    has_units = area.is_union or area.unit is None or area.unit.level == Place.Level.PROVINCE
    inside = lines_inside(gathered, year) if has_units else {}
    offices = {} if has_units else lines_of_offices(gathered, year)
    judged = tuple(_judged(taken, p, owned, year, today, counted) for p, owned in own)
    events = events_in(taken, area, Years(year - YEARS_BEFORE, year), today)
    return Overview(area, year, today, counted, events, judged, others, inside, offices)


def _judged(taken: Snapshot, programme: Programme, owned: Owned, year: int, today: date, counted: Counted) -> Judged:
    of_it: Counted | None = counted
    if not programme.targets:
        of_it = None
    elif owned.area.unit != counted.area.unit:
        of_it = count_gathered(Gathered.of(taken, Ground(owned.area, years_of(programme, year), NOW)))
    now = assess_counted(programme, owned, year, of_it, today)
    is_over = date(year, 12, 31) < today
    return Judged(now, None if is_over else assess_counted(programme, owned, year - 1, of_it, today))


def _programmes(area: Area, today: date) -> tuple[list[tuple[Programme, Owned]], list[Programme]]:
    """(those that the unit answers for, others on its ground).

    It answers for its own, and for that of a unit of its level whose whole ground came to it.
    """
    own, others = [], []
    for programme, owned in _owned(today):
        if owned.unit == area.unit or (_is_within(owned.area, area) and _is_of_level(owned, area)):
            own.append((programme, owned))
        elif owned.unit is None or area.unit is None:
            continue
        elif _is_within(owned.area, area) or area.owners & owned.area.owners:
            others.append(programme)
    return own, others


def _owned(today: date) -> Iterator[tuple[Programme, Owned]]:
    ask_units(programme.owner for programme in PROGRAMMES.values())
    for programme in PROGRAMMES.values():
        yield programme, Owned.of(programme.owner, today)


def _is_of_level(owned: Owned, area: Area) -> bool:
    return owned.unit is not None and area.unit is not None and owned.unit.level == area.unit.level


def _is_within(inner: Area, outer: Area) -> bool:
    """Whether all ground of the one lies in the other, a unit that stands today."""
    if outer.unit is None or outer.is_union or not inner.owners:
        return False
    level, row = outer.unit.level, outer.unit.pk
    return all(getattr(outer.graph.on(owner, outer.today), level) == row for owner in inner.owners)
