"""Background work, for administrators: workers, periodic jobs, the queue; a job at once, a failed task again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from ...base import lists
from ...base.jobs import periodic, queue
from ...base.jobs.models import JobRun
from ...base.jobs.workers import living
from ...directives.reminders.models import Digest
from ..scope import scope

SHOWN_OPEN, SHOWN_DONE = 100, 20
LATE_AT_NIGHT = timedelta(hours=1)
log = structlog.get_logger(__name__)


def jobs_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    if request.method == "POST":
        if not held.may("jobs", "edit"):
            raise PermissionDenied
        _act(request)
        return redirect("jobs")
    tasks = DBTaskResult.objects
    context: dict[str, Any] = {
        "workers": len(living()),
        "waiting": tasks.filter(status="READY").count(),
        "running": tasks.running().count(),
        "failed": tasks.failed().count(),
        "jobs": job_rows(),
        "tasks": _told(
            [
                *tasks.failed().order_by("-finished_at")[:SHOWN_OPEN],
                *tasks.running()[:SHOWN_OPEN],
                *tasks.filter(status="READY")[:SHOWN_OPEN],
                *tasks.successful().order_by("-finished_at")[:SHOWN_DONE],
            ]
        ),
        "is_backed_up": settings.ENVIRONMENT.backup_dir is not None,
        "mails": settings.ATVSLD_MAIL,
        "digests": _digests_today(),
        "may_edit": held.may("jobs", "edit"),
    }
    return render(request, "pages/jobs.html", context)


def _digests_today() -> list[dict[str, Any]]:
    """How the mail of this morning went; of nobody by name."""
    rows = Digest.objects.filter(day=timezone.localdate()).values_list("state").annotate(n=Count("pk"))
    return [{"label": Digest.State(state).label, "n": n} for state, n in rows.order_by("state")]


def job_rows() -> list[dict[str, Any]]:
    """Every declared job with how it went, in the order of the list; before a worker ever ran there is no row."""
    runs, alive, now = {r.name: r for r in JobRun.objects.all()}, living(), timezone.now()
    rows = []
    for job in lists.jobs():
        run = runs.get(job.name)
        is_running = run is not None and run.running_by in alive
        rows.append(
            {
                "job": job,
                "run": run,
                "is_running": is_running,
                "is_late": run is not None and not is_running and run.next_at < now - (job.every or LATE_AT_NIGHT),
            }
        )
    return rows


def _told(tasks: Sequence[DBTaskResult]) -> list[dict[str, Any]]:
    """Never the arguments, nor a message of an error: they may name a record."""
    labels = lists.task_labels()
    return [
        {
            "task": task,
            "label": labels.get(task.task_path) or task.task_path.rpartition(".")[2],
            "attempts": len(task.worker_ids),
            "error": task.exception_class_path.rpartition(".")[2],
            "seconds": (task.finished_at - task.started_at).total_seconds()
            if task.finished_at and task.started_at
            else None,
        }
        for task in tasks
    ]


def _act(request: HttpRequest) -> None:
    """Do a job at once, or a failed task again."""
    job, task = request.POST.get("job", ""), request.POST.get("task", "")
    if job in {j.name for j in lists.jobs()}:
        periodic.ask_for(job)
        log.info("job asked for", job=job, user_id=request.user.pk)
        messages.success(request, _("Việc sẽ được làm ngay khi có tiến trình việc nền rảnh."))
    elif _is_uuid(task) and queue.retry(UUID(task)):
        log.info("task asked for again", task_id=task, user_id=request.user.pk)
        messages.success(request, _("Việc đã vào lại hàng đợi."))
    else:
        messages.error(request, _("Không có việc này, hoặc nó không còn ở trạng thái lỗi; hãy tải lại trang."))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
