"""A reminder by hand: the giver writes to the lead agency, of one task or of many. It is an event of the task."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ..tasks.acting import Acting, gives_for
from ..tasks.history import ACCEPTED, ASKED, DONE, EVIDENCE, REMINDED, SENT_BACK, SPLIT
from ..tasks.models import Task, TaskEvent
from ..tasks.occurrences import Occurrence
from ..tasks.services import as_giver, require
from ..tasks.writing import REGISTER, doing
from .standing import OPEN

LEAST, MOST, MOST_TASKS = 5, 1000, 5000
# What the lead agency does after it was written to is its answer; unanswered words are shown for half a year.
ANSWERS = (ACCEPTED, ASKED, DONE, EVIDENCE, SENT_BACK, SPLIT)
SHOWN = timedelta(days=183)


def remind(scope: Scope, task_id: int, words: str, *, via: str = "page", today: date | None = None) -> Task:
    """The giver writes to the lead agency of a task that is not done.

    Raises OutOfScope; Refused with reminder.words or reminder.nothing_open.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_giver(verb)
        is_open = not verb.task.end and any(row.stage in OPEN for row in verb.occurrences)
        require(*_of_words(words), None if is_open else _nothing_open())
        verb.happened(REMINDED, acting, words)
    return verb.task


def given_by(rows: QuerySet[Occurrence], giver_ids: Collection[int]) -> QuerySet[Occurrence]:
    """Of these the open ones that were handed out in the name of these agencies."""
    return rows.filter(stage__in=OPEN, charge__giver__in=sorted(giver_ids))


def remind_all(
    scope: Scope, task_ids: Collection[int], words: str, *, via: str = "page", today: date | None = None
) -> int:  # fmt: skip
    """The same words about each of these tasks; how many. All or none.

    Raises OutOfScope where one of them is not the person's to decide; Refused with reminder.words,
    reminder.nothing_open or reminder.many.
    """
    if not 1 <= len(task_ids) <= MOST_TASKS:
        raise Refused([_many(len(task_ids)) if task_ids else _nothing_open()])
    if violations := list(_of_words(words)):
        raise Refused(violations)
    day, at = today or timezone.localdate(), timezone.now()
    with transaction.atomic():
        seen = Task.objects.visible_to(scope).filter(pk__in=sorted(task_ids))
        held = seen.select_for_update(of=("self",), no_key=True).select_related("charge__giver__place").order_by("pk")
        tasks, as_whom = list(held), {}
        for task in tasks:
            if task.charge.giver_id not in as_whom:
                as_whom[task.charge.giver_id] = gives_for(scope, task.charge.giver, "decide")
        if len(tasks) < len(set(task_ids)) or None in as_whom.values():
            raise OutOfScope()
        standing = Occurrence.objects.filter(task__in=tasks, stage__in=OPEN).values_list("task_id", flat=True)
        still_open = set(standing)
        if any(task.end or task.pk not in still_open for task in tasks):
            raise Refused([_nothing_open()])
        events = [
            TaskEvent(
                task=task, province_id=task.province_id, commune_id=task.commune_id, kind=REMINDED, on=day, at=at,
                by_id=scope.user_id, by_label=scope.user_label[:200], via=via, reason=words.strip(),
                is_on_behalf=_acting(as_whom[task.charge.giver_id]).is_on_behalf,
            )
            for task in tasks
        ]  # fmt: skip
        made = TaskEvent.objects.bulk_create(events, batch_size=500)
        acts = [
            Act(REMINDED, REGISTER, task, {"event": [None, event.pk]}, event.reason[:500])
            for task, event in zip(tasks, made, strict=True)
        ]
        record_writes(scope, via, acts)
    return len(tasks)


def unanswered(agency_ids: Collection[int], today: date) -> QuerySet[TaskEvent]:
    """The newest words about each open task of these agencies after which the agency has done nothing yet."""
    later = TaskEvent.objects.filter(task=OuterRef("task"), pk__gt=OuterRef("pk"), kind__in=(*ANSWERS, REMINDED))
    still = Occurrence.objects.filter(task=OuterRef("task"), stage__in=OPEN)
    rows = TaskEvent.objects.filter(
        kind=REMINDED, on__gt=today - SHOWN, task__agency__in=sorted(agency_ids), task__end=""
    )
    return rows.filter(~Exists(later), Exists(still)).order_by("-pk")


def _acting(found: Acting | None) -> Acting:
    assert found is not None
    return found


def _of_words(words: str) -> Iterator[RuleViolation]:
    if not LEAST <= len(words.strip()) <= MOST:
        message = _("Hãy ghi lời đôn đốc, từ {least} đến {most} ký tự; cơ quan chủ trì đọc được và được lưu lại.")
        yield RuleViolation("reminder.words", message, "reason", least=LEAST, most=MOST)


def _nothing_open() -> RuleViolation:
    return RuleViolation("reminder.nothing_open", _("Không có việc nào đang chờ làm để đôn đốc; hãy xem lại bộ lọc."))


def _many(n: int) -> RuleViolation:
    message = _("Mỗi lần đôn đốc được nhiều nhất {most} việc, ở đây có {n}. Hãy lọc hẹp hơn.")
    return RuleViolation("reminder.many", message, most=MOST_TASKS, n=n)
