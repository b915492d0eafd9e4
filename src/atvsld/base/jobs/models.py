from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Worker(models.Model):
    """A process that does background work. One that was not seen for a while is gone, whatever it said it was doing."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField(_("Chạy từ"))
    seen_at = models.DateTimeField(_("Thấy lần cuối"))

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """A periodic job on this installation: when it is due, who is doing it, how it went the last time.

    Whoever sets `running_by` while the job is due has it; so two workers never do it at once. `error` is the class of
    the exception alone, for its message may quote a record.
    """

    name = models.CharField(_("Việc"), max_length=40, unique=True)
    next_at = models.DateTimeField(_("Lần tới"))
    running_by = models.CharField(_("Đang làm"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("Bắt đầu"), null=True)
    finished_at = models.DateTimeField("Xong", null=True)
    succeeded_at = models.DateTimeField(_("Xong tốt"), null=True)
    seconds = models.FloatField(_("Giây"), null=True)
    done_count = models.BigIntegerField(_("Đã làm"), null=True)
    failures = models.PositiveIntegerField(_("Lỗi liên tiếp"), default=0)
    error = models.CharField(_("Lỗi"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
