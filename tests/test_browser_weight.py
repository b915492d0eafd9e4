"""The declaring page on a weak line: all that is transferred, with an empty cache, is 100 kB at most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test.testcases import LiveServerThread

from atvsld.testing import make_establishment, make_user
from tests.browser_steps import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
MOST_BYTES = 100_000


@pytest.fixture
def installed_server(settings: Any, tmp_path: Path) -> Iterator[str]:
    """A server that sends its files as an installation does: collected, hashed, compressed."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", interactive=False, verbosity=0)
    server = LiveServerThread("localhost", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait(20)
    assert not server.error, server.error
    yield f"http://localhost:{server.port}"
    server.terminate()


def test_the_declaring_page_is_light(phone_page: Any, installed_server: str):
    employer = make_user("employer", establishment=make_establishment()).username
    sign_in(phone_page, installed_server, employer)
    wire = phone_page.context.new_cdp_session(phone_page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    names: dict[str, str] = {}
    bytes_of: dict[str, int] = {}
    wire.on("Network.responseReceived", lambda event: names.update({event["requestId"]: event["response"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: event["encodedDataLength"]}))
    phone_page.goto(f"{installed_server}/khai-bao/", wait_until="networkidle")
    told = {names.get(request, request): int(count) for request, count in bytes_of.items()}
    assert len([url for url in told if "/static/" in url]) >= 3, "scripts and styles came over the line"
    assert sum(told.values()) <= MOST_BYTES, sorted(told.items(), key=lambda pair: -pair[1])
    print(f"{sum(told.values())} bytes in {len(told)} answers")
