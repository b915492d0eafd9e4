"""Each cross-check finds its own fault, and says where: numbers spoilt by hand, one at a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from atvsld.figures.checks import check_form
from atvsld.figures.forms import FormRequest, fill
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_victim, place

pytestmark = pytest.mark.django_db


def spoilt(tables, table_id, row_key, column, value):
    out = []
    for table in tables:
        rows = [
            replace(line, values={**line.values, column: value})
            if (table.id, line.row.key) == (table_id, row_key)
            else line
            for line in table.rows
        ]
        out.append(replace(table, rows=tuple(rows)))
    return tuple(out)


def failed(tables) -> set[str]:
    found = [c for c in check_form(tables) if not c.is_ok]
    assert all(c.message.startswith("Biểu ") and c.message.endswith(".") for c in found)
    return {c.code for c in found}


@pytest.fixture
def office(db):
    """A case with a carpenter and a clerk, another of one man who is not under its management."""
    establishment = make_establishment()
    both = make_accident(establishment, cause_code="3", injury_factor_code="3.1", property_damage_vnd=1_500)
    make_victim(both, occupation_code="7", sex="female", medical_cost_vnd=1_000)
    make_victim(both, occupation_code="4", other_cost_vnd=2_000_000)
    make_victim(make_accident(establishment), is_under_management=False)
    return establishment


def test_pl_xii(office):
    filled = fill(EVERYTHING, FormRequest("pl-xii", Period(2026), establishment=office))
    tables = filled.tables
    assert failed(tables) == set()
    faults = {
        ("I", "3", "4", 9): "I.fatal_cases",
        ("I", "3", "5", 9): "I.multiple_cases",
        ("I", "3", "3", 9): "I.cases_victims",
        ("I", "3", "8", 9): "I.women",
        ("I", "3", "7", 9): "I.outsiders",
        ("I", "3", "10", 9): "I.deaths",
        ("I", "3", "12", 9): "I.deaths_severe",
        ("I", "1.1:3", "6", 0): "I.sum.1.1.a",
        ("I", "1.1:9", "6", 1): "I.sum.1.1",
        ("I", "1.2:3", "3", 0): "I.sum.1.2",
        ("I", "1.3:7", "6", 0): "I.sum.1.3",
        ("I", "2", "6", 1): "I.sum.3",
        ("II", "3", "2", Decimal("0.5")): "II.money",
    }
    for fault, code in faults.items():
        assert code in failed(spoilt(tables, *fault)), fault


def test_cases_of_several_occupations_are_explained(office):
    checks = {c.code: c for c in fill(EVERYTHING, FormRequest("pl-xii", Period(2026), establishment=office)).checks}
    assert checks["I.sum.1.3"].is_ok
    assert "nhiều nhóm nghề" in checks["I.sum.1.3"].message
    assert "2.000.000 đồng" in checks["other_costs"].message


def test_pl_xiv(office):
    tables = fill(EVERYTHING, FormRequest("pl-xiv", Period(2026), place("19"))).tables
    assert failed(tables) == set()
    assert failed(spoilt(tables, "I", "total", "8", 4)) == {"I.sum.total"}
    assert failed(spoilt(tables, "I", "total", "3", 4)) == {"I.sum.total"}
    assert "II.sum.sector" in failed(spoilt(tables, "II", "sector:A", "6", 1))
    assert "II.money" in failed(spoilt(tables, "II", "1", "12", 5))
    assert "I.reporting" in failed(spoilt(tables, "I", "total", "4", 9))
    assert "I.workers_reporting" in failed(spoilt(tables, "I", "total", "6", 9))
