"""Phụ lục XIV of the nation, a line a province: each a slow count, their sum the nation, as then and as now."""

from __future__ import annotations

from fractions import Fraction

import pytest

from atvsld.figures.excel import workbook_of
from atvsld.figures.forms import FilledForm, FormRequest, cell_ids, fill
from atvsld.org.places.basis import NOW
from atvsld.org.places.models import Place
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, place

from . import slow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
FORM = "pl-xiv-provinces"


def of_nation(form: str, year: int, half: int | None = None, basis: str = NOW) -> FilledForm:
    return fill(EVERYTHING, FormRequest(form, Period(year, half), basis=basis))


@pytest.mark.parametrize(("year", "half"), [(2025, None), (2026, 1)])
def test_each_line_is_a_slow_count_and_the_total_is_the_nation(year: int, half: int | None) -> None:
    filled = of_nation(FORM, year, half)
    assert [c for c in filled.checks if not c.is_ok] == []
    everything = slow.of_period(year, half, True)
    provinces = {unit.code: unit for unit in Place.objects.provinces().in_force()}
    assert sorted(line.row.code for line in filled.table("I").rows if line.row.code) == sorted(provinces)
    for line in filled.table("II").rows:
        rows = rows_of(line.row.key, everything, provinces)
        found = {key: Fraction(line.values[key]) for key in slow.XIV_II}
        assert found == {key: Fraction(count(everything, rows)) for key, count in slow.XIV_II.items()}, line.row.key
    for line in filled.table("I").rows:
        at_work = [v for v in rows_of(line.row.key, everything, provinces) if not v.accident.is_commuting]
        assert [line.values[k] for k in ("8", "9", "10")] == [c(everything, at_work) for c in slow.XIV_I.values()]
        if line.row.code:
            offices = slow.offices_in(provinces[line.row.code].pk)
            expected = slow.office_values(offices, everything, year, half)
            assert {k: line.values[k] for k in expected} == expected, line.row.key
    nation = of_nation("pl-xiv", year, half)
    assert filled.table("I").rows[-1].values == nation.table("I").rows[-1].values
    assert filled.table("II").rows[-1].values == nation.table("II").rows[-1].values


def rows_of(key: str, everything: list, provinces: dict[str, Place]) -> list:
    if key == "total":
        return everything
    code = key.partition(":")[2]
    wanted = None if code == "chua_xac_dinh" else provinces[code].pk
    return [v for v in everything if v.accident.reporting_province_id == wanted]


def test_every_figure_opens_its_cases_and_a_province_has_its_own_line() -> None:
    request = FormRequest(FORM, Period(2026))
    filled, opened = fill(EVERYTHING, request), 0
    for table, column in (("I", "3"), ("I", "9"), ("II", "3"), ("II", "6")):
        for line in filled.table(table).rows:
            if value := line.values[column]:
                assert len(cell_ids(EVERYTHING, request, table, line.row.key, column)[1]) == value
                opened += 1
    assert opened > 8
    alone = fill(EVERYTHING, FormRequest(FORM, Period(2026), place("19")))
    for table in ("I", "II"):
        line, total = alone.table(table).rows
        ours = next(r for r in filled.table(table).rows if r.row.code == "19")
        assert line.values == total.values == ours.values
    assert len(workbook_of(filled)) > 5_000
