"""Taking back a whole charge: what is not done yet of all its tasks, in one step; what is done stays done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.bulk.insert import free_ids, insert
from ...base.errors import OutOfScope, RuleViolation
from ...base.scope import Scope
from .acting import Acting, decides
from .handing import REGISTER
from .history import WITHDRAWN
from .models import Charge, Task, TaskEvent
from .occurrences import Occurrence
from .past_days import forget_from
from .rules import of_reason
from .services import require
from .status import Stage
from .tallies import NO_DAY, Key, add

VERB = "withdraw_charge"
UNDONE = (Stage.WAITING, Stage.ACCEPTED, Stage.SENT_BACK)
_EVENTS = TaskEvent._meta.db_table


@dataclass(frozen=True)
class Withdrawn:
    """How many tasks were taken back, and how many occurrences of them."""

    charge: Charge
    tasks: int
    occurrences: int


def undone_of(charge: Charge) -> QuerySet[Task]:
    """The tasks of the charge that are not withdrawn and of which something is not done."""
    undone = Occurrence.objects.filter(charge=charge, stage__in=UNDONE).values("task_id")
    return Task.objects.filter(charge=charge, pk__in=undone).exclude(end="withdrawn")


def withdraw_charge(
    scope: Scope, charge_id: int, reason: str, *, via: str = "page", today: date | None = None
) -> Withdrawn:
    """Every task of the charge as `services.withdraw` takes back one; parts that leads handed further down are theirs.

    One entry speaks for all events (`root_of_events`). Raises OutOfScope; Refused with task.withdrawn or task.reason.
    """
    day = today or timezone.localdate()
    with transaction.atomic():
        charge = Charge.objects.select_related("giver__place").filter(pk=charge_id).first()
        acting = decides(scope, charge) if charge else None
        if charge is None or acting is None or not Task.objects.visible_to(scope).filter(charge=charge).exists():
            raise OutOfScope()
        require(*of_reason(reason))
        # Held in one order, as every verb holds its one: whoever does something to one of them waits or is waited for.
        held = Task.objects.filter(charge=charge).order_by("pk").select_for_update(no_key=True)
        list(held.values_list("pk", flat=True))
        ids = list(undone_of(charge).order_by("pk").values_list("pk", flat=True))
        require(None if ids else RuleViolation("task.withdrawn", _("Không còn việc nào chưa xong để rút.")))
        n = _end(charge, day)
        forget_from(day)
        Task.objects.filter(pk__in=ids).update(end="withdrawn", ended_on=day)
        pairs = _events(scope, charge, acting, reason.strip(), day, via, ids)
        said = {
            "tasks": [len(ids), 0], "occurrences": [n, 0], "events": [pairs[0][0], pairs[-1][0]],
            "root": [None, root_of_events(pairs)],
        }  # fmt: skip
        record_writes(scope, via, [Act(VERB, REGISTER, charge, said, reason.strip()[:500])])
    return Withdrawn(charge, len(ids), n)


def root_of_events(pairs: Iterable[tuple[int, int]]) -> str:
    """SHA-256 over the events of a withdrawal, as (event, task) in their order."""
    whole = hashlib.sha256()
    for event, task in pairs:
        whole.update(f"{event}:{task};".encode())
    return whole.hexdigest()


def _end(charge: Charge, day: date) -> int:
    """The rows and the sums; how many rows."""
    rows = Occurrence.objects.filter(charge=charge, stage__in=UNDONE)
    keys = rows.order_by().values_list("province_id", "opens_on", "due_now", "stage").annotate(n=Count("pk"))
    change: Counter[Key] = Counter()
    for province, opens, due, stage, n in keys:
        where = charge.pk, province or 0, opens, due or NO_DAY
        change[*where, stage] -= n
        change[*where, int(Stage.WITHDRAWN)] += n
    # Of two ends the column keeps the later; the days between them are told by the events.
    tangled = Case(When(Q(is_tangled=True) | Q(ended_on__isnull=False), then=Value(True)), default=Value(False))
    changed = rows.update(is_tangled=tangled, stage=Stage.WITHDRAWN, ended_on=day, asked_due=None)
    add(change)
    return changed


def _events(
    scope: Scope, charge: Charge, acting: Acting, reason: str, day: date, via: str, ids: Sequence[int]
) -> list[tuple[int, int]]:  # fmt: skip
    """One event a task; (event, task) in their order."""
    on, at = connection.ops.adapt_datefield_value(day), connection.ops.adapt_datetimefield_value(timezone.now())
    pairs = list(zip(free_ids(_EVENTS, len(ids)), ids, strict=True))
    rows = Task.objects.filter(charge=charge).values_list("pk", "province_id", "commune_id")
    places = {pk: (province, commune) for pk, province, commune in rows}
    columns = ["id", "task_id", "province_id", "commune_id", "kind", "on", "at", "by_id", "by_label", "via",
               "is_on_behalf", "reason"]  # fmt: skip
    same = (WITHDRAWN, on, at, scope.user_id, scope.user_label[:200], via, acting.is_on_behalf, reason)
    insert(_EVENTS, columns, ((pk, task, *places[task], *same) for pk, task in pairs))
    return pairs
