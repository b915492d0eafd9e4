"""Every group of every dimension, in each form, equals a slow count of the registers' own rows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from atvsld.figures.forms import FormRequest, cell_ids, fill
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, place

from . import slow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def population_of(form, unit, year, half=None):
    has_contract = form == "pl-xiv"
    everything = slow.of_period(year, half, has_contract)
    if unit is None:
        return everything
    column = "reporting_province_id" if has_contract else "event_province_id"
    return [v for v in everything if getattr(v.accident, column) == unit.pk]


def all_groups(request):
    return [group for dimension in request.dimensions for group in dimension.groups]


def wrong_cells(table, population, columns, keep=slow.in_row):
    wrong = []
    for line in table.rows:
        row = [v for v in population if keep(v, line.row.key)]
        for key, count in columns.items():
            if Fraction(line.values[key]) != count(population, row):
                wrong.append((line.row.key, key, line.values[key], count(population, row)))
    return wrong


@pytest.mark.parametrize(("form", "code", "year", "half"), [
    ("pl-xiv", "19", 2026, None), ("pl-xiv", None, 2025, 1), ("pl-xv", "24", 2026, 2), ("pl-xv", None, 2026, None),
])  # fmt: skip
def test_statutory_forms_narrowed_to_each_group(form, code, year, half):
    unit = place(code) if code else None
    population = population_of(form, unit, year, half)
    for group in all_groups(FormRequest(form, Period(year, half), unit)):
        filled = fill(EVERYTHING, FormRequest(form, Period(year, half), unit, group=group.id))
        wrong = [
            (group.id, *cell)
            for cell in wrong_cells(
                filled.table("II" if form == "pl-xiv" else "I"), population, slow.XIV_II,
                lambda v, row, group=group: slow.in_group(v, group.id) and slow.in_row(v, row),
            )
        ]  # fmt: skip
        assert wrong == []
        assert [c for c in filled.checks if not c.is_ok] == []


def in_line(victim, row):
    return not victim.accident.is_commuting and (row in ("total", "sex", "age", "contract", "workers") or (
        slow.in_group(victim, row)))  # fmt: skip


@pytest.mark.parametrize(("code", "year", "half"), [("19", 2026, None), (None, 2025, None), ("31", 2026, 1)])
def test_the_form_of_all_groups(code, year, half):
    unit, period = place(code) if code else None, Period(year, half)
    filled = fill(EVERYTHING, FormRequest("groups", period, unit))
    with_contract, without = population_of("pl-xiv", unit, year, half), population_of("pl-xv", unit, year, half)
    for table, population in (("I", with_contract + without), ("II", with_contract), ("III", without)):
        assert wrong_cells(filled.table(table), population, slow.XIV_II, in_line) == []
    assert [c for c in filled.checks if not c.is_ok] == []
    xiv = fill(EVERYTHING, FormRequest("pl-xiv", period, unit)).table("II")
    xv = fill(EVERYTHING, FormRequest("pl-xv", period, unit)).table("I")
    for key in slow.XIV_II:
        assert filled.table("II").value("total", key) == xiv.value("1", key)
        assert filled.table("III").value("total", key) == xv.value("1", key)
    for key in ("6", "7", "8", "9", "10", "11", "12", "13", "14"):
        assert filled.table("I").value("total", key) == xiv.value("1", key) + xv.value("1", key)
    women = fill(EVERYTHING, FormRequest("pl-xiv", period, unit, group="sex:female")).table("II")
    assert {k: women.value("1", k) for k in slow.XIV_II} == {
        k: filled.table("II").value("sex:female", k) for k in slow.XIV_II
    }


def test_cells_of_a_group_open_to_exactly_its_cases():
    unit = place("19")
    for group in ("sex:female", "age:unknown", "workers:leased", "workers:none"):
        request = FormRequest("pl-xiv", Period(2026), unit, group=group)
        value = fill(EVERYTHING, request).table("II").value("1", "6")
        register, ids = cell_ids(EVERYTHING, request, "II", "1", "6")
        assert (register, len(ids)) == ("victims", value)
        assert cell_ids(EVERYTHING, FormRequest("groups", Period(2026), unit), "II", group, "6") == (register, ids)
        mine = [v.pk for v in population_of("pl-xiv", unit, 2026) if in_line(v, group)]
        assert ids == sorted(mine)
        with pytest.raises(LookupError):
            cell_ids(EVERYTHING, request, "I", "total", "4")


def test_an_establishment_by_group():
    everything = slow.of_period(2026, None, True)
    office = next(v.accident.reporting_office for v in everything if "leased" in v.worker_groups)
    population = [v for v in everything if v.accident.reporting_office_id == office.pk]
    filled = fill(EVERYTHING, FormRequest("pl-xii", Period(2026), establishment=office, group="workers:leased"))
    assert wrong_cells(filled.table("I"), population, slow.XII_I,
                       lambda v, row: "leased" in v.worker_groups and slow.in_row(v, row)) == []  # fmt: skip


def test_rates_only_where_the_workers_of_the_group_are_known():
    """Women's head-counts are often unknown in the random country: then there is no rate, never one on fewer women."""
    seen = set()
    for code in ("19", "24", "31", None):
        unit = place(code) if code else None
        offices = slow.offices_in(unit.pk if unit else None)
        for line in fill(EVERYTHING, FormRequest("pl-xiv", Period(2026), unit, group="sex:female")).table("I").rows:
            assert line.values["3"] is line.values["5"] is line.values["6"] is None
            kind = line.row.key.partition(":")[2]
            mine = [o for o in offices if not kind or (o.type_code in slow.TYPES and
                    (o.type_code == kind or o.type_code.startswith(kind + "."))) or
                    (kind == "chua_ma_hoa" and o.type_code not in slow.TYPES)]  # fmt: skip
            counts = [h for o in mine for h in slow.headcounts_of(o, 2026)]
            women = None if any(h.average_women is None for h in counts) else sum(h.average_women for h in counts)
            wanted = line.values["8"] * 1000 / women if women else None
            assert line.values["11b"] == (wanted if wanted is None else pytest.approx(wanted, abs=1e-6))
            seen.add(wanted is None)
    assert seen == {True, False}
    leased = fill(EVERYTHING, FormRequest("pl-xiv", Period(2026), place("19"), group="workers:leased")).table("I")
    assert all(row.values[k] is None for row in leased.rows for k in ("5", "6", "7", "11", "11b", "12", "12b"))
