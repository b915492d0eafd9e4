"""`GET /metrics`: figures of operation for Prometheus, to those whom the settings name; off unless they name somebody.

Labels are routes, job names, states: never a person, a unit, an address.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from ..base import lists
from ..base.audit.models import AuditEntry
from ..base.jobs.models import JobRun
from ..base.jobs.workers import living
from ..base.models import Change
from .backup.schedule import last_backup_at

STATES = ("READY", "RUNNING", "FAILED", "SUCCESSFUL")


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 to everybody else, as if there were nothing."""
    if not may_read(request):
        raise Http404
    shared = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    requests = CollectorRegistry() if shared else REGISTRY
    if shared:
        # Each process counts in files of its own; all of them are added up here, whichever process answers.
        MultiProcessCollector(requests)
    ours = CollectorRegistry()
    ours.register(House())
    return HttpResponse(generate_latest(requests) + generate_latest(ours), content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    environment = settings.ENVIRONMENT
    if environment.metrics_token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
        if hmac.compare_digest(given, environment.metrics_token.encode()):
            return True
    return bool(environment.metrics_from) and _is_from(client_address(request), environment.metrics_from)


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw."""
    proxies = settings.ENVIRONMENT.trusted_proxies
    passed = [word.strip() for word in request.headers.get("X-Forwarded-For", "").split(",") if word.strip()]
    if proxies:
        return passed[-proxies] if len(passed) >= proxies else ""
    return request.META.get("REMOTE_ADDR", "")


def _is_from(address: str, networks: tuple[str, ...]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(network, strict=False) for network in networks)


class House(Collector):
    """What the database and the disk say at this moment."""

    def collect(self) -> Iterator[Metric]:
        yield _one("workers", "Workers that live.", len(living()))
        yield from _tasks_and_jobs()
        unsealed = AuditEntry.objects.filter(seal__isnull=True).count()
        yield _one("audit_unsealed_entries", "Audit entries that no seal holds yet.", unsealed)
        yield _one("lake_waiting_changes", "Changed rows that the lake has not read.", Change.objects.count())
        yield _one("database_bytes", "Size of the database.", database_bytes())
        if settings.ENVIRONMENT.backup_dir:
            last = last_backup_at()
            age = (timezone.now() - last).total_seconds() if last else float("inf")
            yield _one("backup_age_seconds", "Since the newest backup in BACKUP_DIR.", age)


def _tasks_and_jobs() -> Iterator[Metric]:
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
    tasks = GaugeMetricFamily("atvsld_tasks", "Tasks of the queue by state.", labels=["state"])
    for state in STATES:
        tasks.add_metric([state.lower()], counts.get(state, 0))
    yield tasks
    done = GaugeMetricFamily("atvsld_job_succeeded_timestamp_seconds", "When a job last went well.", labels=["job"])
    took = GaugeMetricFamily("atvsld_job_seconds", "How long a job last took.", labels=["job"])
    failed = GaugeMetricFamily("atvsld_job_failures", "Failures of a job in a row.", labels=["job"])
    for run in JobRun.objects.filter(name__in=[job.name for job in lists.jobs()]):
        failed.add_metric([run.name], run.failures)
        if run.seconds is not None:
            took.add_metric([run.name], run.seconds)
        if run.succeeded_at:
            done.add_metric([run.name], run.succeeded_at.timestamp())
    yield from (done, took, failed)


def database_bytes() -> int:
    if connection.vendor == "sqlite":
        files = [Path(f"{connection.settings_dict['NAME']}{end}") for end in ("", "-wal")]
        return sum(file.stat().st_size for file in files if file.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def _one(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"atvsld_{name}", help_text, value=value)
