"""What every page of one report begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from ...base.scope import Scope
from ...directives.reporting.acting import acts
from ...directives.reporting.drawing.whole import drawn_up
from ...directives.reporting.models import ReportVersion, TaskReport
from ...directives.tasks.acting import Acting
from ..scope import scope
from .links import Links

_JOINED = ("agency__place__province", "agency__parent", "to_agency__place", "document")


@dataclass(frozen=True)
class Opened:
    """A report that the person sees; `prepares` and `decides`: as whom they write it or decide about it."""

    held: Scope
    row: TaskReport
    prepares: Acting | None
    decides: Acting | None
    versions: list[ReportVersion]

    @staticmethod
    def of(request: HttpRequest, pk: int) -> Opened:
        """Raises Http404 for a report that the person does not see."""
        held = scope(request)
        row = TaskReport.objects.visible_to(held).select_related(*_JOINED).filter(pk=pk).first()
        if row is None:
            raise Http404
        versions = list(ReportVersion.objects.filter(report=row).defer("content").order_by("-number"))
        decides = acts(held, row.to_agency, "decide") if row.to_agency else None
        return Opened(held, row, acts(held, row.agency, "prepare"), decides, versions)

    @property
    def sees_draft(self) -> bool:
        """Whether the person sees what is being written: whoever writes it, and who keeps or leads its unit."""
        return self.prepares is not None or (
            TaskReport.objects.visible_to(self._with_drafts()).filter(pk=self.row.pk).exists()
        )

    def _with_drafts(self) -> Scope:
        parts = tuple(
            part for part in self.held.parts_for("task_reports", "drafts")
            if part.place_ids and (self.row.commune_id or self.row.province_id) in part.place_ids
        )  # fmt: skip
        return Scope(self.held.user_id, self.held.user_label, parts)

    def figures(self) -> dict[str, Any]:
        """What it counts now."""
        return drawn_up(self.held, self.row, timezone.localdate())

    def asked_version(self, request: HttpRequest) -> int | None:
        """The version that the address names (`?ban=2`), for who sees no draft else the last; None: the draft."""
        text = request.GET.get("ban", "")
        if text.isdecimal() and len(text) < 6:
            return int(text)
        return None if self.sees_draft or not self.versions else self.versions[0].number

    def version(self, number: int) -> ReportVersion:
        """Raises Http404."""
        found = ReportVersion.objects.filter(report=self.row, number=number).first()
        if found is None:
            raise Http404
        return found

    def links(self, figures: dict[str, Any], version: int | None = None) -> Links:
        return Links(self.held, self.row, figures["about"]["unit"]["code"], version)
