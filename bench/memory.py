"""Memory of a web process that serves the demonstration, after it has answered one of each page."""

from __future__ import annotations

import os
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import mkdtemp

from .row import PROGRAM, Row

PORT = 18766
HOME = f"http://127.0.0.1:{PORT}"
SECONDS_TO_START = 300
WANTED = 350.0
# Between them they may open every page there is.
ROLES = ("labour", "ministry", "employer", "health", "admin", "auditor")
FORMS = ("pl-xii", "pl-xiv", "pl-xv")
PROVINCE = "Thái Nguyên"
# What a visit would end, and what no person opens.
PASSED_OVER = {"account_logout", "set-language", "healthz", "readyz", "metrics", "api-document"}
LINK = re.compile(r'<a\b[^>]*\shref="([^"#]+)"')
TAX_CODE = re.compile(r"\b\d{10}\b")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """A browser of somebody signed in."""

    def __init__(self, name: str) -> None:
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )
        page = self.get("/dang-nhap/")[1]
        found = TOKEN.search(page)
        words = {"csrfmiddlewaretoken": found[1] if found else "", "login": name, "password": "trinh-dien-2026"}
        status = self._open("/dang-nhap/", urllib.parse.urlencode(words).encode()).status
        if status != 200 or "/dang-xuat/" not in self.get("/")[1]:
            raise SystemExit(f"{name} could not sign in")

    def get(self, path: str) -> tuple[int, str]:
        """The status and, of a page, its text."""
        try:
            answer = self._open(path)
        except urllib.error.HTTPError as error:
            return error.code, ""
        body = answer.read()
        return answer.status, body.decode() if answer.headers.get_content_type() == "text/html" else ""

    def _open(self, path: str, data: bytes | None = None) -> HTTPResponse:
        request = urllib.request.Request(HOME + path, data=data, headers={"Referer": HOME + path})
        return self.opener.open(request, timeout=300)


def crawl(visitor: Visitor, opened: dict[str, int]) -> None:
    """Every page that has an address of its own or that links lead to, once for each route: a second row of a list
    is the same page. `opened` gets the status of each."""
    from django.urls import Resolver404, resolve

    queue = ["/", *_forms(visitor), *_plain_addresses()]
    seen = set(PASSED_OVER)
    while queue:
        path = queue.pop(0)
        try:
            match = resolve(urllib.parse.urlsplit(path).path)
        except Resolver404:
            continue
        route = f"{match.view_name} {match.kwargs.get('form', '')}".strip()
        if route in seen:
            continue
        seen.add(route)
        status, text = visitor.get(path)
        if opened.get(route) != 200:
            opened[route] = status
        queue += [link.replace("&amp;", "&") for link in LINK.findall(text) if link.startswith("/")]


def _forms(visitor: Visitor) -> list[str]:
    """The statutory forms, on the page and as a workbook; the first of an establishment, the others of a place."""
    found = TAX_CODE.search(visitor.get("/co-so/")[1])
    addresses = []
    for form in FORMS:
        unit = found[0] if form == "pl-xii" and found else PROVINCE
        words = urllib.parse.urlencode({"unit": unit, "year": 2025, "half": 0})
        addresses += [f"/bieu/{form}/?{words}", f"/bieu/{form}/xuat-excel/?{words}"]
    return addresses


def _plain_addresses() -> list[str]:
    """Addresses that name no row."""
    from django.urls import get_resolver

    patterns = [str(entry.pattern) for entry in get_resolver().url_patterns]
    return [f"/{pattern}" for pattern in patterns if "<" not in pattern and not pattern.endswith("v1/")]


def web_process(server: int) -> int:
    """The one worker of gunicorn: the child of the child that serves."""
    for pid in _children(server):
        grandchildren = _children(pid)
        if len(grandchildren) == 1:
            return grandchildren[0]
    raise SystemExit("no web process was found")


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def resident(pid: int) -> dict[str, float]:
    """MB: Rss is what the process has in memory, Pss its share of it, Anonymous what it wrote itself."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    return {name: int(value.split()[0]) / 1024 for name, _, value in (line.partition(":") for line in lines)}


def rows() -> list[Row]:
    import django

    django.setup()
    environment = os.environ | {"PORT": str(PORT), "ATVSLD_VAR": mkdtemp(prefix="atvsld-memory-"), "DEMO": "1"}
    server = subprocess.Popen([PROGRAM, "serve", "--setup"], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait()
        process = web_process(server.pid)
        before = resident(process)
        opened: dict[str, int] = {}
        for role in ROLES:
            crawl(Visitor(role), opened)
        after = resident(process)
        failed = sorted(route for route, status in opened.items() if status >= 500)
        if failed or len(opened) < 50:
            raise SystemExit(f"{len(opened)} pages, of which failed: {failed}")
    finally:
        server.terminate()
        server.wait()
    what = f"memory of a web process, after {len(opened)} pages"
    return [
        Row(f"{what} (RSS)", after["Rss"], "MB", before["Rss"], "before the first page", f"<= {WANTED:g} MB"),
        Row(f"{what} (PSS)", after["Pss"], "MB", before["Pss"], "before the first page"),
    ]


def _wait() -> None:
    for _ in range(SECONDS_TO_START * 10):
        try:
            urllib.request.urlopen(f"{HOME}/healthz", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer")
