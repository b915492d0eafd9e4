"""Exact figures of groups for those who may read personal data of the unit; blurred or none for everybody else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.management import call_command

from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.scope import Scope
from atvsld.figures.excel import workbook_of
from atvsld.figures.forms import FormRequest, cell_ids, fill
from atvsld.figures.text import as_text
from atvsld.org.places.basis import THEN
from atvsld.statutes.period import Period
from atvsld.testing import (
    EVERYTHING,
    make_accident,
    make_establishment,
    make_scope,
    make_user,
    make_victim,
    place,
)

pytestmark = pytest.mark.django_db
COMMUNE = "Xã Tân Cương, Tỉnh Thái Nguyên"
WOMEN, MEN, DISABLED = 3, 20, 9
EXACT, BLURRED, REFUSED, NOTHING = "exact", "blurred", "refused", "nothing"
UNITS = {
    # role, its unit → own commune, own province, another province, the nation
    ("ministry", ""): (REFUSED, REFUSED, REFUSED, BLURRED),
    ("labour", "Thái Nguyên"): (EXACT, EXACT, NOTHING, NOTHING),
    ("health", "Thái Nguyên"): (REFUSED, BLURRED, NOTHING, NOTHING),
    ("leader", "Thái Nguyên"): (REFUSED, BLURRED, NOTHING, NOTHING),
    ("leader", COMMUNE): (REFUSED, NOTHING, NOTHING, NOTHING),
    ("commune", COMMUNE): (EXACT, NOTHING, NOTHING, NOTHING),
    ("labour", "24"): (NOTHING, NOTHING, EXACT, NOTHING),
    ("admin", ""): (NOTHING, NOTHING, NOTHING, NOTHING),
    (None, ""): (NOTHING, NOTHING, NOTHING, NOTHING),
}


@pytest.fixture
def cases():
    office = make_establishment()
    for number in range(WOMEN + MEN):
        make_victim(make_accident(office), sex="female" if number < WOMEN else "male", birth_year=2009 - number,
                    worker_groups=["disabled"] if number < DISABLED else [])  # fmt: skip


def seen(scope: Scope, request: FormRequest) -> str:
    try:
        filled = fill(scope, request)
    except Refused as refused:
        return NOTHING if isinstance(refused, OutOfScope) else REFUSED
    return BLURRED if filled.is_blurred else EXACT


@pytest.mark.parametrize(("who", "expected"), UNITS.items())
def test_who_sees_what(who, expected):
    role, unit = who
    scope = make_scope(role, **({"place": unit} if unit else {}))
    units = (place(COMMUNE), place("19"), place("24"), None)
    for request in (FormRequest("groups", Period(2026)), FormRequest("pl-xv", Period(2026), group="sex:female")):
        assert tuple(seen(scope, replace(request, place=u)) for u in units) == expected
    if BLURRED in expected:
        unit_of = units[expected.index(BLURRED)]
        asked = FormRequest("groups", Period(2026), unit_of)
        assert seen(scope, replace(asked, period=Period(2026, 1))) == REFUSED
        assert seen(scope, replace(asked, basis=THEN)) == REFUSED
        with pytest.raises(OutOfScope):
            cell_ids(scope, asked, "I", "sex:female", "6")


def test_an_establishment_by_group_is_for_itself_and_its_officers():
    office = make_establishment()
    request = FormRequest("pl-xii", Period(2026), establishment=office, group="sex:female")
    assert seen(make_scope("employer", establishment=office), request) == EXACT
    assert seen(make_scope("labour", place="19"), request) == EXACT
    assert seen(make_scope("leader", place="19"), request) == REFUSED
    assert seen(make_scope("employer", establishment=make_establishment()), request) == NOTHING


def test_rights_of_two_memberships_are_not_mixed():
    """A leader of the province who holds private data of one commune sees no exact figures of the province."""
    leader, officer = make_scope("leader", place="19"), make_scope("commune", place=COMMUNE)
    both = Scope(1, "cả hai", (*leader.parts, *officer.parts))
    assert seen(both, FormRequest("groups", Period(2026), place("19"))) == BLURRED
    assert seen(both, FormRequest("groups", Period(2026), place(COMMUNE))) == EXACT


def test_a_key_without_private_data_sees_blurred_figures():
    held = make_scope("labour", place="19")
    trimmed = tuple(replace(p, grants=p.grants - {"victims.personal", "victims.medical"}) for p in held.parts)
    assert seen(replace(held, parts=trimmed), FormRequest("groups", Period(2026), place("19"))) == BLURRED


@pytest.mark.usefixtures("cases")
def test_blurred_figures_wherever_they_are_written():
    leader = make_scope("leader", place="19")
    table = fill(leader, FormRequest("groups", Period(2026), place("19"))).table("I")
    told = {row.row.key: row.values["6"] for row in table.rows if ":" in row.row.key}
    assert {group: value for group, value in told.items() if value != "dưới 8"} == {
        "sex:others": "từ 13 đến 23", "age:25_34": 10, "workers:disabled": 10, "workers:none": "từ 13 đến 23",
    }  # fmt: skip
    exact = fill(EVERYTHING, FormRequest("groups", Period(2026), place("19"))).table("II")
    assert exact.value("workers:disabled", "6") == DISABLED
    asked = FormRequest("pl-xiv", Period(2026), place("19"), group="workers:disabled")
    filled = fill(leader, asked)
    assert [row.row.key for row in filled.tables[0].rows] == ["total", "workers:disabled"]
    assert filled.tables[0].value("workers:disabled", "8") == "không nêu"
    men = fill(leader, replace(asked, group="sex:male")).tables[0]
    assert men.value("sex:male", "6") == "không nêu", "told together with those of unknown sex"
    said = [json.dumps(filled.as_json(), ensure_ascii=False), as_text(filled)]
    assert all(f" {DISABLED} " not in text and f": {DISABLED}" not in text for text in said)
    assert workbook_of(filled)[:2] == b"PK"
    assert "Trích theo nhóm lao động: Người khuyết tật" in said[1]
    assert filled.as_json()["group"] == {"id": "workers:disabled", "label": "Người khuyết tật", "is_blurred": True}


def test_unknown_groups_are_refused_and_the_command_takes_known_ones(capsys):
    for group in ("sex:none", "workers:nobody", "x", "sex:others"):
        with pytest.raises(Refused) as refused:
            FormRequest("pl-xiv", Period(2026), place("19"), group=group)
        assert refused.value.codes == ["figures.group"]
    make_user("leader", username="lanhdao", place="19")
    call_command("figures", "pl-xiv", "--unit", "19", "--year", "2026", "--group", "sex:female", "--as", "lanhdao")
    assert "Trích theo nhóm lao động: Nữ" in capsys.readouterr().out
    with pytest.raises(Refused):
        call_command("figures", "groups", "--unit", "19", "--year", "2026", "--half", "1", "--as", "lanhdao")
