"""The menu: what each person finds at the left, in the order of the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..base.language import Words
from ..base.scope import Scope


@dataclass(frozen=True)
class MenuItem:
    """One entry: where it leads, its words and icon, and the right that shows it."""

    route: str
    label: Words
    icon: str
    register: str
    verb: str


MENU = (
    MenuItem("start", _("Trang chủ"), "home", "", ""),
    MenuItem("work", _("Việc cần làm"), "checklist", "", ""),
    MenuItem("overview", _("Tổng quan"), "chart-bar", "figures", "view"),
    MenuItem("declare", _("Khai báo tai nạn"), "plus", "accidents", "create"),
    MenuItem("accidents-list", _("Tai nạn lao động"), "ambulance", "accidents", "view"),
    MenuItem("victims-list", _("Người bị nạn"), "users", "victims", "view"),
    MenuItem("placing", _("Chưa xác định xã"), "map-pin", "accidents", "place"),
    MenuItem("establishments-list", pgettext_lazy("nhiều", "Cơ sở"), "building-factory-2", "establishments", "view"),
    MenuItem("headcounts-list", _("Số lao động"), "chart-bar", "headcounts", "view"),
    MenuItem("figures", _("Biểu thống kê"), "table", "figures", "view"),
    MenuItem("figures", _("Biểu thống kê"), "table", "figures", "own"),
    MenuItem("unit-indicators", _("Chỉ số"), "chart-bar", "figures", "view"),
    MenuItem("programmes", _("Chương trình, chỉ tiêu"), "target-arrow", "programmes", "view"),
    MenuItem("documents", _("Văn bản"), "book-2", "documents", "view"),
    MenuItem("tasks", _("Việc giao"), "list-details", "tasks", "view"),
    MenuItem("reminders", _("Đôn đốc"), "calendar", "tasks", "view"),
    MenuItem("reports", _("Báo cáo thực hiện"), "checklist", "task_reports", "view"),
    MenuItem("releases", _("Công bố số liệu"), "book-2", "releases", "publish"),
    MenuItem("published", _("Số liệu quốc gia đã công bố"), "book-2", "", ""),
    MenuItem("where-now", _("Nơi này nay là đâu?"), "map-pin", "", ""),
    MenuItem("agencies", _("Cơ quan"), "scale", "lists", "view"),
    MenuItem("lists", _("Danh mục"), "list-details", "lists", "view"),
    MenuItem("place-changes", _("Thay đổi địa giới"), "map-pin", "lists", "edit"),
    MenuItem("accounts-handing", _("Cấp tài khoản"), "key", "establishments", "accounts"),
    MenuItem("colleagues", _("Người của cơ sở"), "users", "establishments", "invite"),
    MenuItem("dictionary", _("Từ điển dữ liệu"), "table", "", ""),
    MenuItem("users", _("Người dùng"), "user", "users", "view"),
    MenuItem("jobs", _("Việc nền"), "clock", "jobs", "view"),
    MenuItem("audit", _("Nhật ký"), "history", "audit", "view"),
)


def menu_for(held: Scope, path: str) -> list[dict[str, Any]]:
    """The entries that the person may open; the one whose address is the longest beginning of this page is active.

    The first page is the beginning of every address: it is active on itself alone.
    """
    shown = [item for item in MENU if not item.register or held.may(item.register, item.verb)]
    urls = [reverse(item.route) for item in shown]
    home = reverse("start")
    active = max((u for u in urls if path == u or (u != home and path.startswith(u))), key=len, default="")
    return [
        {"label": item.label, "url": url, "icon": item.icon, "active": url == active}
        for item, url in zip(shown, urls, strict=True)
    ]
