"""Reports of tasks for programs: which there are, and one with its versions as they were sent. Read only."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field as Described

from ...base.language import in_vietnamese
from ...directives.reporting.models import FORMS, STATES, ReportVersion, TaskReport
from ..scope import scope
from .listing import Page, Paged, paged, require_known

reports = Router(tags=["Báo cáo thực hiện"])
IN_WORDS = "; ".join(f"{key}: {in_vietnamese(label)}" for key, label in STATES) + "."
KINDS = "; ".join(f"{key}: {in_vietnamese(label)}" for key, label in FORMS) + "."


class ReportsQuery(Paged):
    """Which reports."""

    state: str = Described("", description=IN_WORDS)
    agency: int | None = Described(None, description="Số dòng của cơ quan báo cáo.")
    programme: str = Described("", description="Chương trình.")


class ReportGiven(Schema):
    """A report; what is being written is not given, only what was sent."""

    id: int
    title: str
    form: str = Described(description=KINDS)
    state: str = Described(description=IN_WORDS)
    agency: str
    agency_id: int
    to: str
    first_day: date
    last_day: date
    due_on: date | None
    programme: str
    document: int | None


class ReportsPage(Page):
    results: list[ReportGiven]


class VersionGiven(Schema):
    """A version as it was sent; `content` is the very text whose SHA-256 is given."""

    number: int
    sent_at: datetime
    sent_by: str
    reason: str
    outcome: str
    outcome_reason: str
    sha256: str
    content: str


class ReportWhole(ReportGiven):
    versions: list[VersionGiven]


@reports.get("", response=ReportsPage, operation_id="reports", summary="Các báo cáo thực hiện")
def list_reports(request: HttpRequest, params: Query[ReportsQuery]) -> Any:
    """Báo cáo xem được, kỳ mới trước."""
    require_known(request, ReportsQuery)
    scope(request).require("task_reports", "view")
    rows = TaskReport.objects.visible_to(scope(request)).select_related("agency").defer("texts")
    wanted = {"state": params.state, "agency": params.agency, "programme": params.programme}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    found, said = paged(request, rows.order_by("-last_day", "-pk"), params)
    return {**said, "results": [_given(row) for row in found]}


@reports.get("/{int:pk}", response=ReportWhole, operation_id="report", summary="Một báo cáo với các bản đã gửi")
def read_report(request: HttpRequest, pk: int) -> Any:
    scope(request).require("task_reports", "view")
    row = TaskReport.objects.visible_to(scope(request)).select_related("agency").filter(pk=pk).first()
    if row is None:
        raise Http404
    versions = ReportVersion.objects.filter(report=row).order_by("number")
    return _given(row) | {
        "versions": [
            {"number": v.number, "sent_at": v.sent_at, "sent_by": v.sent_by_label, "reason": v.reason,
             "outcome": v.outcome, "outcome_reason": v.outcome_reason, "sha256": v.sha256, "content": v.content}
            for v in versions
        ],
    }  # fmt: skip


def _given(row: TaskReport) -> dict[str, Any]:
    return {
        "id": row.pk, "title": row.title, "form": row.form, "state": row.state, "agency": row.agency.name_vi,
        "agency_id": row.agency_id, "to": row.to_name, "first_day": row.first_day, "last_day": row.last_day,
        "due_on": row.due_on, "programme": row.programme, "document": row.document_id,
    }  # fmt: skip
