"""Periodic jobs: which are due, taking one, doing it, noting how it went."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import structlog
from django.utils import timezone

from .job import Job
from .models import JobRun
from .workers import living

log = structlog.get_logger(__name__)


def make_rows(jobs: Iterable[Job]) -> None:
    """Each declared job has its row; one that is declared no more keeps its history and is never due."""
    now = timezone.now()
    known = set(JobRun.objects.values_list("name", flat=True))
    rows = [JobRun(name=job.name, next_at=job.first_at(now)) for job in jobs if job.name not in known]
    if rows:
        JobRun.objects.bulk_create(rows, ignore_conflicts=True)


def due(jobs: Iterable[Job]) -> Iterator[Job]:
    """The jobs whose hour has come, the longest waiting first."""
    named = {job.name: job for job in jobs}
    rows = JobRun.objects.filter(name__in=named, next_at__lte=timezone.now()).order_by("next_at", "name")
    for name in list(rows.values_list("name", flat=True)):
        yield named[name]


def take(job: Job, worker: str) -> bool:
    """True when this worker now has the job: it is due, and nobody who lives is doing it."""
    now = timezone.now()
    others = living() - {worker}
    free = JobRun.objects.filter(name=job.name, next_at__lte=now).exclude(running_by__in=others)
    return bool(free.update(running_by=worker, started_at=now))


def do(job: Job, worker: str) -> bool:
    """Do a job that was taken; True when it went well. Never raises what the job raised."""
    began, error, done = time.perf_counter(), "", None
    try:
        done = job.run()
    except Exception as raised:
        error = type(raised).__name__
        log.exception("job failed", job=job.name)
    _note(job, worker, time.perf_counter() - began, done, error)
    return not error


def _note(job: Job, worker: str, seconds: float, done: int | None, error: str) -> None:
    now = timezone.now()
    mine = JobRun.objects.filter(name=job.name, running_by=worker)
    told = {"running_by": "", "finished_at": now, "seconds": seconds, "done_count": done, "error": error[:200]}
    if not error:
        mine.update(**told, failures=0, succeeded_at=now, next_at=job.next_at(now))
        return
    failures = (mine.values_list("failures", flat=True).first() or 0) + 1
    mine.update(**told, failures=failures, next_at=job.retry_at(now, failures))


def run_due(jobs: Iterable[Job], worker: str) -> dict[str, bool]:
    """Take and do everything that is due; {name: went well} of what this worker did."""
    return {job.name: do(job, worker) for job in due(jobs) if take(job, worker)}


def ask_for(name: str) -> None:
    """Due at once, whatever its hour."""
    JobRun.objects.filter(name=name).update(next_at=timezone.now())
