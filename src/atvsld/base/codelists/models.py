from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeListVersion(models.Model):
    """One code list as it stood from one day on: its instrument, its source and how far it was seen."""

    name = models.CharField(_("Danh mục"), max_length=60)
    title = models.CharField(_("Tên"), max_length=300)
    valid_from = models.DateField(_("Áp dụng từ"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết"), null=True, blank=True)
    instrument = models.CharField(_("Văn bản"), max_length=100, blank=True)
    status = models.CharField(_("Tình trạng"), max_length=20)
    source = models.TextField(_("Nguồn"), blank=True)
    loaded_at = models.DateTimeField(_("Nạp lúc"), auto_now=True)
    loaded_by = models.CharField(_("Người nạp"), max_length=200, blank=True)

    class Meta:
        ordering = ["name", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["name", "valid_from"], name="codelist_version_once")]

    @property
    def is_provisional(self) -> bool:
        return self.status not in ("verified", "historic")


class CodeRow(models.Model):
    """One code of one version. Codes are text; `attrs` keeps the other columns of the source as they are."""

    version = models.ForeignKey(CodeListVersion, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(_("Thứ tự"))
    code = models.CharField(_("Mã"), max_length=40)
    name_vi = models.TextField(_("Tên"))
    parent_code = models.CharField(_("Mã cha"), max_length=40, blank=True)
    status = models.CharField(_("Tình trạng"), max_length=20)
    source = models.TextField(_("Nguồn"), blank=True)
    attrs = models.JSONField(_("Cột khác"), default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="coderow_once")]
