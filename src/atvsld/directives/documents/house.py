"""What is done again and again for documents."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from ...base.jobs.job import Job
from .drafts import forget_expired

JOBS = (Job("forget-document-drafts", _("Xóa văn bản gửi đọc đã hết hạn"), forget_expired, every=timedelta(hours=6)),)
TASK_LABELS = {"atvsld.directives.documents.tasks.read_draft": _("Đọc văn bản")}
