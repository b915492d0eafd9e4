"""Nothing typed is lost: kept on the device until the server has acknowledged, sent again once by itself."""

from collections.abc import Iterator
from typing import Any

import pytest

from atvsld.web.tests.drafts_server import SERVER

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("atvsld.web.tests.drafts_server"),
]
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('atvsld:draft:')).length"


@pytest.fixture
def form(phone_page: Any, live_server: Any) -> Iterator[Any]:
    """A filled form on a telephone."""
    SERVER.answer, SERVER.posts = "accept", []
    phone_page.goto(f"{live_server.url}/to-khai/")
    fill(phone_page)
    yield phone_page


def fill(page: Any) -> None:
    page.get_by_label("Ngày xảy ra").fill("2026-10-02")
    page.get_by_label("Số người chết").fill("1")
    page.get_by_label("Xã, phường, đặc khu").fill("Xã Ví Dụ")
    page.get_by_label("Nặng", exact=True).check()
    page.get_by_label("Diễn biến").fill("Ngã giàn giáo\nhai dòng")
    page.get_by_label("Họ và tên").fill("Nguyễn Văn Ví Dụ")
    page.get_by_label("Tôi xác nhận").check()


def send(page: Any) -> None:
    page.get_by_role("button", name="Gửi bản khai").click()


def notice(page: Any) -> Any:
    return page.locator("form > .notice")


def test_an_empty_form_is_told_without_the_server(phone_page: Any, live_server: Any) -> None:
    SERVER.posts = []
    phone_page.goto(f"{live_server.url}/to-khai/")
    send(phone_page)
    assert "Số người chết: Hãy điền mục này." in phone_page.locator("[data-error-summary]").inner_text()
    assert SERVER.posts == []


def test_an_accepted_declaration_leaves_nothing_behind(form: Any) -> None:
    send(form)
    form.wait_for_url("**/receipt/")
    assert form.evaluate(KEPT) == 0
    assert len(SERVER.posts) == 1
    assert SERVER.posts[0]["key"] == SERVER.posts[0]["idempotency_key"] != ""


def test_going_back_after_the_receipt_starts_a_new_declaration(form: Any) -> None:
    send(form)
    form.wait_for_url("**/receipt/")
    form.go_back()
    fill(form)
    send(form)
    form.wait_for_url("**/receipt/")
    assert len({post["key"] for post in SERVER.posts}) == 2


def test_what_was_typed_survives_a_reload_with_its_groups(form: Any) -> None:
    form.get_by_role("button", name="Thêm người bị nạn").click()
    form.get_by_label("Họ và tên").nth(1).fill("Trần Thị Ví Dụ")
    form.reload()
    notice(form).wait_for()
    assert form.get_by_label("Họ và tên").nth(1).input_value() == "Trần Thị Ví Dụ"
    assert form.get_by_label("Diễn biến").input_value() == "Ngã giàn giáo\nhai dòng"
    assert form.get_by_label("Nặng", exact=True).is_checked()


def test_a_lost_line_is_told_and_sends_again_by_itself(form: Any) -> None:
    form.context.set_offline(True)
    send(form)
    notice(form).wait_for()
    assert "được giữ trên máy này và sẽ tự gửi lại khi có mạng" in notice(form).inner_text()
    assert SERVER.posts == []
    form.context.set_offline(False)
    form.wait_for_url("**/receipt/")
    assert form.evaluate(KEPT) == 0


def test_it_retries_once_and_offers_the_rest_at_the_next_visit(form: Any) -> None:
    SERVER.answer = "busy"
    send(form)
    notice(form).wait_for()
    form.evaluate("dispatchEvent(new Event('online'))")
    form.get_by_text("Vẫn chưa gửi được").wait_for()
    assert len(SERVER.posts) == 2
    form.evaluate("dispatchEvent(new Event('online'))")
    form.wait_for_timeout(300)
    assert len(SERVER.posts) == 2
    SERVER.answer = "accept"
    form.reload()
    form.get_by_role("button", name="Gửi lại", exact=True).click()
    form.wait_for_url("**/receipt/")
    assert len({post["key"] for post in SERVER.posts}) == 1


def test_refusals_stand_beside_the_field_and_on_top(form: Any) -> None:
    SERVER.answer = "refuse"
    send(form)
    assert form.locator('[data-field="dead_count"] .field-error').inner_text() == "Số này chưa khớp."
    form.get_by_role("link", name="Số người chết: Số này chưa khớp.").click()
    assert form.evaluate("document.activeElement.name") == "dead_count"
    assert form.evaluate(KEPT) == 1


def test_an_ended_session_keeps_the_draft_and_says_so(form: Any) -> None:
    SERVER.answer = "signed out"
    send(form)
    form.get_by_role("link", name="Đăng nhập lại rồi gửi").wait_for()
    assert form.evaluate(KEPT) == 1
