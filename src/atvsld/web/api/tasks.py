"""Tasks for programs: how many stand how, which they are, and one with its history. Read only."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field as Described

from ...base.errors import OutOfScope
from ...base.language import in_vietnamese
from ...directives.tasks.lists import told_then
from ...directives.tasks.models import Task
from ...directives.tasks.monday import monday
from ...directives.tasks.occurrences import Occurrence
from ...directives.tasks.status import LABELS, status_of
from ..scope import scope
from ..tasks.asked import Asked, Found
from .listing import Page, Paged, paged, require_known

tasks = Router(tags=["Việc giao"])

STATUSES = "; ".join(f"{key}: {in_vietnamese(label)}" for key, label in LABELS.items()) + "."


class OfTasks(Schema):
    """Of which unit, at the end of which day."""

    unit: str = Described("", description="VN: cả nước; own: việc của cơ quan mình; hoặc số dòng, tên của địa bàn.")
    day: date | None = Described(None, description="Như đã biết cuối ngày này; mặc định hôm nay.")


class OccurrencesQuery(Paged, OfTasks):
    status: str = Described("", description=STATUSES)
    cause: int | None = Described(None, description="Số dòng của căn cứ.")
    charge: int | None = Described(None, description="Số dòng của lần giao.")
    agency: int | None = Described(None, description="Số dòng của cơ quan chủ trì.")
    central: str = Described("", description="1: chỉ cơ quan trung ương.")


class OccurrenceGiven(Schema):
    """One time that a task is due."""

    task: int
    number: int
    title: str
    agency: str
    agency_id: int
    cause_id: int
    charge_id: int
    opens_on: date
    due_on: date | None = Described(description="Hạn khi giao.")
    due_now: date | None = Described(description="Hạn đã biết cuối ngày hỏi, sau gia hạn.")
    status: str = Described(description=STATUSES)
    done_on: date | None
    proved_by: str = Described(description="evidence: có minh chứng; word: theo lời báo cáo; register: theo số liệu.")


class OccurrencesPage(Page):
    results: list[OccurrenceGiven]


class LineGiven(Schema):
    id: int | None
    name: str
    counts: dict[str, int]


class CountsGiven(Schema):
    """What the Monday page shows."""

    day: date
    by: str = Described(description="groups là gì: province hoặc agency.")
    total: dict[str, int]
    causes: list[LineGiven]
    groups: list[LineGiven]
    changed: dict[str, int] = Described(description="Số diễn biến trong bảy ngày, theo loại.")
    fallen_due: int


class EventGiven(Schema):
    kind: str
    at: datetime
    on: date
    by: str
    is_on_behalf: bool
    number: int | None = Described(description="Kỳ; trống: cả việc.")
    reason: str
    due_before: date | None
    due_after: date | None


class TaskGiven(Schema):
    """One charge of one lead agency."""

    id: int
    title: str
    text: str
    deliverable: str
    cause: str
    giver: str
    agency: str
    recurrence: str
    proof: str
    handed_on: date
    accepted_on: date | None
    end: str
    parent: int | None
    occurrences: list[OccurrenceGiven]
    events: list[EventGiven]


@tasks.get("", response=OccurrencesPage, operation_id="tasks", summary="Các kỳ của việc giao")
def list_tasks(request: HttpRequest, params: Query[OccurrencesQuery]) -> Any:
    """Mỗi dòng một kỳ, với tình trạng cuối ngày hỏi."""
    require_known(request, OccurrencesQuery)
    asked = _asked(request)
    rows, said = paged(request, Found(asked), params)
    return {**said, "results": _given(rows, asked.day, asked.today)}


@tasks.get("/counts", response=CountsGiven, operation_id="task_counts", summary="Bao nhiêu việc ở tình trạng nào")
def count_tasks(request: HttpRequest, params: Query[OfTasks]) -> Any:
    """Theo căn cứ và theo nơi, như trang Việc giao."""
    require_known(request, OfTasks)
    asked = _asked(request)
    found = monday(asked.ground, asked.day, asked.today)
    return {
        "day": found.day, "by": found.by, "total": dict(found.total), "changed": dict(found.changed),
        "fallen_due": found.fallen_due,
        "causes": [{"id": line.pk, "name": line.name, "counts": dict(line.counts)} for line in found.causes],
        "groups": [{"id": line.pk, "name": line.name, "counts": dict(line.counts)} for line in found.groups],
    }  # fmt: skip


@tasks.get("/{int:pk}", response=TaskGiven, operation_id="task", summary="Một việc với các kỳ và diễn biến")
def read_task(request: HttpRequest, pk: int) -> Any:
    scope(request).require("tasks", "view")
    rows = Task.objects.visible_to(scope(request)).select_related("charge__cause", "charge__giver", "agency")
    task = rows.filter(pk=pk).first()
    if task is None:
        raise Http404
    charge, today = task.charge, timezone.localdate()
    occurrences = Occurrence.objects.filter(task=task).select_related("charge", "agency").order_by("number")
    events = task.events.select_related("occurrence").order_by("pk")
    return {
        "id": task.pk, "title": charge.title, "text": charge.text, "deliverable": charge.deliverable,
        "cause": str(charge.cause), "giver": charge.giver.name_vi, "agency": task.agency.name_vi,
        "recurrence": charge.recurrence, "proof": charge.proof, "handed_on": charge.handed_on,
        "accepted_on": task.accepted_on, "end": task.end, "parent": charge.parent_id,
        "occurrences": _given(list(occurrences), today, today),
        "events": [
            {"kind": e.kind, "at": e.at, "on": e.on, "by": e.by_label, "is_on_behalf": e.is_on_behalf,
             "number": e.occurrence.number if e.occurrence else None, "reason": e.reason,
             "due_before": e.due_before, "due_after": e.due_after}
            for e in events
        ],
    }  # fmt: skip


def _asked(request: HttpRequest) -> Asked:
    scope(request).require("tasks", "view")
    try:
        return Asked.of(request)
    except PermissionDenied:
        raise OutOfScope() from None


def given_today(rows: list[Occurrence]) -> list[dict[str, Any]]:
    """As they stand today; read with charge and agency."""
    today = timezone.localdate()
    return _given(rows, today, today)


def _given(rows: list[Occurrence], day: date, today: date) -> list[dict[str, Any]]:
    is_past = day < today
    then = told_then(rows, day) if is_past else {}
    return [_one(row, then.get(row.pk), day, is_past) for row in rows]


def _one(row: Occurrence, then: tuple[str, date | None] | None, day: date, is_past: bool) -> dict[str, Any]:
    status, due = then or (status_of(row.stage, row.opens_on, row.due_now, day), row.due_now)
    is_done = status.startswith("done")
    return {
        "task": row.task_id, "number": row.number, "title": row.charge.title, "agency": row.agency.name_vi,
        "agency_id": row.agency_id, "cause_id": row.charge.cause_id, "charge_id": row.charge_id,
        "opens_on": row.opens_on, "due_on": row.due_on, "due_now": due, "status": status,
        "done_on": row.done_on if is_done else None, "proved_by": row.proved_by if is_done and not is_past else "",
    }  # fmt: skip
