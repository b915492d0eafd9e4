"""The audit log, for the auditor: who did what, and whether the chain holds."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ...base import lists
from ...base.audit.models import AuditEntry, AuditSeal
from ...base.audit.private import SEALED
from ..tasks.monday_page import EVENTS
from .row import VERBS

# What happens to tasks and to reports of them.
FOLLOWING = EVENTS | {
    "withdraw_charge": _("rút cả lần giao"), "received": _("đã tiếp nhận báo cáo"),
    "returned": _("đã trả lại báo cáo"),
}  # fmt: skip
READING = {
    "read_personal": _("đã xem dữ liệu cá nhân"),
    "read_medical": _("đã xem dữ liệu y tế"),
    "reset_password": _("đã cấp lại mật khẩu"),
    "change_password": _("đã đổi mật khẩu"),
    "issue_reset_slip": _("đã cấp phiếu đặt lại mật khẩu"),
    "use_reset_slip": _("đã đặt lại mật khẩu bằng phiếu"),
    "reset_second_factor": _("đã xóa lớp bảo vệ thứ hai"),
    "end_sessions": _("đã kết thúc các phiên đăng nhập"),
    "end_session": _("đã kết thúc một phiên đăng nhập"),
    "link_directory": _("đã nối với tài khoản của cơ quan"),
    "change_second_factor": _("đã đổi bảo vệ hai lớp"),
    "set_mail": _("đã đổi cách nhận thư đôn đốc"),
    "set_calendar": _("đã đổi địa chỉ lịch"),
    "revoke": _("đã thu hồi"),
    "use": _("đã dùng"),
    "decide": _("đã quyết định"),
}

TITLES = {
    "users": _("Người dùng"),
    "tokens": _("Mã truy cập API"),
    "access_codes": _("Mã trên phiếu"),
    "account_requests": _("Yêu cầu tài khoản"),
    "places": _("Đơn vị hành chính"),
    "published_notices": _("Số liệu quốc gia đã công bố"),
    "documents": _("Văn bản"),
    "causes": _("Căn cứ giao việc"),
    "charges": _("Nội dung giao"),
    "tasks": _("Việc giao"),
    "task_reports": _("Báo cáo thực hiện"),
    "reminder_ladders": _("Thang đôn đốc"),
}
DOORS = {
    "page": "trang",
    "file": _("tệp"),
    "api": "API",
    "export": _("xuất Excel"),
    "demo": _("trình diễn"),
    "mail": _("liên kết trong thư"),
}
OF_USERS: dict[str, Any] = {
    "username": _("Tên đăng nhập"),
    "is_active": _("Được dùng"),
    "membership": _("Vai trò"),
    "case": _("Hồ sơ được mở"),
    "user": _("Người dùng"),
    "state": _("Tình trạng"),
    "tax_code": _("Mã số thuế"),
    "token": _("Mã truy cập"),
    "grants": _("Quyền"),
    "expires_on": _("Hết hạn"),
    "code": _("Mã"),
    "full_name": _("Tên đầy đủ"),
    "valid_from": _("Có hiệu lực từ ngày"),
    "valid_to": _("Có hiệu lực đến hết ngày"),
    "province": _("Tỉnh, thành phố"),
    "status": _("Mức độ chắc chắn"),
    "source": _("Nguồn"),
    "period": _("Kỳ"),
    "version": _("Phiên bản"),
    "may_read_private": _("Đọc dữ liệu cá nhân"),
}


def _labels(entry: AuditEntry) -> list[str]:
    """The fields that an entry changed, in the words of the form; not those whose very change tells of a person."""
    register = lists.registers().get(entry.register)
    if register is None:
        return [str(OF_USERS.get(name, name)) for name in entry.changes]
    labels = {f.name: str(f.label) for f in register.fields}
    columns = {f.name: str(f.verbose_name) for f in register.model._meta.concrete_fields}
    untold = {SEALED, *(f.name for f in register.fields if f.empty_tells)}
    return [labels.get(name) or columns.get(name, name) for name in entry.changes if name not in untold]


def audit_page(request: HttpRequest) -> HttpResponse:
    entries = AuditEntry.objects.select_related("seal").order_by("-id")
    register, who = (
        request.GET.get("so", ""),
        request.GET.get("nguoi", "").strip()[:100],
    )
    if register:
        entries = entries.filter(register=register)
    if who:
        entries = entries.filter(actor_label__icontains=who)
    page = Paginator(entries, 100).get_page(request.GET.get("page"))
    titles = {r.name: r.title for r in lists.registers().values()} | TITLES
    rows = [
        {
            "entry": e,
            "title": titles.get(e.register, e.register),
            "action": (VERBS | READING | FOLLOWING).get(e.verb, e.verb),
            "via": DOORS.get(e.via, e.via),
            "fields": "; ".join(_labels(e)),
        }
        for e in page
    ]
    context: dict[str, Any] = {"page": page, "rows": rows, "titles": titles, "register": register, "who": who}
    context |= {
        "last_seal": AuditSeal.objects.order_by("-id").first(),
        "unsealed": AuditEntry.objects.filter(seal=None).count(),
    }
    return render(request, "pages/audit.html", context)
