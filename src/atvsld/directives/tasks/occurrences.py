"""The times that tasks are due, what proves them, and how many stand how."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...base.reading import RegisterQuerySet
from .models import Charge, Task, TaskEvent
from .reach import TaskReach
from .status import Stage

BY_EVIDENCE, BY_WORD, BY_REGISTER = "evidence", "word", "register"
PROVED = [("", ""), (BY_EVIDENCE, _("có minh chứng")), (BY_WORD, _("theo lời báo cáo")),
          (BY_REGISTER, _("theo số liệu trong hệ thống"))]  # fmt: skip
_OPEN = Q(stage__in=(Stage.WAITING, Stage.ACCEPTED))


class Occurrence(models.Model):
    """One time that a task is due: the row that lists show and that is counted.

    `due_on` is the day as it was given, `due_now` after extensions; `asked_due` the day that was asked for and not yet
    decided. `is_tangled` says that the columns alone no longer tell every past day (an extension, a reopening): then
    the events do. Charge, agency and places repeat those of the task, so that counting reads an index alone.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="occurrences", db_index=False)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    province = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    commune = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    number = models.PositiveSmallIntegerField(_("Kỳ"))
    opens_on = models.DateField(_("Mở từ ngày"))
    due_on = models.DateField(_("Hạn khi giao"), null=True)
    due_now = models.DateField(_("Hạn"), null=True)
    asked_due = models.DateField(_("Xin gia hạn đến"), null=True)
    stage = models.PositiveSmallIntegerField(_("Tình trạng"), choices=Stage.choices, default=Stage.WAITING)
    handed_on = models.DateField(_("Giao ngày"))
    accepted_on = models.DateField(_("Nhận ngày"), null=True)
    done_on = models.DateField(_("Xong ngày"), null=True)
    ended_on = models.DateField(_("Kết thúc ngày"), null=True)
    proved_by = models.CharField(_("Căn cứ hoàn thành"), max_length=8, choices=PROVED, blank=True)
    is_tangled = models.BooleanField(default=False)

    objects = RegisterQuerySet.as_manager()
    scope_columns: ClassVar[Any] = TaskReach("tasks", places=("province_id", "commune_id"))

    class Meta:
        verbose_name = _("Kỳ của việc giao")
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="due_once")]
        indexes = [
            models.Index(fields=["province", "agency", "stage", "opens_on", "due_now"], name="due_province"),
            models.Index(fields=["charge", "province", "stage", "due_now"], name="due_charge"),
            models.Index(
                fields=["commune", "agency", "stage", "opens_on", "due_now"], name="due_commune",
                condition=Q(commune__isnull=False),
            ),
            models.Index(fields=["agency", "due_now"], name="due_agency"),
            models.Index(fields=["due_now", "id"], name="due_open", condition=_OPEN),
            models.Index(fields=["province", "due_now"], name="due_open_province", condition=_OPEN),
            # Bodies of provinces and of the nation, whom the nation is told of by themselves.
            models.Index(
                fields=["due_now", "province"], name="due_open_above", condition=_OPEN & Q(commune__isnull=True)
            ),
            models.Index(fields=["opens_on", "id"], name="due_opens", condition=_OPEN),
            models.Index(fields=["province", "task"], name="due_tangled", condition=Q(is_tangled=True)),
            models.Index(fields=["asked_due"], name="due_asked", condition=Q(asked_due__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.task_id}/{self.number}"


class Evidence(models.Model):
    """A deliverable shown for one occurrence: a document by its number and day, with its file or without.

    The file is kept encrypted, for a list of participants holds personal data; `sha256` is that of the file itself.
    """

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="evidence")
    event = models.ForeignKey(TaskEvent, models.PROTECT, related_name="evidence")
    title = models.CharField(_("Tên văn bản, tài liệu"), max_length=300)
    number = models.CharField(_("Số, ký hiệu"), max_length=60, blank=True)
    dated_on = models.DateField(_("Ngày văn bản"), null=True)
    file_name = models.CharField(_("Tệp"), max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True)
    # What struck it out again; it stays to be seen.
    struck_by = models.ForeignKey(TaskEvent, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("Minh chứng")

    def __str__(self) -> str:
        return self.title


class TaskTally(models.Model):
    """How many occurrences of one charge in one province (0: bodies of the nation) share their days and their stage.

    Kept by every write in its own transaction, for the nation has millions of rows; `due_now` of those without a due
    day is `NO_DAY`. The day is no part of it: tomorrow the same row is overdue without anybody writing.
    """

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="+", db_index=False)
    province_id = models.BigIntegerField()
    opens_on = models.DateField()
    due_now = models.DateField()
    stage = models.PositiveSmallIntegerField(choices=Stage.choices)
    n = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["charge", "province_id", "opens_on", "due_now", "stage"], name="task_tally_once"
            ),
        ]
        indexes = [models.Index(fields=["province_id", "charge"], name="task_tally_province")]


class ToldDay(models.Model):
    """What was told of a day of the nation that is over, as JSON: worked out once, for it does not change."""

    day = models.DateField(unique=True)
    content = models.TextField()
