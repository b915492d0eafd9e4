from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .baselines.models import YearlyFigure
from .published.models import PublishedFigure, PublishedNotice

__all__ = ["LakeManifest", "PublishedFigure", "PublishedNotice", "YearlyFigure"]


class LakeManifest(models.Model):
    """Which Parquet files are the lake now: one row, changed only together with the outbox it answers for.

    It stands in the database, not beside the files: whoever reads it and the outbox in one snapshot sees a lake and
    exactly the changes that this lake has not read. `facts` is {fact: {"columns": …, "files": {name: {"bytes": n,
    "hash": …}}, "rows": n}}. `was_equal` says whether the last rebuild found in it what the database holds.
    """

    ONLY = 1

    version = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)
    compacted_at = models.DateTimeField(_("Nén lúc"), null=True)
    rebuilt_at = models.DateTimeField(_("Lập lại lúc"), null=True)
    was_equal = models.BooleanField(_("Khớp cơ sở dữ liệu khi lập lại"), null=True)

    class Meta:
        verbose_name = _("Mục lục kho số liệu")

    def __str__(self) -> str:
        return gettext("kho số liệu {version}").format(version=self.version)
