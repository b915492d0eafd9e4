"""From a declared accident to the cell of the table, as the commands give it."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from atvsld.testing import make_accident, make_establishment, make_headcount, make_victim

pytestmark = pytest.mark.django_db


def run(capsys, *arguments: str) -> dict:
    call_command("figures", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def value(form: dict, table: str, row: str, column: str):
    found = next(t for t in form["tables"] if t["id"] == table)
    return next(r for r in found["rows"] if r["key"] == row)["values"][column]


def test_an_accident_is_in_the_employers_and_in_the_provinces_table(capsys):
    establishment = make_establishment()
    make_headcount(establishment, workers=200)
    accident = make_accident(establishment, cause_code="3", injury_factor_code="3.1")
    make_victim(accident, sex="female", occupation_code="7", lost_days=12, medical_cost_vnd=1_234_500)
    xii = run(capsys, "pl-xii", "--establishment", establishment.tax_code, "--year", "2026")
    assert [value(xii, "I", row, "6") for row in ("1", "1.1", "1.1.a", "1.1:3", "1.2:3", "1.2:3.1", "1.3:7", "3")] == [
        1
    ] * 8
    assert value(xii, "I", "1.1:chua_ma_hoa", "6") == value(xii, "I", "2", "6") == 0
    assert value(xii, "II", "3", "1") == 12
    assert value(xii, "II", "3", "2") == 1234.5
    xiv = run(capsys, "pl-xiv", "--unit", "19", "--year", "2026", "--half", "1")
    assert [value(xiv, "I", "total", column) for column in ("3", "4", "5", "6", "8", "11")] == [1, 1, 200, 200, 1, 5.0]
    assert value(xiv, "II", "sector:chua_ma_hoa", "3") == 1
    assert all(check["ok"] for check in xiv["checks"])


def test_text_is_readable(capsys):
    call_command("figures", "pl-xv", "--unit", "VN", "--year", "2026")
    assert "MẪU TẠM" in capsys.readouterr().out
