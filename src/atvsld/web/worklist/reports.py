"""Reports of tasks that wait: owed and not sent, sent back, and those of others that nobody has received yet."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...base.asking import asking_once
from ...base.language import in_its_language
from ...directives.reporting.acting import acting_agencies
from ...directives.reporting.duties.owed import Owed, owed_by
from ...directives.reporting.models import RETURNED, SENT, ReportVersion, TaskReport
from .kind import Asked, Due, Tally, WorkKind, WorkRow, of_list

AHEAD = timedelta(days=30)
MOST = 200


def owed(asked: Asked) -> list[WorkRow]:
    """Of the own agencies: past their day, due within thirty days, or sent back."""
    own = list(acting_agencies(asked.scope, asked.verb, asked.today))
    if not own:
        return []
    with asking_once():
        found = [one for one in owed_by(asked.scope, own, asked.today) if _is_pressing(one)]
    free = TaskReport.objects.filter(agency__in=own, state=RETURNED, duty="").select_related("agency")[:MOST]
    return [*(_owed(one) for one in found), *(_returned(row) for row in free)]


def _is_pressing(one: Owed) -> bool:
    is_near = one.occasion.due_on is not None and one.occasion.due_on - one.today <= AHEAD
    return one.is_open and (one.state == RETURNED or is_near)


def _owed(one: Owed) -> WorkRow:
    url = reverse("report", args=[one.report.pk]) if one.report else reverse("reports")
    due = Due(one.occasion.due_on, one.duty.source, one.duty.is_before) if one.occasion.due_on else None
    return WorkRow(str(one.report or one.duty.what), url, str(in_its_language(one.agency.name_vi)), due=due)


def _returned(row: TaskReport) -> WorkRow:
    return WorkRow(row.title, reverse("report", args=[row.pk]), str(in_its_language(row.agency.name_vi)))


def _incoming(asked: Asked) -> list[int]:
    bodies = acting_agencies(asked.scope, asked.verb, asked.today).order_by().values("pk")
    return list(TaskReport.objects.filter(to_agency__in=bodies, state=SENT).values_list("pk", flat=True))


def incoming_tally(asked: Asked) -> Tally:
    ids = _incoming(asked)
    first = ReportVersion.objects.filter(report__in=ids, outcome="").order_by("sent_on").first() if ids else None
    return Tally(len(ids), first.sent_on if first else None)


def incoming(asked: Asked, start: int, stop: int) -> list[WorkRow]:
    rows = TaskReport.objects.filter(pk__in=_incoming(asked)).select_related("agency").order_by("last_day", "pk")
    return [
        WorkRow(row.title, reverse("report", args=[row.pk]), str(in_its_language(row.agency.name_vi)))
        for row in rows[start:stop]
    ]  # fmt: skip


REPORTS_OWED = WorkKind(
    "bao-cao-phai-gui", _("Báo cáo thực hiện phải gửi"), _("Lập và gửi trước hạn; số liệu được điền sẵn."),
    ("task_reports", "prepare"), *of_list(owed),
)  # fmt: skip
REPORTS_INCOMING = WorkKind(
    "bao-cao-cho-tiep-nhan", _("Báo cáo gửi đến, chờ tiếp nhận"), _("Đọc rồi tiếp nhận, hoặc trả lại kèm lý do."),
    ("task_reports", "decide"), incoming_tally, incoming,
)  # fmt: skip
