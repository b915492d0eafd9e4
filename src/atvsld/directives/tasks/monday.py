"""What a leader opens each Monday: by what was charged and by whom, the ten worst, and what changed in seven days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, Sum
from django.utils import timezone

from ...base.scope import STRANGER
from ...org.agencies.models import Agency
from ...org.places.lineage import lineage_ids
from ...org.places.models import Place
from .counting import Counts, Ground, by_cause, counted, with_past_status, with_status
from .models import Cause, Task, TaskEvent
from .occurrences import Occurrence, TaskTally
from .past_days import Told, told_of
from .status import OVERDUE, Stage

TEN, WEEK = 10, 7
OPEN_STAGES = (Stage.WAITING, Stage.ACCEPTED)


@dataclass(frozen=True)
class Line:
    """A programme, a province or an agency (`pk` None: bodies of the nation) and how many of its tasks stand how."""

    pk: int | None
    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Monday:
    """One ground on one day. `by` says what the lines of `groups` are: provinces of the nation, else agencies.

    `longest` are the ten that are overdue longest, `changed` the events of the seven days by kind, `fallen_due` how
    many became overdue in them and still are.
    """

    ground: Ground
    day: date
    by: str
    causes: list[Line]
    groups: list[Line]
    longest: list[Occurrence]
    changed: Counter[str]
    fallen_due: int

    @property
    def total(self) -> Counter[str]:
        return sum((line.counts for line in self.groups), Counter())

    @property
    def worst(self) -> list[Line]:
        """The ten with most overdue; of as many, the one with the larger share."""
        late = [line for line in self.groups if line.counts[OVERDUE]]
        return sorted(late, key=lambda line: (-line.counts[OVERDUE], line.total, line.name))[:TEN]


def monday(ground: Ground, day: date, today: date | None = None) -> Monday:
    """Everything of the page. Who may see the ground was asked before (`counting.ground_for`)."""
    now = today or timezone.localdate()
    by = "province" if ground.is_nation else "agency"
    if ground.is_nation and day < now:
        told = told_of(day, lambda: _told(ground, by, day, now))
    else:
        told = _told(ground, by, day, now)
    return Monday(
        ground, day, by,
        _causes(by_cause(told.charges)),
        _named(told.groups, Place if by == "province" else Agency),
        _shown(told.longest),
        told.changed,
        told.fallen_due,
    )  # fmt: skip


def tell_yesterday() -> int:
    """Every night, so that no leader waits for it: the nation at the end of the day before."""
    yesterday = timezone.localdate() - timedelta(days=1)
    monday(Ground(STRANGER), yesterday)
    return 1


def _told(ground: Ground, by: str, day: date, now: date) -> Told:
    of_charges, of_groups = counted(ground, ("charge", by), day, now)
    first = day - timedelta(days=WEEK - 1)
    return Told(
        of_charges, of_groups, _longest(ground, day, now), _changed(ground, first, day), _fallen_due(ground, day, now)
    )


def _causes(found: Counts) -> list[Line]:
    known = Cause.objects.in_bulk([pk for pk in found if pk is not None])
    lines = [Line(pk, str(known[pk]), counter) for pk, counter in found.items() if pk in known]
    return sorted(lines, key=lambda line: (-line.counts[OVERDUE], -line.total, line.name))


def _named(found: Counts, model: type[Place] | type[Agency]) -> list[Line]:
    name = "full_name" if model is Place else "name_vi"
    rows = model.objects.filter(pk__in=[pk for pk in found if pk is not None]).order_by("sort_key", "pk")
    lines = [Line(pk, said, found[pk]) for pk, said in rows.values_list("pk", name)]
    return [*([Line(None, "", found[None])] if None in found else []), *lines]


def longest_overdue(ground: Ground, day: date, today: date) -> list[Occurrence]:
    """Ten of those that are overdue longest."""
    return _shown(_longest(ground, day, today))


def _longest(ground: Ground, day: date, today: date) -> list[int]:
    rows = ground.rows()
    if day >= today:
        late = rows.filter(stage__in=OPEN_STAGES, due_now__lt=day).values_list("due_now", "pk")
        # Asked for ten in order, a database walks all days of the nation to find a commune's few.
        first = sorted(late) if ground.is_small else late.order_by("due_now", "pk")[:TEN]
        keys = [pk for _due, pk in islice(first, TEN)]
    else:
        late = with_past_status(rows, day).filter(status=OVERDUE)
        plain = list(late.order_by("due_on", "pk").values_list("due_on", "pk")[:TEN])
        tangled = ((then.due_on, then.row.pk) for then in ground.tangled(day) if then.status == OVERDUE)
        keys = [pk for _due, pk in islice(sorted([*plain, *tangled]), TEN)]
    return keys


def _shown(keys: Sequence[int]) -> list[Occurrence]:
    found = Occurrence.objects.select_related("charge", "agency", "task").in_bulk(keys)
    return [found[key] for key in keys]


def _changed(ground: Ground, first: date, last: date) -> Counter[str]:
    rows = TaskEvent.objects.filter(on__range=(first, last))
    if ground.is_own:
        rows = rows.filter(task__in=Task.objects.visible_to(ground.scope))
    elif ground.place is not None:
        rows = rows.filter(ground.clause())
    return Counter(dict(rows.order_by().values_list("kind").annotate(n=Count("*"))))


def _fallen_due(ground: Ground, day: date, today: date) -> int:
    week = (day - timedelta(days=WEEK), day - timedelta(days=1))
    if day < today:
        return _fallen_due_then(ground, week, day)
    if ground.is_small:
        return with_status(ground.rows(), day).filter(status=OVERDUE, due_now__range=week).count()
    sums = TaskTally.objects.filter(stage__in=OPEN_STAGES, due_now__range=week)
    if ground.place is not None:
        sums = sums.filter(province_id__in=sorted(lineage_ids([ground.place.pk], whole_only=True)))
    return sums.aggregate(n=Sum("n"))["n"] or 0


def _fallen_due_then(ground: Ground, week: tuple[date, date], day: date) -> int:
    plain = with_past_status(ground.rows(), day).filter(due_on__range=week, status=OVERDUE).count()
    late = (then.due_on for then in ground.tangled(day) if then.status == OVERDUE)
    return plain + sum(due is not None and week[0] <= due <= week[1] for due in late)
