"""How much of each kind waits: for a person, or in a unit whose figures the person sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from ...base.language import Words
from ...base.scope import Scope, ScopePart
from ...org.places.areas import Area
from ...org.places.lineage import lineage_ids
from ...org.places.models import NATION, Place
from .holding import tally_of
from .kind import Asked, Due, Tally, WorkKind
from .kinds import KINDS


@dataclass(frozen=True)
class WorkCount:
    """One kind: how many wait, for how many days the oldest does (None: unknown), how many are beyond their day.

    `due` is the day where all share one, `overdue_days` by how much it is over; `url` opens exactly these rows.
    """

    id: str
    label: Words
    count: int
    oldest_days: int | None
    overdue: int
    url: str
    due: Due | None = None
    overdue_days: int = 0
    overdue_said: Words = ""

    @property
    def late(self) -> str:
        """How many are beyond their day, in words."""
        return str(self.overdue_said).format(n=number_format(self.overdue, force_grouping=True))


def counts(
    scope: Scope, unit: Place | None, today: date | None = None, kinds: Iterable[WorkKind] = KINDS
) -> list[WorkCount]:  # fmt: skip
    """What is left undone in a unit (None: the nation) as far as the person sees it there, the most pressing first.

    Kinds of which nothing waits are left out; a stranger, or somebody of another unit, is told nothing.
    """
    day = today or timezone.localdate()
    within, query = in_unit(scope, unit, day), query_of(unit)
    return pressing(
        worked(kind, asked, query) for kind in kinds if (asked := asked_of(within, kind, day, is_acting=False))
    )


def query_of(unit: Place | None) -> str:
    """What the address of a kind's page has after it, for the work of one unit."""
    return f"?unit={unit.pk if unit else NATION}"


def own_counts(scope: Scope, today: date | None = None) -> list[WorkCount]:
    """What the person may do now, the most pressing first."""
    return [work for _kind, _asked, work in own_work(scope, today or timezone.localdate())]


def own_work(scope: Scope, today: date) -> list[tuple[WorkKind, Asked, WorkCount]]:
    """What the person may do now, the most pressing first."""
    asked = [(kind, found) for kind in KINDS if (found := asked_of(scope, kind, today, is_acting=True))]
    done = {kind.id: (kind, found, worked(kind, found)) for kind, found in asked}
    return [done[work.id] for work in pressing(work for _kind, _asked, work in done.values())]


def left_undone(scope: Scope, today: date) -> list[WorkCount]:
    """What waits in the units that the person watches over: places and zones, not single cases or establishments."""
    over = _with(scope, (p for p in scope.parts if p.everywhere or p.place_ids or p.zone_ids))
    found = [(kind, asked_of(over, kind, today, is_acting=False)) for kind in KINDS]
    return pressing(worked(kind, asked) for kind, asked in found if asked)


def asked_of(scope: Scope, kind: WorkKind, today: date, *, is_acting: bool) -> Asked | None:
    """The part of the scope that may do (or see) this kind; None without one.

    Rows of divided units are left out: they are some unit's work once an officer has placed them.
    """
    if is_acting and kind.acts is None and scope.user_id is not None:
        return Asked(_with(scope, scope.parts), "", today)
    right = kind.acts if is_acting else kind.watches
    if right is None:
        return None
    parts = tuple(replace(part, part_place_ids=frozenset()) for part in scope.parts_for(*right))
    return Asked(_with(scope, parts), right[1], today) if parts else None


def worked(kind: WorkKind, asked: Asked, query: str = "") -> WorkCount:
    return _counted(kind, tally_of(kind, asked), asked.today, query)


def _counted(kind: WorkKind, tally: Tally, today: date, query: str) -> WorkCount:
    return WorkCount(
        kind.id, kind.label, tally.count, (today - tally.since).days if tally.since else None, tally.overdue,
        reverse("work-kind", args=[kind.id]) + query, tally.due, tally.due.days_over(today) if tally.due else 0,
        kind.overdue,
    )  # fmt: skip


def pressing(found: Iterable[WorkCount]) -> list[WorkCount]:
    """Those of which something waits: what is overdue first, then what is due soonest, then the oldest."""

    def order(work: WorkCount) -> tuple[bool, date, int]:
        return (not work.overdue, work.due.on if work.due else date.max, -(work.oldest_days or 0))

    return sorted((work for work in found if work.count), key=order)


def in_unit(scope: Scope, unit: Place | None, today: date) -> Scope:
    """The scope narrowed to one unit: memberships that cover it whole, with the rows of the unit alone.

    A unit that has ended is the union of the communes that own its ground today.
    """
    if unit is None:
        return _with(scope, (part for part in scope.parts if part.everywhere))
    owners = Area.of(unit, today).owners
    rows = frozenset(lineage_ids(owners, whole_only=True))
    communes = {place.pk: place.province_id for place in Place.objects.filter(pk__in=owners)}

    def covers(part: ScopePart) -> bool:
        if part.everywhere:
            return True
        return bool(communes) and all({pk, above} & part.place_ids for pk, above in communes.items())

    narrowed = (
        replace(part, everywhere=False, place_ids=rows, part_place_ids=frozenset(), establishment_ids=frozenset(),
                zone_ids=frozenset(), agency_ids=frozenset(), case_ids={})
        for part in scope.parts if covers(part)
    )  # fmt: skip
    return _with(scope, narrowed)


def _with(scope: Scope, parts: Iterable[ScopePart]) -> Scope:
    """The same person with these rights alone (that of a request is a lazy wrapper, which `replace` refuses)."""
    return Scope(scope.user_id, scope.user_label, tuple(parts))
