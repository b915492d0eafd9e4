"""Which workers live, and what becomes of the work of those that do not."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import timedelta

import structlog
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .models import JobRun, Worker

BEAT_SECONDS = 10.0
GONE_AFTER = timedelta(seconds=90)
FORGOTTEN_AFTER = timedelta(days=1)
MOST_ATTEMPTS = 3
ABANDONED = "WorkerGone"
log = structlog.get_logger(__name__)


def new_name() -> str:
    """Never the name of another worker, nor of an earlier one."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def beat(name: str) -> None:
    """This worker lives."""
    now = timezone.now()
    if not Worker.objects.filter(name=name).update(seen_at=now):
        Worker.objects.create(name=name, started_at=now, seen_at=now)


def living() -> set[str]:
    return set(Worker.objects.filter(seen_at__gt=timezone.now() - GONE_AFTER).values_list("name", flat=True))


def give_back(names: set[str] | None = None) -> int:
    """Tasks that a vanished worker was doing wait again, a third time they count as failed; how many there were.

    `names`: only those of these workers, which are stopping; without it, of all that are gone.
    """
    alive = living()
    count = 0
    for task in DBTaskResult.objects.running():
        holder = task.worker_ids[-1] if task.worker_ids else ""
        if (holder in names) if names is not None else (holder not in alive):
            count += _give_back(task)
    return count


def _give_back(task: DBTaskResult) -> int:
    held = DBTaskResult.objects.running().filter(pk=task.pk)
    if len(task.worker_ids) < MOST_ATTEMPTS:
        log.warning("task given back", task=task.task_path, task_id=str(task.pk))
        return held.update(status="READY", started_at=None)
    log.error("task given up", task=task.task_path, task_id=str(task.pk), attempts=len(task.worker_ids))
    return held.update(status="FAILED", finished_at=timezone.now(), exception_class_path=ABANDONED, traceback="")


def leave(name: str) -> None:
    """This worker stops in order: what it has not finished another may take at once."""
    give_back({name})
    JobRun.objects.filter(running_by=name).update(running_by="")
    Worker.objects.filter(name=name).delete()


def forget_the_gone() -> int:
    return Worker.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()[0]
