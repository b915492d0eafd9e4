"""Pictures in a browser: drawn under the content policy, light, dark, on a telephone, on paper, without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from atvsld.web.styleguide_charts import pictures
from tests.browser_steps import fits

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("atvsld.web.charts.tests.server"),
]
DRAWN = "document.querySelectorAll('[data-drawn] svg path').length"
LIGHT, DARK = "#0072b2", "#56b4e9"
# The colours of the lines of a picture.
STROKES = "id => [...document.querySelectorAll(`#${id} .chart-picture svg path`)].map(p => p.getAttribute('stroke'))"
# The names on a map, and whatever is drawn on it, against its edges.
INSIDE = """selector => {
  const box = document.querySelector(`${selector} .chart-picture`).getBoundingClientRect();
  const within = (e) => { const r = e.getBoundingClientRect();
    return r.left >= box.left - 1 && r.right <= box.right + 1 && r.top >= box.top - 1 && r.bottom <= box.bottom + 1; };
  const all = (tag) => [...document.querySelectorAll(`${selector} .chart-picture svg ${tag}`)];
  const shapes = all('path');
  const right = Math.max(...shapes.map((e) => e.getBoundingClientRect().right));
  const texts = all('text').filter((e) => e.textContent.includes("Sa"));
  return {words: texts.map((e) => e.textContent), inside: [...texts, ...shapes].every(within),
          reach: (right - box.left) / box.width};
}"""


def opened(page: Any, base: str) -> Any:
    answer = page.goto(f"{base}/hinh/")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    page.wait_for_function("n => document.querySelectorAll('[data-drawn]').length === n", arg=len(pictures()))
    return page


def point_at(page: Any, name: str, across: float, down: float) -> tuple[float, float]:
    """Moves the pointer to a place of a picture, in shares of its width and height."""
    picture = page.locator(f"#{name} .chart-picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    place = (box["x"] + across * box["width"], box["y"] + down * box["height"])
    page.mouse.move(place[0] - 2, place[1])
    page.mouse.move(*place)
    return place


def test_pictures_are_drawn_told_and_open_their_cases(browser_page: Any, live_server: Any):
    page = opened(browser_page, live_server.url)
    assert page.evaluate(DRAWN) > 200
    point_at(page, "mau-nam", 0.5, 0.5)
    tip = page.locator("#mau-nam .chart-tip")
    tip.wait_for()
    assert tip.locator("dt").first.inner_text() == "Tần suất" and "," in tip.locator("dd").first.inner_text()
    point_at(page, "mau-xep-hang", 0.6, 0.25)
    page.locator("#mau-xep-hang .chart-tip", has_text="Phường Ví Dụ Hai").wait_for()
    page.mouse.click(*point_at(page, "mau-ban-do-nuoc", 0.22, 0.13))
    page.wait_for_url("**/hinh/?unit=25")
    opened(page, live_server.url)
    page.mouse.click(*point_at(page, "mau-xep-hang", 0.6, 0.05))
    page.wait_for_url("**/hinh/?unit=1")
    assert page.console_errors == []


def test_the_colours_follow_the_page_and_paper_is_light(browser_page: Any, live_server: Any):
    page = opened(browser_page, live_server.url)
    strokes = lambda: page.evaluate(STROKES, "mau-nam")  # noqa: E731 - asked again and again
    assert LIGHT in strokes() and DARK not in strokes()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"({STROKES})('mau-nam').includes('{DARK}')")
    assert LIGHT not in strokes()
    page.locator("#mau-nam .chart-numbers summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert LIGHT in strokes() and DARK not in strokes()
    assert page.locator(".chart-numbers:not([open])").count() == 0
    scaled = page.locator("#mau-nam .chart-picture svg").bounding_box()
    assert scaled["height"] > 150 and scaled["width"] > 250
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert DARK in strokes()
    assert page.locator(".chart-numbers:not([open])").count() == 1
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.locator("#mau-thang [data-chart-copy]").click()
    page.get_by_role("button", name="Đã chép").wait_for()
    assert page.console_errors == []


def test_no_archipelago_is_cut_away(browser_page: Any, live_server: Any):
    page = opened(browser_page, live_server.url)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        nation = page.evaluate(INSIDE, "#mau-ban-do-nuoc")
        words = " ".join(nation["words"])
        assert "QĐ. Hoàng Sa" in words and "QĐ. Trường Sa" in words, width
        assert nation["inside"] and nation["reach"] > 0.9, width
        for code, name in (("48", "Hoàng Sa"), ("56", "Trường Sa")):
            province = page.evaluate(INSIDE, f"#mau-ban-do-{code}")
            assert name in " ".join(province["words"]), (width, code)
            assert province["inside"], (width, code)
    assert fits(page) and page.console_errors == []


def test_on_a_telephone_tables_are_folded_and_a_finger_asks_before_it_opens(phone_page: Any, live_server: Any):
    page = opened(phone_page, live_server.url)
    assert fits(page)
    assert page.locator(".chart-numbers[open]").count() == 0
    page.locator("#mau-nam .chart-numbers summary").tap()
    assert page.get_by_role("rowheader", name="2018").is_visible() and fits(page)
    picture = page.locator("#mau-xep-hang .chart-picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    page.touchscreen.tap(box["x"] + 0.55 * box["width"], box["y"] + 0.05 * box["height"])
    link = page.locator("#mau-xep-hang .chart-tip a")
    link.wait_for()
    assert page.url.endswith("/hinh/")
    link.tap()
    page.wait_for_url("**/hinh/?unit=1")
    assert page.console_errors == []


def test_without_boundaries_the_table_stands_and_says_so(browser_page: Any, live_server: Any):
    browser_page.route("**/geo/48.json", lambda route: route.abort())
    browser_page.goto(f"{live_server.url}/hinh/")
    browser_page.locator("#mau-ban-do-48 .is-missing").wait_for()
    assert "Các con số có ở bảng" in browser_page.locator("#mau-ban-do-48 .chart-picture").inner_text()
    assert browser_page.locator("#mau-ban-do-48 tbody tr").count() == 94
    assert browser_page.locator("#mau-ban-do-19 .chart-picture svg").count() == 1


def test_without_scripts_the_tables_stand_alone(chromium: Any, live_server: Any):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/hinh/")
    assert page.locator(".chart-table:visible").count() == len(pictures())
    assert page.locator(".chart-picture:visible, .chart-legend:visible, [data-chart-copy]:visible").count() == 0
    context.close()
