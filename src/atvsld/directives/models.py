"""Tables of the cascade."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .documents.models import Document, DocumentDraft, Implements, Provision
from .releases.models import Release
from .reminders.models import CalendarAddress, Digest, LadderVersion, MailChoice
from .reporting.models import ReportVersion, TaskReport
from .tasks.models import Cause, Charge, ChargeDay, Coordination, Task, TaskEvent
from .tasks.occurrences import Evidence, Occurrence, TaskTally

__all__ = [
    "BaseYearChoice", "CalendarAddress", "Cause", "Charge", "ChargeDay", "Coordination", "Digest", "Document",
    "DocumentDraft", "Evidence", "Implements", "LadderVersion", "MailChoice", "Occurrence", "Provision", "Release",
    "ReportVersion", "Task", "TaskEvent", "TaskReport", "TaskTally",
]  # fmt: skip


class BaseYearChoice(models.Model):
    """That a programme's changes are taken from another year than the one before the document, with the reason.

    The newest choice of a programme counts; none is ever changed or taken away.
    """

    programme = models.CharField(_("Chương trình"), max_length=60)
    year = models.PositiveSmallIntegerField(_("Năm gốc"))
    reason = models.CharField(_("Lý do"), max_length=500)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người chọn")
    )
    chosen_by_label = models.CharField(_("Người chọn"), max_length=200)
    chosen_at = models.DateTimeField(_("Chọn lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("Năm gốc")
        indexes = [models.Index(fields=["programme", "-id"], name="base_year_newest")]

    def __str__(self) -> str:
        return f"{self.programme} – {self.year}"
