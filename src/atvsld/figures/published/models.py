"""Tables of what the Ministry published: a notice once entered is a version and stays as it is."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...statutes.period import Period
from .record import NOTICE, REPORTING, Figure, Notice, decimals, key_of, period_of_key
from .words import LINES, SECTORS


class PublishedNotice(models.Model):
    """One notice of one period in one version. A correction is a further version with its reason; none is changed.

    Of a period that version counts which is the newest and was not voided. `fingerprint` is the SHA-256 of all that
    was printed, figures included; `via` is the door through which it came: "seed" came with the program.
    """

    KINDS: ClassVar = [(NOTICE, _("Thông báo")), (REPORTING, _("Tỷ lệ doanh nghiệp báo cáo"))]
    SEED = "seed"

    kind = models.CharField(_("Loại"), max_length=10, choices=KINDS)
    year = models.PositiveSmallIntegerField(_("Năm"))
    half = models.PositiveSmallIntegerField(_("Nửa năm"), default=0)
    version = models.PositiveIntegerField(_("Phiên bản"))
    number = models.CharField(_("Số thông báo"), max_length=100, blank=True)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    signed_by = models.CharField(_("Người ký"), max_length=300, blank=True)
    provinces_reporting = models.CharField(_("Số tỉnh báo cáo"), max_length=300, blank=True)
    compared_with = models.CharField(_("So với kỳ"), max_length=6, blank=True)
    sources = models.JSONField(_("Nguồn"), default=list)
    details = models.JSONField(_("Nội dung khác"), default=dict)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("Lý do sửa"), max_length=500, blank=True)
    via = models.CharField(_("Qua"), max_length=20)
    entered_at = models.DateTimeField(_("Ghi lúc"), auto_now_add=True)
    entered_by = models.CharField(_("Người ghi"), max_length=200)
    voided_at = models.DateTimeField(_("Hủy lúc"), null=True, blank=True)
    voided_by = models.CharField(_("Người hủy"), max_length=200, blank=True)
    void_reason = models.CharField(_("Lý do hủy"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Thông báo đã công bố")
        ordering = ("kind", "year", "half", "version")
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "half", "version"], name="published_version_once"),
            models.CheckConstraint(condition=Q(half__lte=2), name="published_half"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""), name="published_void_has_reason"
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="published_correction_has_reason"),
        ]

    def __str__(self) -> str:
        return gettext("{period}, bản {version}").format(period=key_of(self.period), version=self.version)

    @property
    def period(self) -> Period:
        return Period(self.year, self.half or None)

    @property
    def key(self) -> tuple[str, int, int]:
        return self.kind, self.year, self.half

    def as_record(self, figures: list[PublishedFigure] | None = None) -> Notice:
        """What was printed, as a plain value."""
        rows = list(self.figures.all()) if figures is None else figures
        return Notice(
            self.kind, self.period, self.number, self.issued_on, self.signed_by, self.provinces_reporting,
            period_of_key(self.compared_with) if self.compared_with else None, tuple(self.sources),
            tuple(row.as_record() for row in rows), self.details,
        )  # fmt: skip


class PublishedFigure(models.Model):
    """One number of a notice as printed, or the words that stand in its place."""

    notice = models.ForeignKey(PublishedNotice, models.PROTECT, related_name="figures")
    sector = models.CharField(_("Khu vực"), max_length=20, choices=list(SECTORS.items()))
    line = models.CharField(_("Chỉ tiêu"), max_length=40, choices=list(LINES.items()))
    value = models.BigIntegerField(_("Giá trị"), null=True)
    change_abs = models.BigIntegerField(_("Tăng, giảm"), null=True)
    change_pct = models.DecimalField(_("Tăng, giảm (%)"), max_digits=10, decimal_places=4, null=True)
    pct_raw = models.CharField(_("Tỷ lệ như in"), max_length=20, blank=True)
    text = models.CharField(_("Bằng chữ"), max_length=300, blank=True)

    class Meta:
        ordering = ("notice", "id")
        constraints = [
            models.UniqueConstraint(fields=["notice", "sector", "line"], name="published_figure_once"),
            models.CheckConstraint(condition=Q(value__isnull=False) | ~Q(text=""), name="published_figure_says"),
            models.CheckConstraint(
                condition=Q(change_pct__isnull=True, pct_raw="") | (Q(change_pct__isnull=False) & ~Q(pct_raw="")),
                name="published_pct_as_printed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector}.{self.line}"

    def as_record(self) -> Figure:
        """As printed: with the printed number of decimals, not with those of the column."""
        pct = self.change_pct
        if pct is not None:
            pct = pct.quantize(Decimal(1).scaleb(-decimals(self.pct_raw)))
        return Figure(self.sector, self.line, self.value, self.change_abs, pct, self.pct_raw, self.text)
