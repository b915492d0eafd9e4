"""The page of one task: what was asked, how each time it is due stands, what proves it, its past, what one may do."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ...base.demonstration import marked_name
from ...base.errors import OutOfScope, Refused
from ...base.scope import Scope
from ...directives.documents.models import Provision
from ...directives.documents.visible import visible_documents
from ...directives.tasks.acting import Acting, decides, leads_for, takes_part_for
from ...directives.tasks.authority import all_below, governs
from ...directives.tasks.due_services import DONE_STAGES, open_parts
from ...directives.tasks.evidence import content_of
from ...directives.tasks.history import ASKED, DECIDED
from ...directives.tasks.models import Charge, Task, TaskEvent
from ...directives.tasks.monday import OPEN_STAGES
from ...directives.tasks.occurrences import BY_WORD, Evidence, Occurrence
from ...directives.tasks.proofs.declared import FROM_REGISTERS
from ...directives.tasks.proofs.known import known
from ...directives.tasks.status import Stage
from ..scope import scope
from .monday_page import EVENTS
from .shown import shown_rows
from .verbs import DONE_WORDS, VERBS, called

MOST_EVENTS = 200


@never_cache
@require_GET
def task_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _task(scope(request), pk), [])


@never_cache
@require_POST
def verb_page(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One step; refused, the page comes again with the reason and with what was typed."""
    held = scope(request)
    task = _task(held, pk)
    if verb not in VERBS:
        raise Http404
    try:
        called(verb, request, held, task)
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        return _page(request, task, [violation.message for violation in refused.violations])
    messages.success(request, str(DONE_WORDS[verb]))
    return redirect("task", pk)


@never_cache
@require_GET
def evidence_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of evidence as it was sent; never shown in the browser."""
    seen = Occurrence.objects.visible_to(scope(request))
    row = Evidence.objects.filter(pk=pk, occurrence__in=seen).first()
    if row is None or row.content is None:
        raise Http404
    answer = HttpResponse(content_of(row), content_type=row.media_type)
    # The name without marks for old browsers, the whole name for all others.
    name, plain = marked_name(row.file_name), marked_name(f"minh-chung-{row.pk}")
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''" + quote(name, safe="")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _task(held: Scope, pk: int) -> Task:
    rows = Task.objects.visible_to(held).select_related(
        "charge__cause", "charge__giver__place", "charge__parent__charge", "agency__place"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, task: Task, errors: list[str]) -> HttpResponse:
    held, today = scope(request), timezone.localdate()
    lead, giver = leads_for(held, task, today), decides(held, task.charge)
    rows = list(Occurrence.objects.filter(task=task).select_related("charge", "agency").order_by("number"))
    evidence = Evidence.objects.filter(occurrence__in=rows).defer("content").select_related("struck_by").order_by("pk")
    extensions = _extensions(task)
    shown = shown_rows(rows, today, today)
    for row, one in zip(rows, shown, strict=True):
        one |= {
            "evidence": [e for e in evidence if e.occurrence_id == row.pk],
            "extensions": extensions.get(row.pk, []),
            "is_word": row.proved_by == BY_WORD,
            "may": _may(task, row, lead, giver), "opens_on": row.opens_on,
            "known": _known(task, row, lead) if row.stage == Stage.ACCEPTED and row.opens_on <= today else None,
        }  # fmt: skip
    context: dict[str, Any] = {
        "task": task, "charge": task.charge, "rows": shown, "errors": errors, "typed": request.POST,
        "lead": lead, "giver": giver, "may": _may_whole(task, lead, giver),
        "coordinating": [row.agency for row in task.charge.coordinations.select_related("agency")],
        "parts": list(Charge.objects.filter(parent=task).order_by("pk")), "open_parts": open_parts(task, today),
        "entries": _entries(task), "proof": task.charge.get_proof_display(),
        "parent_url": _parent_url(held, task), "provision": _provision(held, task),
        "to_communes": governs(task.agency),
        "takes_part": None if task.end else takes_part_for(held, task, today),
    }  # fmt: skip
    return render(request, "tasks/task.html", context, status=422 if errors else 200)


def _parent_url(held: Scope, task: Task) -> int | None:
    """The task it is a part of, where the person sees that one too."""
    parent = task.charge.parent_id
    return parent if parent and Task.objects.visible_to(held).filter(pk=parent).exists() else None


def _provision(held: Scope, task: Task) -> Provision | None:
    """The line of the document it comes from, where the person sees that document."""
    line = task.charge.provision_id
    rows = Provision.objects.filter(pk=line or 0, document__in=visible_documents(held))
    return rows.select_related("document").first() if line else None


def _extensions(task: Task) -> dict[int, list[TaskEvent]]:
    """What was asked and decided of each occurrence, in its order, each with both days."""
    found: dict[int, list[TaskEvent]] = {}
    for event in TaskEvent.objects.filter(task=task, kind__in=(ASKED, DECIDED)).order_by("pk"):
        found.setdefault(event.occurrence_id or 0, []).append(event)
    return found


def _known(task: Task, row: Occurrence, lead: Acting | None) -> str:
    """What the figures say now, for whoever may close it."""
    if lead is None or task.charge.proof not in FROM_REGISTERS:
        return ""
    found = known(task, row, timezone.localdate())
    return found.said if found else ""


def _may_whole(task: Task, lead: Acting | None, giver: Acting | None) -> set[str]:
    verbs: set[str] = set()
    if lead and not task.end:
        verbs |= {"accept", "send-back"} if task.accepted_on is None else set()
        if task.accepted_on and all_below(task.agency).exists():
            verbs |= {"split"}
    if giver:
        verbs |= {"reopen"} if task.end else {"withdraw"}
        verbs |= {"withdraw"} if task.end == "sent_back" else set()
        verbs |= {"remind"} if not task.end and task.occurrences.filter(stage__in=OPEN_STAGES).exists() else set()
    return verbs


def _may(task: Task, row: Occurrence, lead: Acting | None, giver: Acting | None) -> set[str]:
    verbs: set[str] = set()
    if lead and task.accepted_on and row.stage == Stage.ACCEPTED:
        verbs |= {"close"}
    if lead and row.stage in (Stage.WAITING, Stage.ACCEPTED) and row.due_now and not row.asked_due:
        verbs |= {"ask"}
    if lead and task.accepted_on and row.stage not in (Stage.SENT_BACK, Stage.WITHDRAWN):
        verbs |= {"attach"}
    if giver and row.asked_due:
        verbs |= {"decide"}
    if giver and row.stage in DONE_STAGES and not task.end:
        verbs |= {"reopen-due"}
    return verbs


def _entries(task: Task) -> list[dict[str, Any]]:
    events = TaskEvent.objects.filter(task=task).select_related("occurrence").order_by("-pk")[:MOST_EVENTS]
    return [
        {
            "at": event.at, "actor": event.by_label, "action": _action(event), "reason": event.reason,
            "changes": [{"label": gettext("Hạn"), "old": _day(event.due_before), "new": _day(event.due_after)}]
            if event.due_after else [],
        }
        for event in events
    ]  # fmt: skip


def _action(event: TaskEvent) -> str:
    said = str(EVENTS[event.kind])
    if event.kind == "extension_decided":
        said = gettext("đồng ý gia hạn") if event.due_after else gettext("không đồng ý gia hạn")
    if event.occurrence is not None:
        said = gettext("{what}, kỳ {number}").format(what=said, number=event.occurrence.number)
    return gettext("{what} (ghi hộ)").format(what=said) if event.is_on_behalf else said


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
