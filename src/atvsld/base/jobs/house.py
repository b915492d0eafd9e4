"""The jobs of the base: sealing the audit, and clearing away what has served its time."""

from __future__ import annotations

from datetime import time, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from ..audit.seal import seal_new_entries
from ..import_sessions.services import forget_expired
from ..importing.landing import sweep
from ..models import IdempotencyKey
from .job import Job
from .workers import forget_the_gone

# A declaration waits on a telephone without a line for weeks at most; its key is known for longer than that.
KEYS_KEPT = timedelta(days=120)
DONE_KEPT = timedelta(days=14)
FAILED_KEPT = timedelta(days=90)
CHUNK = 500


def delete_in_chunks(rows: QuerySet[Model]) -> int:
    """Delete without holding the one writer of SQLite for long; how many."""
    count = 0
    while ids := list(rows.values_list("pk", flat=True)[:CHUNK]):
        count += rows.model._default_manager.filter(pk__in=ids).delete()[0]
    return count


def end_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def forget_keys() -> int:
    return delete_in_chunks(IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEYS_KEPT))


def forget_tasks() -> int:
    """Tasks done long ago, and workers that are gone."""
    now = timezone.now()
    is_old = Q(status="SUCCESSFUL", finished_at__lt=now - DONE_KEPT) | Q(
        status="FAILED", finished_at__lt=now - FAILED_KEPT
    )
    return delete_in_chunks(DBTaskResult.objects.filter(is_old)) + forget_the_gone()


JOBS = (
    Job("seal-audit", _("Niêm nhật ký"), seal_new_entries, every=timedelta(seconds=5)),
    Job("take-back-files", _("Dọn các tệp nạp dở dang"), lambda: len(sweep()), every=timedelta(minutes=5)),
    Job("end-sessions", _("Xóa phiên đăng nhập đã hết hạn"), end_sessions, at=time(1, 0)),
    Job("forget-keys", _("Xóa khóa chống gửi trùng đã cũ"), forget_keys, at=time(1, 5)),
    Job("forget-files", _("Xóa tệp đã gửi quá 7 ngày"), forget_expired, every=timedelta(hours=1)),
    Job("forget-tasks", _("Xóa việc đã xong từ lâu"), forget_tasks, at=time(1, 10)),
)
