"""Whatever leaves a demonstration installation says that it is one; a real installation never says so."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from pytest_django.plugin import DjangoDbBlocker

import atvsld
from atvsld.base.demonstration import FILE_MARK, HEADER, MARK, is_demonstration, marked_name
from atvsld.org.people.models import User
from tests.kit.looking import client_of
from tests.kit.routes import Route, address, routes
from tests.kit.world import World, make_world
from tests.route_table import API, PAGES, PUBLIC, table

pytestmark = pytest.mark.django_db
WRITTEN = table(PAGES) | table(API)
OTHER_REGISTERS = ("victims", "headcounts", "no_accident_periods")
READ = [
    (key, route)
    for key, route in {r.path if r.name.startswith("api:") else r.name: r for r in routes()}.items()
    # The pages of all registers are the same few; the first stands for them, and each has its own file.
    if (key in PUBLIC - {"healthz", "set-language"} or WRITTEN.get(key, {}).get("get"))
    and (key.endswith("-export") or not key.removeprefix("api/v1/").startswith(OTHER_REGISTERS))
]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def answered(world: World, key: str, route: Route) -> HttpResponse:
    roles = sorted(WRITTEN[key]["get"]) if key in WRITTEN else []
    client = client_of(world.users["labour" if "labour" in roles else roles[0]] if roles else None)
    with transaction.atomic():
        answer = client.get(address(route, world))
        transaction.set_rollback(True)
    return answer


def whole(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def is_marked(book: openpyxl.Workbook) -> bool:
    """Whether the mark stands over every printed page."""
    return all(MARK.upper() in (sheet.oddHeader.center.text or "") for sheet in book.worksheets)


@pytest.mark.parametrize(("key", "route"), READ, ids=[key for key, _ in READ])
def test_each_answer_says_so(world, settings, key: str, route: Route):
    settings.ATVSLD_DEMO = True
    answer = answered(world, key, route)
    content, kind = whole(answer), answer.get("Content-Type", "")
    assert answer[HEADER] == "Du lieu trinh dien"
    if b"<!doctype html>" in content[:200].lower():
        assert MARK in content.decode()
    if "Content-Disposition" in answer:
        assert f'filename="{FILE_MARK}' in answer["Content-Disposition"]
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(BytesIO(content))
        assert is_marked(book)
        assert any(MARK in str([*sheet.values]) for sheet in book.worksheets)


@pytest.mark.parametrize("key", ["accidents-list", "accidents-export", "figures-excel", "account_login"])
def test_a_real_installation_never_does(world, settings, key):
    settings.ATVSLD_DEMO = False
    User.objects.update(is_demo=False)
    cache.clear()
    answer = answered(world, key, dict(READ)[key])
    content = whole(answer)
    cache.clear()
    assert answer.status_code == 200
    assert HEADER not in answer
    assert FILE_MARK not in answer.get("Content-Disposition", "")
    if "spreadsheet" in answer["Content-Type"]:
        book = openpyxl.load_workbook(BytesIO(content))
        assert not is_marked(book)
        assert MARK not in str([*book.worksheets[-1].values])
    else:
        assert "demo-strip" not in content.decode()


def test_a_database_that_holds_the_demonstration_says_so_whatever_the_setting(world, settings):
    settings.ATVSLD_DEMO = False
    cache.clear()
    assert is_demonstration()
    assert marked_name("so.xlsx") == marked_name(marked_name("so.xlsx")) == "trinh-dien-so.xlsx"
    cache.clear()


def test_files_of_commands_say_so_too(world, settings, tmp_path, capsys):
    settings.ATVSLD_DEMO = True
    call_command("export", "establishments", str(tmp_path / "a.xlsx"), "--as", world.users["labour"].username)
    call_command("template", "establishments", str(tmp_path / "b.xlsx"))
    for name in ("a.xlsx", "b.xlsx"):
        assert is_marked(openpyxl.load_workbook(tmp_path / name))
    capsys.readouterr()
    call_command("figures", "pl-xiv", "--unit", "19", "--year", "2025")
    assert capsys.readouterr().out.startswith(MARK.upper())
    call_command("figures", "pl-xiv", "--unit", "19", "--year", "2025", "--json")
    assert f'"data": "{MARK}"' in capsys.readouterr().out


def test_every_workbook_that_is_made_is_marked():
    source = Path(atvsld.__file__).parent
    makers = [
        p for p in source.rglob("*.py") if "xlsxwriter.Workbook(" in p.read_text("utf-8") and "tests" not in p.parts
    ]
    assert len(makers) >= 4
    assert [p.name for p in makers if "mark_workbook(book)" not in p.read_text("utf-8")] == []
