"""The queue: functions marked `@task` (django-tasks), enqueued by pages, done by workers, at least once each.

A task that a stopped machine left half-done is begun again, so it must be safe to begin again. One that raises has
failed and waits for an administrator.
"""

from __future__ import annotations

from uuid import UUID

import structlog
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from ..redaction import redact

BACKEND = "default"
log = structlog.get_logger(__name__)


def take(worker: str) -> DBTaskResult | None:
    """The next task that waits, now this worker's; None when there is none or another was quicker.

    Looking takes no lock: on SQLite a locking look every second would stand in the way of every writer.
    """
    task = DBTaskResult.objects.ready().filter(backend_name=BACKEND).first()
    if task is None:
        return None
    taken = DBTaskResult.objects.filter(pk=task.pk, status="READY").update(
        status="RUNNING", started_at=timezone.now(), worker_ids=[*task.worker_ids, worker]
    )
    if not taken:
        return None
    task.refresh_from_db()
    return task


def do(task: DBTaskResult, worker: str) -> bool:
    """Do a task that was taken; True when it went well."""
    with structlog.contextvars.bound_contextvars(task_id=str(task.pk)):
        _runner(worker).run_task(task)
    if task.status == "FAILED":
        # The traceback ends with the exception's message, which may quote a record.
        DBTaskResult.objects.filter(pk=task.pk).update(traceback=redact(task.traceback))
    return task.status == "SUCCESSFUL"


def run_next(worker: str) -> bool:
    """False when nothing waits."""
    task = take(worker)
    if task is None:
        return False
    do(task, worker)
    return True


def retry(task_id: UUID) -> bool:
    """A failed task waits again; False when it is not a failed one."""
    failed = DBTaskResult.objects.failed().filter(pk=task_id)
    return bool(
        failed.update(
            status="READY", started_at=None, finished_at=None, exception_class_path="", traceback="", worker_ids=[]
        )
    )


def _runner(worker: str) -> TaskRunner:
    return TaskRunner(
        queue_names=["*"], interval=0, batch=True, backend_name=BACKEND, startup_delay=False, max_tasks=None,
        worker_id=worker, excluded_queue_names=[],
    )  # fmt: skip
