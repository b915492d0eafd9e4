"""What every verb on a task ends in: the rows changed, the sums moved, the event and the audit entry, all or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope
from ...base.scope import Scope
from .acting import Acting
from .models import Task, TaskEvent
from .occurrences import Occurrence
from .past_days import forget_from
from .tallies import key_of, moved

REGISTER = "tasks"
_FOLLOWING = ["stage", "accepted_on", "done_on", "ended_on", "due_now", "asked_due", "proved_by", "is_tangled"]


@dataclass
class Verb:
    """One thing being done to one task, whose row is held until the end of the transaction."""

    scope: Scope
    task: Task
    today: date
    via: str
    occurrences: list[Occurrence]
    changes: dict[str, Any] = field(default_factory=dict)

    def happened(self, kind: str, acting: Acting, reason: str = "", one: Occurrence | None = None,
                 due: tuple[date | None, date | None] = (None, None)) -> TaskEvent:  # fmt: skip
        event = TaskEvent(
            task=self.task, occurrence=one, province_id=self.task.province_id, commune_id=self.task.commune_id,
            kind=kind, on=self.today, at=timezone.now(), by_id=self.scope.user_id,
            by_label=self.scope.user_label[:200], via=self.via, is_on_behalf=acting.is_on_behalf,
            reason=reason.strip(), due_before=due[0], due_after=due[1],
        )  # fmt: skip
        event.save()
        forget_from(self.today)
        said = {"event": [None, event.pk], **self.changes}
        if one is not None:
            said["occurrence"] = [None, one.number]
        if due != (None, None):
            said["due"] = [str(due[0] or ""), str(due[1] or "")]
        record_writes(self.scope, self.via, [Act(kind, REGISTER, self.task, said, event.reason[:500])])
        return event

    def set_end(self, accepted_on: date | None, end: str = "") -> None:
        """How the task as a whole stands."""
        ended_on = self.today if end else None
        self.changes |= {"accepted_on": [str(self.task.accepted_on or ""), str(accepted_on or "")],
                         "end": [self.task.end, end]}  # fmt: skip
        self.task.accepted_on, self.task.ended_on, self.task.end = accepted_on, ended_on, end
        self.task.save(update_fields=["accepted_on", "ended_on", "end"])


@contextmanager
def doing(scope: Scope, task_id: int, *, via: str, today: date | None) -> Iterator[Verb]:
    """The task and its occurrences, held; what was changed in them is saved and counted at the end.

    Raises OutOfScope for a task that the person does not see.
    """
    with transaction.atomic():
        held = Task.objects.visible_to(scope).select_for_update(of=("self",), no_key=True).filter(pk=task_id)
        task = held.select_related("charge__giver__place", "charge__cause", "agency__place").first()
        if task is None:
            raise OutOfScope()
        rows = list(Occurrence.objects.filter(task=task).order_by("number"))
        before = {row.pk: (key_of(row), _state(row)) for row in rows}
        yield Verb(scope, task, today or timezone.localdate(), via, rows)
        changed = [row for row in rows if before[row.pk][1] != _state(row)]
        if changed:
            Occurrence.objects.bulk_update(changed, _FOLLOWING, batch_size=500)
            moved([before[row.pk][0] for row in changed], [key_of(row) for row in changed])


def _state(row: Occurrence) -> Sequence[Any]:
    return [getattr(row, name) for name in _FOLLOWING]
