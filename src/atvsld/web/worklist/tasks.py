"""Tasks that wait: to be accepted, due soon, overdue; and for the giver, extensions to decide and what came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words, in_its_language
from ...directives.tasks.acting import answered_for, givers
from ...directives.tasks.models import Coordination, Task
from ...directives.tasks.occurrences import Occurrence, TaskTally
from ...directives.tasks.status import Stage
from .kind import Asked, Due, Tally, WorkKind, WorkRow

# How long before its day a task is told to be due.
AHEAD_DAYS = 14
GIVEN = _("Hạn của việc được giao")
OPEN = Q(stage__in=(Stage.WAITING, Stage.ACCEPTED))
Rows = Callable[[Asked], QuerySet[Occurrence]]


def _own(asked: Asked) -> QuerySet[Occurrence]:
    """Of the agencies for which the person acts; for who only watches, of those in the unit."""
    if asked.verb == "act":
        return Occurrence.objects.filter(OPEN, agency__in=answered_for(asked.scope).values("pk"))
    return Occurrence.objects.visible_to(asked.scope, asked.verb).filter(OPEN)


def overdue(asked: Asked) -> QuerySet[Occurrence]:
    return _own(asked).filter(due_now__lt=asked.today)


def due_soon(asked: Asked) -> QuerySet[Occurrence]:
    until = asked.today + timedelta(days=AHEAD_DAYS)
    return _own(asked).filter(
        stage=Stage.ACCEPTED, opens_on__lte=asked.today, due_now__gte=asked.today, due_now__lte=until
    )


def extensions(asked: Asked) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(asked_due__isnull=False, charge__giver__in=_givers(asked))


def to_accept(asked: Asked) -> QuerySet[Task]:
    own = answered_for(asked.scope).values("pk")
    return Task.objects.filter(accepted_on=None, end="", agency__in=own)


def sent_back(asked: Asked) -> QuerySet[Task]:
    return Task.objects.filter(end="sent_back", charge__giver__in=_givers(asked))


def withdrawn(asked: Asked) -> QuerySet[Task]:
    """What the own agencies led or took part in and need do no more, for a fortnight."""
    own = answered_for(asked.scope).values("pk")
    beside = Coordination.objects.filter(agency__in=own).values("charge_id")
    since = asked.today - timedelta(days=AHEAD_DAYS)
    return Task.objects.filter(
        Q(agency__in=own) | Q(charge__in=beside), end="withdrawn", ended_on__gt=since, ended_on__lte=asked.today
    )


def _givers(asked: Asked) -> QuerySet:
    return givers(asked.scope, asked.today).order_by().values("pk")


def _tally(of: Rows, asked: Asked) -> Tally:
    found = of(asked).aggregate(
        n=Count("*"), since=Min("due_now"), late=Count("due_now", filter=Q(due_now__lt=asked.today))
    )
    return Tally(found["n"], _past(found["since"], asked.today), found["late"])


def _overdue_tally(asked: Asked) -> Tally:
    """Of the nation from its sums: hundreds of thousands of rows are overdue there."""
    if asked.verb == "act" or not any(part.everywhere for part in asked.scope.parts_for("tasks", asked.verb)):
        return _tally(overdue, asked)
    open_stages = (Stage.WAITING, Stage.ACCEPTED)
    sums = TaskTally.objects.filter(stage__in=open_stages, due_now__lt=asked.today, n__gt=0)
    found = sums.aggregate(total=Sum("n"), since=Min("due_now"))
    return Tally(found["total"] or 0, found["since"], found["total"] or 0)


def _past(day: date | None, today: date) -> date | None:
    return day if day and day < today else None


def _rows(of: Rows, asked: Asked, start: int, stop: int) -> list[WorkRow]:
    found = of(asked).select_related("charge", "agency").order_by("due_now", "pk")[start:stop]
    return [
        WorkRow(
            row.charge.title, reverse("task", args=[row.task_id]), str(in_its_language(row.agency.name_vi)),
            due=Due(row.due_now, GIVEN, is_before=False) if row.due_now else None,
        )
        for row in found
    ]  # fmt: skip


def _task_tally(of: Callable[[Asked], QuerySet[Task]], since: str, asked: Asked) -> Tally:
    found = of(asked).aggregate(n=Count("*"), since=Min(since))
    return Tally(found["n"], found["since"])


def _task_rows(of: Callable[[Asked], QuerySet[Task]], since: str, asked: Asked, start: int, stop: int) -> list[WorkRow]:
    found = of(asked).select_related("charge__giver", "agency").order_by(since, "pk")[start:stop]
    return [
        WorkRow(
            row.charge.title, reverse("task", args=[row.pk]),
            gettext("{giver} giao").format(giver=in_its_language(row.charge.giver.name_vi))
            if not row.end else str(in_its_language(row.agency.name_vi)),
            row.ended_on or row.charge.handed_on,
        )
        for row in found
    ]  # fmt: skip


def _kind(id: str, label: Words, do: Words, verb: str, of: Rows) -> WorkKind:
    return WorkKind(id, label, do, ("tasks", verb), partial(_tally, of), partial(_rows, of))


def _task_kind(
    id: str, label: Words, do: Words, verb: str, of: Callable[[Asked], QuerySet[Task]], since: str
) -> WorkKind:
    return WorkKind(id, label, do, ("tasks", verb), partial(_task_tally, of, since), partial(_task_rows, of, since))


TASKS_OVERDUE = WorkKind(
    "viec-qua-han", _("Việc được giao đã quá hạn"), _("Báo xong, gửi minh chứng, hoặc xin gia hạn với lý do."),
    ("tasks", "act"), _overdue_tally, partial(_rows, overdue), ("tasks", "view"),
)  # fmt: skip
TASKS_DUE = _kind("viec-sap-han", _("Việc được giao sắp đến hạn"),
                  _("Làm xong và báo trước hạn; không kịp thì xin gia hạn."), "act", due_soon)  # fmt: skip
TASKS_TO_ACCEPT = _task_kind("viec-cho-nhan", _("Việc mới được giao, chờ nhận"),
                             _("Đọc rồi nhận việc, hoặc trả lại kèm lý do."), "act", to_accept,
                             "charge__handed_on")  # fmt: skip
EXTENSIONS = _kind("xin-gia-han", _("Đề nghị gia hạn chờ quyết định"), _("Đọc lý do rồi đồng ý hoặc không."),
                   "decide", extensions)  # fmt: skip
SENT_BACK = _task_kind("viec-bi-tra", _("Việc bị trả lại, chờ bên giao"),
                       _("Đọc lý do rồi giao lại hoặc rút việc."), "decide", sent_back, "ended_on")  # fmt: skip
TASKS_WITHDRAWN = _task_kind("viec-da-rut", _("Việc chủ trì, phối hợp vừa được rút"),
                             _("Không phải làm nữa; mở để đọc lý do. Tự hết sau 14 ngày."), "act", withdrawn,
                             "ended_on")  # fmt: skip
