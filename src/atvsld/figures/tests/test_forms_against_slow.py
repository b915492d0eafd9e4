"""Every cell of every form equals a slow, independent count, and opens as many cases as it counts."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from atvsld.accidents.models import Victim
from atvsld.figures.forms import FormRequest, cell_ids, fill
from atvsld.figures.forms.filling import ids_of_cell, layout_of, sources_of
from atvsld.figures.lake import snapshot
from atvsld.figures.tables.population import FACTS
from atvsld.org.establishments.models import Establishment, Headcount
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, place

from . import slow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

PERIODS = [(2025, None), (2026, None), (2026, 1), (2025, 2)]
UNITS = [
    *(("19", *period) for period in PERIODS),
    ("24", 2026, None),
    ("31", 2025, 2),
    ("VN", 2025, None),
    ("VN", 2026, 1),
]


def compare(filled, table_id, population, columns):
    table = filled.table(table_id)
    wrong = []
    for line in table.rows:
        row = [v for v in population if slow.in_row(v, line.row.key)]
        for key, count in columns.items():
            if Fraction(line.values[key]) != count(population, row):
                wrong.append((line.row.key, key, line.values[key], count(population, row)))
    assert wrong == []


@pytest.mark.parametrize(("year", "half"), PERIODS)
def test_pl_xii(year, half):
    everything = slow.of_period(year, half, True)
    offices = sorted({v.accident.reporting_office for v in everything}, key=lambda office: office.pk)
    for office in offices[::6]:
        filled = fill(EVERYTHING, FormRequest("pl-xii", Period(year, half), establishment=office))
        population = [v for v in everything if v.accident.reporting_office_id == office.pk]
        compare(filled, "I", population, slow.XII_I)
        compare(filled, "II", population, slow.XII_II)
        assert [c for c in filled.checks if not c.is_ok] == []


@pytest.mark.parametrize(("code", "year", "half"), UNITS)
def test_pl_xiv(code, year, half):
    unit = None if code == "VN" else place(code)
    filled = fill(EVERYTHING, FormRequest("pl-xiv", Period(year, half), unit))
    everything = slow.of_period(year, half, True)
    population = [v for v in everything if unit is None or v.accident.reporting_province_id == unit.pk]
    compare(filled, "I", [v for v in population if not v.accident.is_commuting], slow.XIV_I)
    compare(filled, "II", population, slow.XIV_II)
    assert [c for c in filled.checks if not c.is_ok] == []
    offices = slow.offices_in(unit.pk if unit else None)
    for line in filled.table("I").rows:
        code_of_row = line.row.key.partition(":")[2]
        mine = [o for o in offices if of_type(o, code_of_row)]
        expected = slow.office_values(mine, population, year, half)
        assert {k: line.values[k] for k in expected} == expected, line.row.key
        values = line.values
        for k, over, under in (("11", "8", "6"), ("11b", "8", "5"), ("12", "9", "6"), ("12b", "9", "5")):
            wanted = values[over] * 1000 / values[under] if values[under] else None
            assert values[k] == (wanted if wanted is None else pytest.approx(wanted, abs=1e-6))


def of_type(office: Establishment, code: str) -> bool:
    if not code:
        return True
    if code == "chua_ma_hoa":
        return office.type_code not in slow.TYPES
    return office.type_code == code or office.type_code.startswith(code + ".")


@pytest.mark.parametrize(("code", "year", "half"), UNITS)
def test_pl_xv(code, year, half):
    unit = None if code == "VN" else place(code)
    everything = slow.of_period(year, half, False)
    population = [v for v in everything if unit is None or v.accident.event_province_id == unit.pk]
    filled = fill(EVERYTHING, FormRequest("pl-xv", Period(year, half), unit))
    compare(filled, "I", population, slow.XIV_II)
    assert filled.is_provisional
    assert [c for c in filled.checks if not c.is_ok] == []
    if unit is None:
        return
    compare(filled, "II", population, slow.XIV_II)
    commune = next(v.accident.event_commune for v in population if v.accident.event_commune)
    of_commune = fill(EVERYTHING, FormRequest("pl-xv", Period(year, half), commune))
    compare(of_commune, "I", [v for v in population if v.accident.event_commune_id == commune.pk], slow.XIV_II)


@pytest.mark.parametrize(("form", "year"), [("pl-xii", 2026), ("pl-xiv", 2026), ("pl-xv", 2025)])
def test_every_cell_opens_what_it_counts(form, year):
    request = FormRequest(form, Period(year), place("19") if form != "pl-xii" else None, office_with_cases(form, year))
    filled = fill(EVERYTHING, request)
    opened = 0
    with snapshot(*FACTS) as taken:
        sources = sources_of(taken, request)
        for table in layout_of(request):
            for row, column in product(table.rows, table.columns):
                if not column.is_measured or column.is_hidden or (":" in row.key and column.key not in SHORT):
                    continue
                value = filled.table(table.id).value(row.key, column.key)
                if value or ":" not in row.key:
                    register, ids = ids_of_cell(taken, sources, table, row.key, column)
                    assert amount_of(register, ids, column) == Fraction(value), (row.key, column)
                    opened += 1
    assert opened > 50


# Of rows by code, one column of cases and one of amounts, lest the test take a minute.
SHORT = ("3", "15")


def office_with_cases(form, year):
    if form != "pl-xii":
        return None
    return max(
        {v.accident.reporting_office for v in slow.of_period(year, None, True)},
        key=lambda office: Victim.objects.filter(accident__reporting_office=office).count(),
    )


def test_a_cell_opens_by_request_and_a_rate_opens_its_numerator():
    request = FormRequest("pl-xiv", Period(2026), place("19"))
    dead = cell_ids(EVERYTHING, request, "I", "total", "9")
    assert dead[0] == "victims"
    assert dead == cell_ids(EVERYTHING, request, "I", "total", "12")
    assert len(dead[1]) == fill(EVERYTHING, request).table("I").value("total", "9") > 0
    for wrong in (("III", "total", "9"), ("I", "none", "9"), ("I", "total", "99"), ("I", "total", "13")):
        with pytest.raises(LookupError):
            cell_ids(EVERYTHING, request, *wrong)


def amount_of(register, ids, column):
    if not column.adds:
        return len(ids)
    if register == "headcounts":
        name = {"workers": "average_workers", "women": "average_women"}[column.adds[0]]
        return sum(getattr(h, name) or 0 for h in Headcount.objects.filter(pk__in=ids))
    victims = (
        Victim.objects.filter(accident_id__in=ids) if register == "accidents" else Victim.objects.filter(pk__in=ids)
    )
    if register == "accidents":
        return Fraction(sum({v.accident_id: v.accident.property_damage_vnd for v in victims}.values()), 1000)
    return Fraction(sum(getattr(v, name) or 0 for v in victims for name in column.adds), column.divisor)
