"""Fixtures shared by all packages: the folder of source material, and a browser at two widths."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.browser import DESKTOP, FLAGS, TELEPHONE, find_chromium

ROOT = Path(__file__).resolve().parents[1]
IS_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


def shared_folder() -> Path | None:
    """Source material kept beside the checkout (ATVSLD_SHARED, else ../shared), where there is any."""
    folder = Path(os.environ.get("ATVSLD_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = shared_folder()
    if folder is None:
        why = "the source material is not beside the checkout (ATVSLD_SHARED)"
        if IS_CI:
            pytest.fail(why)
        pytest.skip(why)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The machine's chromium under playwright; one for the session."""
    path = find_chromium()
    if path is None:
        if IS_CI:
            pytest.fail("no chromium on this machine")
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django then takes every query for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


def _page(browser, viewport: dict[str, int], is_telephone: bool):
    context = browser.new_context(
        viewport=viewport,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        is_mobile=is_telephone,
        has_touch=is_telephone,
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.console_errors = []
    page.on("console", lambda m: page.console_errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.console_errors.append(str(error)))
    return context, page


@pytest.fixture
def browser_page(chromium):
    """A page of 1280 × 800; `page.console_errors` collects what the browser complained of."""
    context, page = _page(chromium, DESKTOP, is_telephone=False)
    yield page
    context.close()


@pytest.fixture
def phone_page(chromium):
    """A page of 360 × 740, touched by a finger."""
    context, page = _page(chromium, TELEPHONE, is_telephone=True)
    yield page
    context.close()
