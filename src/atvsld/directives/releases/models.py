"""The table of what was published."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """The figures of a province (or, without `unit`, of the nation) in a year as they were published: one version.

    `content` is the canonical JSON that everybody may take away and `sha256` the hash of exactly that text; a database
    that keeps JSON would give the keys back in another order. `figures_sha256` is that of the figures alone. Of a year
    the newest version counts; none is ever changed or taken away.
    """

    code = models.CharField(_("Mã đơn vị"), max_length=5)
    unit = models.ForeignKey("org.Place", models.PROTECT, null=True, related_name="+", verbose_name=_("Đơn vị"))
    year = models.PositiveSmallIntegerField(_("Năm"))
    version = models.PositiveIntegerField(_("Phiên bản"))
    content = models.TextField(_("Nội dung"))
    sha256 = models.CharField(max_length=64, unique=True)
    figures_sha256 = models.CharField(max_length=64)
    publisher = models.CharField(_("Cơ quan công bố"), max_length=300)
    published_at = models.DateTimeField(_("Công bố lúc"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("Người công bố")
    )
    published_by_label = models.CharField(_("Người công bố"), max_length=200)
    reason = models.CharField(_("Lý do công bố lại"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Số liệu đã công bố của đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["code", "year", "version"], name="release_version_once"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="release_again_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code}-{self.year}-{self.version}"

    @property
    def whole(self) -> dict[str, Any]:
        """What was published: the figures under "figures", and beside them of whom, when and by which agency."""
        said: dict[str, Any] = json.loads(self.content)
        return said

    @property
    def is_intact(self) -> bool:
        """Whether the text is still the one whose hash was published."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.sha256
