"""Whether tasks are what their events say, the sums what the rows say, and a handing out what its entry says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from ...base.audit.models import AuditEntry
from .handing import REGISTER, root_of
from .history import WITHDRAWN
from .models import Charge, ChargeDay, Task, TaskEvent
from .occurrences import Occurrence
from .past import facts_of
from .tallies import recounted
from .withdrawing import VERB, root_of_events


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: `code`, the row it concerns, and in words what."""

    code: str
    row: str
    said: str


def check_tasks() -> Iterator[Finding]:
    """Nothing while all is well."""
    yield from _folds()
    yield from _sums()
    yield from _roots()
    yield from _withdrawals()


def _folds() -> Iterator[Finding]:
    for row, known in facts_of(Occurrence.objects.all(), timezone.localdate()):
        columns = (row.stage, row.due_now, row.done_on, row.accepted_on)
        if known is None or (known.stage, known.due_on, known.done_on, known.accepted_on) != columns:
            yield Finding("task.fold", str(row), "Tình trạng của kỳ không đúng với diễn biến đã ghi.")


def _sums() -> Iterator[Finding]:
    for key, kept, counted in recounted():
        row = "/".join(map(str, key))
        yield Finding("task.tally", row, f"Số tổng ghi {kept}, đếm lại được {counted}.")


def _roots() -> Iterator[Finding]:
    """The one entry of a handing out against the tasks and days that it made."""
    said = dict(AuditEntry.objects.filter(register=REGISTER, verb="hand_out").values_list("object_id", "changes"))
    for charge in Charge.objects.order_by("pk").iterator():
        tasks = Task.objects.filter(charge=charge).order_by("pk")
        columns = tasks.values_list("pk", "charge_id", "agency_id", "province_id", "commune_id")
        days = ChargeDay.objects.filter(charge=charge).order_by("number")
        entry = said.get(charge.pk)
        if entry is None or entry["root"][1] != root_of(columns.iterator(), days):
            yield Finding("task.root", str(charge.pk), "Các việc đã giao không đúng với mục nhật ký của lần giao.")


def _withdrawals() -> Iterator[Finding]:
    """The one entry of a withdrawn charge against the events that it speaks for."""
    entries = AuditEntry.objects.filter(register=REGISTER, verb=VERB).order_by("pk")
    for charge, changes in entries.values_list("object_id", "changes"):
        events = TaskEvent.objects.filter(task__charge=charge, kind=WITHDRAWN, pk__range=changes["events"])
        if changes["root"][1] != root_of_events(events.order_by("pk").values_list("pk", "task_id")):
            yield Finding("task.withdrawal", str(charge), "Các việc đã rút không đúng với mục nhật ký của lần rút.")
