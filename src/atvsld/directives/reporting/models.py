"""The tables of reports: one that is being written, and the versions of it that were sent."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ...base.reading import RegisterQuerySet
from .reach import ReportReach

PERIODIC, INTERIM, FINAL = "periodic", "interim", "final"
FORMS = [(PERIODIC, _("báo cáo kết quả thực hiện")), (INTERIM, _("báo cáo sơ kết")), (FINAL, _("báo cáo tổng kết"))]
# Those over several years.
REVIEWS = (INTERIM, FINAL)
DRAFT, SENT, RETURNED, RECEIVED = "draft", "sent", "returned", "received"
STATES = [(DRAFT, _("đang lập")), (SENT, _("đã gửi")), (RETURNED, _("bị trả lại")), (RECEIVED, _("đã tiếp nhận"))]
UNIT, AGENCY = "unit", "agency"
COVERS = [(UNIT, _("cả địa bàn")), (AGENCY, _("riêng cơ quan"))]


class TaskReport(models.Model):
    """A report of an agency over a period: what its people write, and how far it has come.

    `duty` and `occasion` name the duty it answers and which time of it, both "" where it was begun freely. `covers`
    says whether it tells of the whole unit or of the agency's own tasks. `texts` is canonical JSON {part: text} of what
    is being written; what was sent stands in the versions. `province` and `commune` are those of the agency.
    """

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name=_("Cơ quan báo cáo"))
    province = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Tỉnh"))
    commune = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Xã"))
    to_agency = models.ForeignKey(
        "org.Agency", models.PROTECT, null=True, related_name="+", verbose_name=_("Cơ quan nhận")
    )
    to_name = models.CharField(_("Nơi gửi"), max_length=300, blank=True)
    form = models.CharField(_("Loại báo cáo"), max_length=10, choices=FORMS, default=PERIODIC)
    covers = models.CharField(_("Phạm vi"), max_length=6, choices=COVERS, default=UNIT)
    duty = models.CharField(_("Chế độ báo cáo"), max_length=80, blank=True)
    occasion = models.CharField(_("Kỳ"), max_length=20, blank=True)
    programme = models.CharField(_("Chương trình"), max_length=60, blank=True)
    document = models.ForeignKey(
        "directives.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("Văn bản")
    )
    first_day = models.DateField(_("Từ ngày"))
    last_day = models.DateField(_("Đến ngày"))
    due_on = models.DateField(_("Hạn gửi"), null=True, blank=True)
    title = models.CharField(_("Trích yếu"), max_length=500)
    texts = models.TextField(default="{}")
    state = models.CharField(_("Tình trạng"), max_length=8, choices=STATES, default=DRAFT)
    row_version = models.PositiveIntegerField(default=1)
    is_on_behalf = models.BooleanField(_("Ghi hộ"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người lập")
    )
    made_by_label = models.CharField(_("Người lập"), max_length=200)
    made_at = models.DateTimeField(_("Lập lúc"))

    objects = RegisterQuerySet.as_manager()
    scope_columns: ClassVar[Any] = ReportReach("task_reports", places=("province_id", "commune_id"))

    class Meta:
        verbose_name = _("Báo cáo thực hiện")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "duty", "occasion"], condition=~Q(duty=""), name="task_report_once"
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="task_report_days"),
        ]
        indexes = [
            models.Index(fields=["duty", "occasion", "agency"], name="task_report_duty"),
            models.Index(fields=["to_agency", "state"], name="task_report_to"),
            models.Index(fields=["province", "commune"], name="task_report_place"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def parts(self) -> dict[str, str]:
        said: dict[str, str] = json.loads(self.texts)
        return said

    @property
    def is_review(self) -> bool:
        return self.form in REVIEWS


class ReportVersion(models.Model):
    """A report as it was sent, never changed after: what it counted and what people wrote, of which form, by whom.

    `content` is the canonical JSON and `sha256` the hash of exactly that text; `figures_sha256` that of what was
    counted and written. What became of it (received, returned with a reason) is added once.
    """

    report = models.ForeignKey(TaskReport, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField(_("Bản"))
    content = models.TextField(_("Nội dung"))
    sha256 = models.CharField(max_length=64, unique=True)
    figures_sha256 = models.CharField(max_length=64)
    reason = models.CharField(_("Lý do gửi lại"), max_length=500, blank=True)
    sent_on = models.DateField(_("Ngày gửi"))
    sent_at = models.DateTimeField(_("Gửi lúc"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người gửi")
    )
    sent_by_label = models.CharField(_("Người gửi"), max_length=200)
    outcome = models.CharField(_("Kết quả"), max_length=8, blank=True, choices=STATES[2:])
    outcome_reason = models.CharField(_("Lý do trả lại"), max_length=500, blank=True)
    outcome_at = models.DateTimeField(_("Lúc"), null=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người tiếp nhận")
    )
    outcome_by_label = models.CharField(_("Người tiếp nhận"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Bản báo cáo đã gửi")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="report_again_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}-{self.number}"

    @property
    def whole(self) -> dict[str, Any]:
        """What was sent: "figures" that were counted, "texts" that were written, of whom, when, after which rules."""
        said: dict[str, Any] = json.loads(self.content)
        return said

    @property
    def is_intact(self) -> bool:
        """Whether the text is still the one whose hash was kept."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.sha256
