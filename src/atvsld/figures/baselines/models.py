"""The table of entered yearly figures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...base.models import STANDING, RegisterRow
from ...base.reading import ScopeColumns


class YearlyFigure(RegisterRow):
    """One quantity of a unit in a year as a document states it (số liệu tổng hợp của năm đã qua).

    `unit` is the unit of that time: a district or a province that has ended since too. `province` is the province in
    whose ground the unit lies today; it decides who sees and changes the row.
    """

    unit = models.ForeignKey("org.Place", models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    province = models.ForeignKey(
        "org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Tỉnh hiện nay")
    )
    year = models.PositiveSmallIntegerField(_("Năm"))
    line = models.CharField(_("Dòng số liệu"), max_length=40)
    value = models.BigIntegerField(_("Giá trị"))
    source = models.CharField(_("Văn bản nguồn"), max_length=300)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)

    scope_columns: ClassVar = ScopeColumns(register="yearly_figures", places=("unit_id", "province_id"))

    class Meta:
        verbose_name = _("Số liệu năm")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "line"], condition=STANDING, name="yearly_figure_once"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="yearly_figure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.year} – {self.line}"
