"""What waits in the house itself: a person's own files, tasks that failed, notices that contradict themselves."""

from __future__ import annotations

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from ...base import lists
from ...base.fields.scalar import HERE
from ...base.import_sessions.models import CHECKED, FAILED, UPLOADED, ImportSession
from ...base.statute_words import period_label
from ...figures.published.record import NOTICE
from ...figures.published.standing import standing_book
from ..pages.published import notice_url
from .kind import Asked, Due, Tally, WorkKind, WorkRow, of_list

TRUNCATED = "published.truncated"
KEPT_UNTIL = _("sau ngày này tệp bị xóa")


def unfinished_files(asked: Asked) -> list[WorkRow]:
    """Files that this very person sent and did not confirm, while they are kept."""
    if asked.scope.user_id is None:
        return []
    sessions = ImportSession.objects.filter(
        user=asked.scope.user_id, state__in=(UPLOADED, CHECKED, FAILED), expires_at__gt=timezone.now()
    )
    return [
        WorkRow(
            s.file_name, reverse("import-session", args=[s.token]),
            f"{lists.register(s.register).title}: {s.get_state_display()}",
            timezone.localdate(s.created_at, HERE),
            Due(timezone.localdate(s.expires_at, HERE), KEPT_UNTIL, is_before=False),
        )
        for s in sessions.order_by("created_at")
    ]  # fmt: skip


def _failed(asked: Asked) -> QuerySet[DBTaskResult]:
    return (
        DBTaskResult.objects.failed()
        if any(part.everywhere for part in asked.scope.parts)
        else DBTaskResult.objects.none()
    )


def _failed_tally(asked: Asked) -> Tally:
    found = _failed(asked).aggregate(count=Count("*"), since=Min("finished_at"))
    return Tally(found["count"], found["since"] and timezone.localdate(found["since"], HERE))


def _failed_rows(asked: Asked, start: int, stop: int) -> list[WorkRow]:
    found, labels = _failed(asked).order_by("finished_at")[start:stop], lists.task_labels()
    return [
        WorkRow(str(labels.get(t.task_path, t.task_path)), reverse("jobs"), "",
                timezone.localdate(t.finished_at, HERE) if t.finished_at else None)
        for t in found
    ]  # fmt: skip


def notices_with_findings(asked: Asked) -> list[WorkRow]:
    """Published notices in which something contradicts itself or another; a percentage cut instead of rounded aside."""
    if not any(part.everywhere for part in asked.scope.parts):
        return []
    book = standing_book()
    found = [(n, [v for v in book.findings(n) if v.code != TRUNCATED]) for n in book if n.kind == NOTICE]
    return [
        WorkRow(
            period_label(notice.period), notice_url(notice),
            ngettext("{n} chỗ không khớp", "{n} chỗ không khớp", len(findings)).format(n=len(findings)),
        )
        for notice, findings in found if findings
    ]  # fmt: skip


FILES = WorkKind(
    "tep-chua-xong", _("Tệp gửi lên chưa xác nhận"), _("Xem kết quả kiểm tra rồi xác nhận, hoặc xóa tệp."), None,
    *of_list(unfinished_files),
)  # fmt: skip
FAILED_TASKS = WorkKind(
    "viec-nen-hong", _("Việc nền bị hỏng"), _("Xem lỗi ở trang Việc nền rồi cho làm lại."), ("jobs", "edit"),
    _failed_tally, _failed_rows,
)  # fmt: skip
FINDINGS = WorkKind(
    "thong-bao-khong-khop", _("Thông báo đã công bố có chỗ không khớp"),
    _("Đối chiếu với bản in; nhập bản sửa nếu nhập sai, còn in sai thì để nguyên và ghi chú."), ("published", "enter"),
    *of_list(notices_with_findings),
)  # fmt: skip
