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
    """One entry: where it leads, its words and icon, the right that shows it, and the heading under which it stands."""

    route: str
    label: Words
    icon: str
    register: str
    verb: str
    head: Words = ""


CASES, GROUND, CASCADE = _("Tai nạn"), _("Cơ sở, số liệu"), _("Chỉ đạo, thực hiện")
PUBLIC, LOOKUP, ADMIN = _("Công bố"), _("Tra cứu"), _("Quản trị")
# With fewer entries headings would be half of the menu.
FEW = 10
MENU = (
    MenuItem("start", _("Trang chủ"), "home", "", ""),
    MenuItem("work", _("Việc cần làm"), "checklist", "", ""),
    MenuItem("overview", _("Tổng quan"), "chart-bar", "figures", "view"),
    MenuItem("declare", _("Khai báo tai nạn"), "plus", "accidents", "create", CASES),
    MenuItem("accidents-list", _("Tai nạn lao động"), "ambulance", "accidents", "view", CASES),
    MenuItem("victims-list", _("Người bị nạn"), "users", "victims", "view", CASES),
    MenuItem("placing", _("Chưa xác định xã"), "map-pin", "accidents", "place", CASES),
    MenuItem(
        "establishments-list", pgettext_lazy("nhiều", "Cơ sở"), "building-factory-2", "establishments", "view", GROUND
    ),
    MenuItem("headcounts-list", _("Số lao động"), "chart-bar", "headcounts", "view", GROUND),
    MenuItem("figures", _("Biểu thống kê"), "table", "figures", "view", GROUND),
    MenuItem("figures", _("Biểu thống kê"), "table", "figures", "own", GROUND),
    MenuItem("unit-indicators", _("Chỉ số"), "chart-bar", "figures", "view", GROUND),
    MenuItem("programmes", _("Chương trình, chỉ tiêu"), "target-arrow", "programmes", "view", CASCADE),
    MenuItem("documents", _("Văn bản"), "book-2", "documents", "view", CASCADE),
    MenuItem("tasks", _("Việc giao"), "list-details", "tasks", "view", CASCADE),
    MenuItem("reminders", _("Đôn đốc"), "calendar", "tasks", "view", CASCADE),
    MenuItem("reports", _("Báo cáo thực hiện"), "checklist", "task_reports", "view", CASCADE),
    MenuItem("releases", _("Công bố số liệu"), "book-2", "releases", "publish", PUBLIC),
    MenuItem("published", _("Số liệu quốc gia đã công bố"), "book-2", "", "", PUBLIC),
    MenuItem("where-now", _("Nơi này nay là đâu?"), "map-pin", "", "", LOOKUP),
    MenuItem("agencies", _("Cơ quan"), "scale", "lists", "view", LOOKUP),
    MenuItem("lists", _("Danh mục"), "list-details", "lists", "view", LOOKUP),
    MenuItem("place-changes", _("Thay đổi địa giới"), "map-pin", "lists", "edit", LOOKUP),
    MenuItem("dictionary", _("Từ điển dữ liệu"), "table", "", "", LOOKUP),
    MenuItem("accounts-handing", _("Cấp tài khoản"), "key", "establishments", "accounts", ADMIN),
    MenuItem("colleagues", _("Người của cơ sở"), "users", "establishments", "invite", ADMIN),
    MenuItem("users", _("Người dùng"), "user", "users", "view", ADMIN),
    MenuItem("jobs", _("Việc nền"), "clock", "jobs", "view", ADMIN),
    MenuItem("audit", _("Nhật ký"), "history", "audit", "view", ADMIN),
)


def menu_for(held: Scope, path: str) -> list[dict[str, Any]]:
    """The entries that the person may open; the one whose address is the longest beginning of this page is active.

    The first page is the beginning of every address: it is active on itself alone.
    """
    shown = [item for item in MENU if not item.register or held.may(item.register, item.verb)]
    urls = [reverse(item.route) for item in shown]
    home = reverse("start")
    active = max((u for u in urls if path == u or (u != home and path.startswith(u))), key=len, default="")
    heads = [item.head if len(shown) > FEW else "" for item in shown]
    return [
        {
            "label": item.label, "url": url, "icon": item.icon, "active": url == active,
            "head": head if head != before else "",
        }
        for item, url, head, before in zip(shown, urls, heads, ["", *heads], strict=False)
    ]  # fmt: skip
