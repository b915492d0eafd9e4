"""Every route of the address map, for every role: opened by those whom the table names, refused to all others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.kit.looking import client_of
from tests.kit.routes import Route, address, routes
from tests.kit.world import ROLES, World, make_world, strangers
from tests.route_table import API, HEAVY, PAGES, PUBLIC, table

pytestmark = pytest.mark.django_db
WRITTEN = table(PAGES) | table(API)
ALL = list(
    {key: route for route in routes() for key in [route.path if route.name.startswith("api:") else route.name]}.items()
)
CLOSED = [(key, route) for key, route in ALL if key not in PUBLIC]
every_route = pytest.mark.parametrize(("key", "route"), CLOSED, ids=[key for key, _ in CLOSED])
CLIENTS: dict[str, Client] = {}
REFUSED = (401, 403, 404, 405)


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[World, dict]]:
    with django_db_blocker.unblock(), transaction.atomic():
        world, others = make_world(), strangers()
        CLIENTS.update({who: client_of(user) for who, user in (world.users | others).items()})
        yield world, others
        transaction.set_rollback(True)


def call(client: Client, method: str, url: str) -> int:
    """The status of a call with nothing in it; a refusal inside the page (422) means that one was let in."""
    if method == "patch" or (method == "post" and url.startswith("/api/")):
        return getattr(client, method)(url, "{}", content_type="application/json").status_code
    answer = getattr(client, method)(url)
    return 403 if answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/") else answer.status_code


def test_every_route_stands_in_the_table():
    assert set(WRITTEN) == {key for key, _ in CLOSED}, "tests/route_table.py: one line a route"
    assert {key for key, _ in ALL} >= PUBLIC


def test_the_table_of_letters_names_every_role():
    from atvsld.org.people.roles import ROLES as HELD
    from tests.route_table import LETTERS

    assert set(LETTERS.values()) == set(HELD) == set(ROLES)


@every_route
def test_nobody_without_sign_in(country, key: str, route: Route):
    world, _ = country
    for method in ("get", "post", "patch"):
        client, url = client_of(None), address(route, world)
        answer = getattr(client, method)(url)
        is_led_away = answer.status_code == 302 and answer["Location"].startswith("/dang-nhap/")
        assert is_led_away or answer.status_code in REFUSED, method
        content = answer.content
        assert world.home["accidents"].receipt_number.encode() not in content


@every_route
def test_each_role_as_written(country, key: str, route: Route):
    world, _ = country
    written, url, told = WRITTEN[key], address(route, world), {}
    tried: set[str] = set()
    for role in ROLES:
        for method in ("get", "post", "patch") if url.startswith("/api/") else ("get", "post"):
            is_let_in = role in written[method]
            if is_let_in and tried & _enough(key, method):
                continue
            tried |= {method} if is_let_in else set()
            with transaction.atomic():
                client = client_of(world.users[role]) if key == "account_logout" else CLIENTS[role]
                status = call(client, method, url)
                transaction.set_rollback(True)
            if (status not in REFUSED and status < 500) != is_let_in and not _is_signing_out(key, method):
                told[role, method] = status
    assert told == {}


def _enough(key: str, method: str) -> set[str]:
    """Methods of which one allowed role is enough: all of a heavy page; POST of a page that only reads."""
    if key in HEAVY:
        return {"get", "post", "patch"}
    is_reading = method == "post" and key.endswith(("-list", "-detail", "-export", "lists", "list", "users", "audit"))
    return {"post"} if is_reading else set()


def _is_signing_out(key: str, method: str) -> bool:
    return key == "account_logout" and method == "post"


@every_route
def test_strangers_open_no_row(country, key: str, route: Route):
    """With the rights of a role somewhere else, a route of one row does not exist."""
    world, _ = country
    of_one_row = {"accident-move", "confirm-period", "victim-reveal"}
    if not (key in of_one_row or key.endswith(("-detail", "-edit", "-void")) or "<int:pk>" in key):
        return
    for who in ("nobody", "labour of another province", "another employer", "left in 2025"):
        for method in ("get", "post", "patch"):
            with transaction.atomic():
                status = call(CLIENTS[who], method, address(route, world))
                transaction.set_rollback(True)
            assert status in REFUSED, (who, method)


def test_public_pages_answer_anybody():
    for url in ("/healthz", "/dang-nhap/"):
        assert client_of(None).get(url).status_code == 200
    assert client_of(None).get("/static/css/tokens.css").status_code == 200
    assert client_of(None).get("/khong-co/").status_code in (302, 404)
