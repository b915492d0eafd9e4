"""The thread of the house in a browser: declared on a telephone, accepted by the province, counted in the statutory
table, and the indicator of the programme moves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest

from atvsld.accidents.models import Accident
from atvsld.testing import make_establishment, make_headcount, make_user
from tests.browser_steps import KEPT, fill_notice, fits, send, sign_in, sign_out

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
TABLE = "/bieu/pl-xiv/?unit=19&year=2026&half=0"
PROGRAMME = "/chuong-trinh/thai-nguyen-2025/?year=2026"
# The first table of a process loads the engine; on a busy machine that takes its time.
FIRST_TABLE_MS = 60_000


@dataclass
class People:
    """An employer and the labour officer of its province."""

    employer: str
    officer: str


@pytest.fixture
def people(transactional_db: None) -> People:
    factory = make_establishment(name="Công ty Xây dựng Ví Dụ")
    for year in (2025, 2026):
        make_headcount(factory, year, 400)
    officer = make_user("labour", place="Thái Nguyên")
    return People(make_user("employer", establishment=factory).username, officer.username)


def deaths_in_table(page: Any, base: str) -> int:
    """Column 9 (dead) of the total of table I; 0 when the cell does not open."""
    page.goto(base + TABLE, timeout=FIRST_TABLE_MS)
    cell = page.locator("td.has-link a[href*='table=I&'][href*='row=total'][href$='column=9']")
    return int(cell.inner_text()) if cell.count() else 0


def deaths_in_programme(page: Any, base: str) -> tuple[str, str]:
    """Deaths of the year as the indicator counts them ("–" while nobody has reported), and its sentence."""
    page.goto(base + PROGRAMME, timeout=FIRST_TABLE_MS)
    sheet = page.locator("section.sheet").first
    if not sheet.locator(".verdict").count():
        return "–", ""
    counted = sheet.locator("table.statutory tr").filter(has_text=re.compile("^2026")).locator("td").first.inner_text()
    return counted.strip(), sheet.locator(".verdict").inner_text()


def test_from_the_telephone_to_the_indicator(phone_page: Any, browser_page: Any, live_server: Any, people: People):
    base = live_server.url
    sign_in(browser_page, base, people.officer)
    assert deaths_in_table(browser_page, base) == 0
    before = deaths_in_programme(browser_page, base)
    assert before[0] == "–"

    receipt = declare_on_the_telephone(phone_page, base, people)
    accept_in_the_province(browser_page, base, receipt)

    assert deaths_in_table(browser_page, base) == 1
    browser_page.locator("td.has-link a[href*='table=I&'][href*='row=total'][href$='column=9']").click()
    opened = browser_page.locator("table.rows tbody tr")
    opened.first.wait_for()
    assert opened.count() == 1
    opened.first.get_by_role("link").first.click()
    assert receipt in browser_page.content()

    after = deaths_in_programme(browser_page, base)
    assert after[0] == "1" and after[1] != before[1]
    assert browser_page.console_errors == [] and phone_page.console_errors == []


def declare_on_the_telephone(page: Any, base: str, people: People) -> str:
    sign_in(page, base, people.employer, "/khai-bao/")
    assert fits(page)
    fill_notice(page)
    assert fits(page)
    send(page)
    page.wait_for_url(re.compile(r"/tai-nan/\d+/"))
    receipt = Accident.objects.get().receipt_number
    assert receipt and receipt in page.locator("main").inner_text()
    assert fits(page)
    return receipt


def accept_in_the_province(page: Any, base: str, receipt: str) -> None:
    page.goto(f"{base}/tai-nan/")
    page.get_by_role("link", name=receipt).click()
    assert "Còn thiếu" in page.locator("main").inner_text()
    page.get_by_role("link", name=re.compile("^(Sửa|Bổ sung thông tin)$")).click()
    page.get_by_label("Nguyên nhân chính").select_option(index=1)
    page.get_by_label("Yếu tố gây chấn thương").select_option(index=1)
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Khai đủ").click()
    page.get_by_role("button", name="Tiếp nhận").click()
    page.wait_for_load_state()
    assert Accident.objects.get().state == "accepted"


def test_a_lost_line_sends_once_when_it_is_back(phone_page: Any, live_server: Any, people: People):
    sign_in(phone_page, live_server.url, people.employer, "/khai-bao/")
    fill_notice(phone_page)
    phone_page.context.set_offline(True)
    send(phone_page)
    phone_page.get_by_text("sẽ tự gửi lại khi có mạng").wait_for()
    assert phone_page.evaluate(KEPT) == 1 and Accident.objects.count() == 0
    phone_page.context.set_offline(False)
    phone_page.wait_for_url(re.compile(r"/tai-nan/\d+/"))
    phone_page.wait_for_timeout(500)
    assert (Accident.objects.count(), Accident.objects.get().victim_count) == (1, 2)
    assert phone_page.evaluate(KEPT) == 0


def test_a_closed_page_keeps_what_was_typed_and_signing_out_removes_it(
    phone_page: Any, live_server: Any, people: People
):
    sign_in(phone_page, live_server.url, people.employer, "/khai-bao/")
    fill_notice(phone_page)
    phone_page.get_by_text("Đã giữ trên máy này").wait_for()
    phone_page.goto(f"{live_server.url}/khai-bao/")
    assert phone_page.get_by_label("Họ và tên").nth(1).input_value() == "Trần Văn Ví Dụ"
    phone_page.on("dialog", lambda dialog: dialog.accept())
    sign_out(phone_page)
    assert phone_page.evaluate(KEPT) == 0
    sign_in(phone_page, live_server.url, people.employer, "/khai-bao/")
    assert phone_page.get_by_label("Họ và tên").first.input_value() == ""
