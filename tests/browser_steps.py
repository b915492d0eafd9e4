"""What people do in the browser tests, in the words of the pages."""

from __future__ import annotations

import re
from typing import Any

from atvsld.testing import PASSWORD

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('atvsld:draft:')).length"


def sign_in(page: Any, base: str, username: str, then: str = "/") -> None:
    page.goto(f"{base}/dang-nhap/?next={then}")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").first.fill(PASSWORD)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert "/dang-nhap/" not in page.url


def sign_out(page: Any) -> None:
    page.locator(".user-menu summary").click()
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Đăng xuất").click()


def fill_victim(page: Any, number: int, name: str, condition: str, died_on: str = "") -> None:
    group = page.locator("[data-group]").nth(number)
    group.get_by_label("Họ và tên").fill(name)
    group.get_by_label("Giới tính").select_option(label="Nam")
    group.get_by_label("Năm sinh").fill("1990")
    group.get_by_label("Nghề nghiệp").fill("Thợ xây")
    group.get_by_label("Tình trạng khi khai báo").select_option(label=condition)
    if died_on:
        group.get_by_label("Ngày chết").fill(died_on)


def fill_notice(page: Any) -> None:
    """A notice of one dead and one lightly injured, as it is typed on a telephone."""
    page.get_by_label("Thời điểm xảy ra").fill("10/03/2026 09:30")
    page.get_by_label(re.compile("^Nơi xảy ra")).fill("Công trường số 2")
    fill_victim(page, 0, "Nguyễn Văn Ví Dụ", "Chết", "10/03/2026")
    page.get_by_role("button", name="Thêm người bị nạn").click()
    fill_victim(page, 1, "Trần Văn Ví Dụ", "Bị thương nhẹ")
    page.get_by_label("Diễn biến").fill("Sập giàn giáo khi đang trát tường")
    page.get_by_label(re.compile("^Người khai báo")).fill("Lê Thị Khai, cán bộ an toàn")


def send(page: Any) -> None:
    page.get_by_role("button", name="Gửi khai báo").click()


def fits(page: Any) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
