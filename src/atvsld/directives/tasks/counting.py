"""How many stand how, today or on any past day, in a unit or among what somebody sees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When

from ...base.scope import Scope
from ...org.places.lineage import lineage_ids
from ...org.places.models import Place
from .models import Charge
from .occurrences import Occurrence, TaskTally
from .past import Then, tangled_then
from .status import (
    DONE_IN_TIME,
    DONE_LATE,
    IN_TIME,
    NO_DUE,
    NOT_ACCEPTED,
    NOT_OPEN,
    OVERDUE,
    SENT_BACK,
    WITHDRAWN,
    Stage,
)  # fmt: skip
from .tallies import NO_DAY

# Which column of an occurrence each grouping counts by.
BY = {"charge": "charge_id", "agency": "agency_id", "province": "province_id", "commune": "commune_id"}
Counts = dict[int | None, Counter[str]]
# The groups of what is counted, its status, how many.
Cell = tuple[Any, ...]
_SUMMED = frozenset({"charge", "province"})


@dataclass(frozen=True)
class Ground:
    """What is counted: the nation (`place` None), one unit with those it succeeds, or (`is_own`) what one sees."""

    scope: Scope
    place: Place | None = None
    is_own: bool = False
    _tangled: dict[date, list[Then]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_nation(self) -> bool:
        return self.place is None and not self.is_own

    @property
    def is_small(self) -> bool:
        """A commune, or what one agency has: some thousand rows."""
        return self.is_own or (self.place is not None and self.place.level == Place.Level.COMMUNE)

    def rows(self) -> QuerySet[Occurrence]:
        """The occurrences on this ground. Who may count there is asked before (`ground_for`)."""
        if self.is_own:
            return Occurrence.objects.visible_to(self.scope)
        return Occurrence.objects.filter(self.clause())

    def tangled(self, day: date) -> list[Then]:
        """The rows whose columns do not tell that day, folded once for all that is asked of it."""
        if day not in self._tangled:
            self._tangled[day] = list(tangled_then(self.rows(), day))
        return self._tangled[day]

    def clause(self) -> Q:
        """Of occurrences, tasks and events alike."""
        if self.place is None:
            return Q()
        ids = sorted(lineage_ids([self.place.pk], whole_only=True))
        return Q(commune_id__in=ids) if self.place.level == Place.Level.COMMUNE else Q(province_id__in=ids)


def ground_for(scope: Scope, place: Place | None, *, is_own: bool = False) -> Ground | None:
    """The ground of a unit for somebody one of whose memberships covers it whole; None for anybody else."""
    parts = scope.parts_for("tasks", "view")
    if is_own:
        return Ground(scope, is_own=True) if parts else None
    for part in parts:
        if part.everywhere or (place is not None and part.place_ids & {place.pk, place.province_id}):
            return Ground(scope, place)
    return None


def counts(ground: Ground, by: str, day: date, today: date) -> Counts:
    """{group: {status: n}} at the end of the day. Withdrawn ones are not counted, nor those not handed out then."""
    return counted(ground, (by,), day, today)[0]


def counted(ground: Ground, by: Sequence[str], day: date, today: date) -> list[Counts]:
    """`counts` by each of these, together: the nation's rows or sums are walked once for all of them."""
    if len(by) > 1 and not ground.is_nation:
        return [counts(ground, one, day, today) for one in by]
    columns = [BY[one] for one in by]
    if day < today:
        cells = _past(ground, columns, day)
    elif ground.is_small or not _SUMMED.issuperset(by):
        cells = _grouped(with_status(ground.rows(), day), columns)
    else:
        cells = _from_sums(ground, columns, day)
    found: list[Counts] = [defaultdict(Counter) for _ in by]
    for *groups, said, n in cells:
        if said != WITHDRAWN:
            for which, group in zip(found, groups, strict=True):
                which[group][said] += n
    return [dict(which) for which in found]


def with_status(rows: QuerySet[Occurrence], day: date) -> QuerySet[Any]:
    """Each row with its `status` today (`day`), as `status.status_of` tells it."""
    return rows.annotate(
        status=Case(
            When(stage=Stage.DONE_IN_TIME, then=Value(DONE_IN_TIME)),
            When(stage=Stage.DONE_LATE, then=Value(DONE_LATE)),
            When(stage=Stage.SENT_BACK, then=Value(SENT_BACK)),
            When(stage=Stage.WITHDRAWN, then=Value(WITHDRAWN)),
            When(due_now__lt=day, then=Value(OVERDUE)),
            When(opens_on__gt=day, then=Value(NOT_OPEN)),
            When(stage=Stage.WAITING, then=Value(NOT_ACCEPTED)),
            When(due_now=None, then=Value(NO_DUE)),
            default=Value(IN_TIME),
            output_field=CharField(),
        )
    )


def with_past_status(rows: QuerySet[Occurrence], day: date) -> QuerySet[Any]:
    """Rows handed out by the day, each with the `status` it had then; only of those whose columns tell it."""
    in_time = Q(due_on=None) | Q(done_on__lte=F("due_on"))
    return rows.filter(is_tangled=False, handed_on__lte=day).annotate(
        status=Case(
            When(in_time, done_on__lte=day, then=Value(DONE_IN_TIME)),
            When(done_on__lte=day, then=Value(DONE_LATE)),
            When(ended_on__lte=day, stage=Stage.SENT_BACK, then=Value(SENT_BACK)),
            When(ended_on__lte=day, then=Value(WITHDRAWN)),
            When(due_on__lt=day, then=Value(OVERDUE)),
            When(opens_on__gt=day, then=Value(NOT_OPEN)),
            When(Q(accepted_on=None) | Q(accepted_on__gt=day), then=Value(NOT_ACCEPTED)),
            When(due_on=None, then=Value(NO_DUE)),
            default=Value(IN_TIME),
            output_field=CharField(),
        )
    )


def _grouped(rows: QuerySet[Any], columns: Sequence[str]) -> Iterator[Cell]:
    yield from rows.order_by().values_list(*columns, "status").annotate(n=Count("*"))


def _past(ground: Ground, columns: Sequence[str], day: date) -> Iterator[Cell]:
    yield from _grouped(with_past_status(ground.rows(), day), columns)
    for then in ground.tangled(day):
        yield *(getattr(then.row, column) for column in columns), then.status, 1


def _from_sums(ground: Ground, columns: Sequence[str], day: date) -> Iterator[Cell]:
    """A province or the nation by the sums that each write keeps; what is overdue follows from the day alone."""
    rows = TaskTally.objects.filter(n__gt=0).exclude(stage=Stage.WITHDRAWN)
    if ground.place is not None:
        rows = rows.filter(province_id__in=sorted(lineage_ids([ground.place.pk], whole_only=True)))
    said = Case(
        When(stage__in=(Stage.DONE_IN_TIME, Stage.DONE_LATE, Stage.SENT_BACK), then=F("stage")),
        When(due_now__lt=day, then=Value(_OVERDUE)),
        When(opens_on__gt=day, then=Value(_NOT_OPEN)),
        When(due_now=NO_DAY, stage=Stage.ACCEPTED, then=Value(_NO_DUE)),
        default=F("stage"),
    )
    found = rows.order_by().annotate(said=said).values_list(*columns, "said").annotate(total=Sum("n"))
    for *groups, code, n in found:
        # The sums hold 0 where a row holds none: bodies of the nation.
        yield *(group or None for group in groups), _CODES[code], n


_OVERDUE, _NOT_OPEN, _NO_DUE = 11, 12, 13
_CODES = {
    Stage.WAITING.value: NOT_ACCEPTED, Stage.ACCEPTED.value: IN_TIME, Stage.DONE_IN_TIME.value: DONE_IN_TIME,
    Stage.DONE_LATE.value: DONE_LATE, Stage.SENT_BACK.value: SENT_BACK, _OVERDUE: OVERDUE, _NOT_OPEN: NOT_OPEN,
    _NO_DUE: NO_DUE,
}  # fmt: skip


def by_cause(found: Counts) -> Counts:
    """Counts by charge as counts by what the charges hang on."""
    causes = dict(Charge.objects.filter(pk__in=[pk for pk in found if pk]).values_list("pk", "cause_id"))
    summed: Counts = defaultdict(Counter)
    for charge, counter in found.items():
        if charge in causes:
            summed[causes[charge]].update(counter)
    return dict(summed)
