"""The dictionary says of every field what page, file and API do with it; the pages of the API say what it answers."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from atvsld.base.lists import registers
from atvsld.testing import make_user
from atvsld.web.refusals import all_sentences, of_field, of_whole_row
from tests.kit.examples import EXAMPLES

pytestmark = pytest.mark.django_db
URL = "/tu-dien-du-lieu/"


@pytest.fixture
def anybody() -> Client:
    client = Client()
    client.force_login(make_user())
    return client


@pytest.mark.parametrize("name", registers())
def test_what_breaks_an_example_stands_beside_its_field(name: str) -> None:
    """The refusals that the kit provokes are those that the dictionary tells, at the field where they are told."""
    register, said = registers()[name], all_sentences()
    told = {r.code for f in register.fields for r in of_field(register, f)} | {r.code for r in of_whole_row(register)}
    assert {code for _, _, code in EXAMPLES[name].breakers} <= told
    assert told <= set(said)
    assert not [r for f in register.fields if f.derived for r in of_field(register, f)]


def test_the_page_shows_every_register(anybody: Client) -> None:
    for register in registers().values():
        page = anybody.get(URL, {"so": register.name}).content.decode()
        assert all(f"<code>{declared.name}</code>" in page for declared in register.fields), register.name
    assert "tax_code.check_digit" in anybody.get(URL, {"so": "establishments"}).content.decode()
    assert anybody.get(URL, {"so": "khong-co"}).status_code == 200


def test_both_files_hold_every_field(anybody: Client) -> None:
    wanted = {(register.name, declared.name) for register in registers().values() for declared in register.fields}
    text = anybody.get(URL, {"dang": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert {(row[0], row[2]) for row in rows[1:] if row[2]} == wanted
    content = b"".join(anybody.get(URL, {"dang": "xlsx"}).streaming_content)
    sheet = load_workbook(io.BytesIO(content)).active
    assert {(row[0], row[2]) for row in sheet.iter_rows(min_row=2, values_only=True) if row[2]} == wanted
    medical = next(row for row in rows if row[:3:2] == ["victims", "injury_codes"])
    assert medical[8] == "y tế" and "severe_injuries" in medical[7] and "injury.heading" in medical[10]


def test_the_page_of_the_api_names_every_operation_and_asks_nothing_of_others(anybody: Client) -> None:
    page = anybody.get("/api/tai-lieu/").content.decode()
    for name in registers():
        assert f'id="{name}_list"' in page and f"/api/v1/{name}" in page
    assert 'src="http' not in page and "cdn" not in page
    assert "atvsld_" not in page


def test_each_code_has_its_page(anybody: Client) -> None:
    for code in ("row.changed", "tax_code.check_digit", "request.refused", "rate.exceeded"):
        assert code in anybody.get(f"/api/loi/{code}/").content.decode()
    assert anybody.get("/api/loi/khong.co/").status_code == 404
