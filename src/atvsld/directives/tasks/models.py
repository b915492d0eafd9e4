"""What is charged, with whom, and because of what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...base.reading import RegisterQuerySet
from . import recurrence
from .proofs.declared import NOTHING, PROOF_LABELS
from .reach import TaskReach

KINDS = [("programme", _("chương trình")), ("document", _("văn bản")), ("conclusion", _("kết luận cuộc họp"))]


class Cause(models.Model):
    """What tasks hang on: a declared programme, another document, or the conclusion of a meeting, which makes tasks
    without any document. `province` and `commune` say whose it is; the nation's has neither. `named_by` is the agency
    in whose name it was entered; a declared programme has none."""

    kind = models.CharField(_("Loại"), max_length=12, choices=KINDS)
    programme = models.CharField(_("Chương trình"), max_length=60, blank=True)
    title = models.CharField(_("Tên"), max_length=500)
    number = models.CharField(_("Số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("Ngày"), null=True, blank=True)
    issuing_body = models.CharField(_("Cơ quan ban hành, chủ trì"), max_length=300)
    named_by = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("Căn cứ giao việc")
        constraints = [
            models.UniqueConstraint(fields=["programme"], condition=~Q(programme=""), name="cause_of_programme"),
            models.UniqueConstraint(
                fields=["number", "issued_on", "issuing_body"], condition=~Q(number=""), name="cause_of_number",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} – {self.title}" if self.number else self.title


class Charge(models.Model):
    """What one agency asks of others in one step: the words, the days, what has to come of it and what proves it.

    Handed to three thousand communes it is still one charge; each of them has a `Task`. `parent` is the task of which
    this is a part, handed further down.
    """

    cause = models.ForeignKey(Cause, models.PROTECT, related_name="charges", verbose_name=_("Căn cứ"))
    parent = models.ForeignKey("Task", models.PROTECT, null=True, related_name="parts", verbose_name=_("Việc gốc"))
    # The line of an accepted document that it comes from, where it comes from one.
    provision = models.ForeignKey(
        "directives.Provision", models.PROTECT, null=True, related_name="charges", verbose_name=_("Căn cứ")
    )
    giver = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name=_("Cơ quan giao"))
    # Where the giver has authority; the nation's has neither.
    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("Việc"), max_length=300)
    text = models.TextField(_("Nội dung"), blank=True)
    deliverable = models.CharField(_("Sản phẩm"), max_length=500, blank=True)
    recurrence = models.CharField(
        _("Lặp lại"), max_length=13, choices=list(recurrence.LABELS.items()), default=recurrence.NONE
    )
    first_due = models.DateField(_("Hạn (lần đầu)"), null=True, blank=True)
    last_day = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    proof = models.CharField(_("Chứng minh bằng"), max_length=20, choices=PROOF_LABELS, default=NOTHING)
    indicator = models.CharField(_("Chỉ số"), max_length=60, blank=True)
    comparator = models.CharField(_("So sánh"), max_length=2, blank=True)
    value = models.FloatField(_("Giá trị"), null=True, blank=True)
    handed_on = models.DateField(_("Ngày giao"))
    is_on_behalf = models.BooleanField(_("Ghi hộ cơ quan giao"), default=False)
    agencies = models.PositiveIntegerField(_("Số cơ quan nhận"), default=0)

    class Meta:
        verbose_name = _("Nội dung giao")
        indexes = [models.Index(fields=["parent"], name="charge_parent", condition=Q(parent__isnull=False))]

    def __str__(self) -> str:
        return self.title


class ChargeDay(models.Model):
    """One time a charge falls due: the pattern of the occurrences of all its tasks."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="days", db_index=False)
    number = models.PositiveSmallIntegerField(_("Kỳ"))
    opens_on = models.DateField(_("Mở từ ngày"))
    due_on = models.DateField(_("Hạn"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charge", "number"], name="charge_day_once")]


class Coordination(models.Model):
    """That an agency takes part in what others lead."""

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="coordinations", db_index=False)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charge", "agency"], name="coordinates_once")]


class Task(models.Model):
    """One charge of one lead agency, which alone answers for it.

    `province` and `commune` are those of the lead agency on the day of handing out; a body of the nation has neither.
    `accepted_on` and `ended_on` follow from the events; `end` is how it ended without being done.
    """

    charge = models.ForeignKey(Charge, models.PROTECT, related_name="tasks", db_index=False)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name=_("Cơ quan chủ trì"))
    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Tỉnh"))
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Xã"))
    accepted_on = models.DateField(_("Nhận ngày"), null=True)
    ended_on = models.DateField(_("Kết thúc ngày"), null=True)
    end = models.CharField(max_length=10, blank=True, choices=[("sent_back", _("trả lại")), ("withdrawn", _("đã rút"))])

    objects = RegisterQuerySet.as_manager()
    scope_columns: ClassVar[Any] = TaskReach("tasks", places=("province_id", "commune_id"))

    class Meta:
        verbose_name = _("Việc giao")
        constraints = [models.UniqueConstraint(fields=["charge", "agency"], name="charged_once")]
        indexes = [models.Index(fields=["end"], name="task_sent_back", condition=Q(end="sent_back"))]

    def __str__(self) -> str:
        return f"{self.charge} – {self.agency}"


class TaskEvent(models.Model):
    """Something that happened to a task: who did it for which side, when and why. None is ever changed or taken away;
    how a task stands is what its events add up to.

    `on` is the day in Viet Nam on which it was recorded. `by_label` names the person; `is_on_behalf` says that the
    giver recorded it for a body without accounts. `due_before` and `due_after` are the due days of an extension.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="events")
    occurrence = models.ForeignKey("Occurrence", models.PROTECT, null=True, related_name="events", db_index=False)
    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", db_index=False)
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(_("Việc"), max_length=20)
    on = models.DateField(_("Ngày"))
    at = models.DateTimeField(_("Lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người"), db_index=False
    )
    by_label = models.CharField(_("Người"), max_length=200)
    via = models.CharField(max_length=20)
    is_on_behalf = models.BooleanField(_("Ghi hộ"), default=False)
    reason = models.CharField(_("Lý do, nội dung"), max_length=1000, blank=True)
    due_before = models.DateField(_("Hạn trước"), null=True)
    due_after = models.DateField(_("Hạn sau"), null=True)

    class Meta:
        verbose_name = _("Diễn biến")
        indexes = [
            models.Index(fields=["on", "kind"], name="task_event_on"),
            models.Index(fields=["province", "on", "kind"], name="task_event_province"),
            models.Index(
                fields=["commune", "on", "kind"], name="task_event_commune", condition=Q(commune__isnull=False)
            ),
        ]  # fmt: skip
