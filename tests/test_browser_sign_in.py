"""The first page that anybody sees, in a real browser."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", ["phone_page", "browser_page"])
def test_the_sign_in_page_opens_and_fits(request, live_server, width):
    page = request.getfixturevalue(width)
    page.goto(f"{live_server.url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("khong-co")
    page.get_by_label("Mật khẩu").first.fill("sai-mat-khau")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert "/dang-nhap/" in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.console_errors == []


def test_a_stranger_is_led_to_the_sign_in_page(browser_page, live_server):
    browser_page.goto(f"{live_server.url}/doi-mat-khau/")
    assert browser_page.url.startswith(f"{live_server.url}/dang-nhap/?next=")
