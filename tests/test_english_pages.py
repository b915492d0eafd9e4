"""Every page in English: whatever is still in Vietnamese must be data, and say that it is (lang="vi")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from atvsld.base.language import VIETNAMESE
from tests.kit.looking import client_of
from tests.kit.routes import Route, address, routes
from tests.kit.world import ROLES, World, make_world
from tests.route_table import PAGES, PUBLIC, table

pytestmark = pytest.mark.django_db
WRITTEN = table(PAGES)
SHOWN = [r for r in dict.fromkeys(routes()) if r.name in WRITTEN or r.name in PUBLIC]
# The name of the product, the other language's own name, and numbers of instruments, which are never translated.
NAMES = re.compile(r"ATVSLĐ|Tiếng Việt|\d+(?:/\d{4})?/[A-ZĐ\d-]+|NĐ-CP|QĐ-SNV|K chết")
READ_OUT = ("placeholder", "title", "aria-label", "alt", "data-label", "content", "label")
EMPTY = frozenset("area base br col embed hr img input link meta source track wbr use path circle".split())


class Reader(HTMLParser):
    """What is read out of a page, text by text, outside elements that say they are Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    @property
    def is_silent(self) -> bool:
        return any(silent for _, silent in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = given.get("lang") == "vi" or tag in ("script", "style", "title", "textarea", "pre")
        if not (silent or self.is_silent):
            self.found += [value or "" for name, value in attrs if name in READ_OUT]
        if tag not in EMPTY:
            self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in {name for name, _ in self.open}:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.is_silent:
            self.found.append(data.strip())


def unmarked(page: str) -> list[str]:
    """The Vietnamese texts of a page that do not say so."""
    reader = Reader()
    reader.feed(page)
    return [text for text in dict.fromkeys(reader.found) if VIETNAMESE.search(NAMES.sub("", text))]


def test_the_reader_finds_what_is_not_marked():
    page = '<p>Cơ sở <b lang="vi">Công ty Ấm</b><br><input placeholder="ngày" value="Hà Nội"></p><i>ATVSLĐ</i>'
    assert unmarked(page) == ["Cơ sở", "ngày"]


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[World, dict[str, Client]]]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        for user in world.users.values():
            user.language = "en"
            user.save(update_fields=["language"])
        yield world, {role: client_of(user) for role, user in world.users.items()}
        transaction.set_rollback(True)


@pytest.mark.parametrize("route", SHOWN, ids=[r.name for r in SHOWN])
def test_no_vietnamese_but_data(country, settings, route: Route):
    world, clients = country
    allowed = [role for role in ROLES if role in WRITTEN[route.name]["get"]] if route.name in WRITTEN else [None]
    roles = allowed if route.name == "start" else allowed[:1] + allowed[1:][-1:]
    for role in roles:
        client = clients[role] if role else Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        answer = client.get(address(route, world))
        if answer.content and "text/html" in answer.get("Content-Type", ""):
            page = answer.content.decode()
            assert '<html lang="en"' in page, route.name
            assert unmarked(page) == [], (route.name, role)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_the_pages_of_errors(status: int):
    from django.template.loader import render_to_string

    from atvsld.base.language import speaking

    with speaking("en"):
        assert unmarked(render_to_string(f"{status}.html", {"language": "en"})) == []
