"""Thai Nguyen's programme of 2025: what the document says, and its assessment by command and by person."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import load_workbook

from atvsld.base.errors import OutOfScope
from atvsld.base.fields.scalar import HERE
from atvsld.directives.assessment import assess, may_see
from atvsld.directives.owners import Owned
from atvsld.directives.programmes import PROGRAMMES
from atvsld.testing import (
    EVERYTHING,
    make_accident,
    make_establishment,
    make_headcount,
    make_scope,
    make_user,
    make_victim,
)

PROGRAMME = PROGRAMMES["thai-nguyen-2025"]


def test_the_document():
    assert (PROGRAMME.number, PROGRAMME.issued_on, PROGRAMME.issued_month) == ("", None, (2025, 11))
    assert PROGRAMME.base_year == 2024
    assert PROGRAMME.due_on(2026) == date(2026, 12, 10)
    assert [t.aim.change for t in PROGRAMME.targets] == [-0.04, 0.05, 0.05]


@pytest.mark.django_db
def test_targets_without_figures_are_named_not_judged():
    targets = assess(PROGRAMME, EVERYTHING, 2025, today=date(2026, 2, 1)).as_json()["targets"]
    assert [t["status"] for t in targets] == ["no_data", "no_data", "no_data"]
    assert targets[1]["waits_for"] == "sổ khám phát hiện bệnh nghề nghiệp"
    assert targets[0]["evaluation"]["sentence"].startswith("Chưa có số liệu năm 2024 và 2025")


@pytest.mark.django_db
def test_the_command(capsys):
    make_user("leader", username="lanhdao", place="Thái Nguyên")
    call_command("indicators", "--programme", "thai-nguyen-2025", "--year", "2026", "--as", "lanhdao", "--json")
    result = json.loads(capsys.readouterr().out)
    assert result["programme"]["id"] == "thai-nguyen-2025"
    assert result["report_before"] == "2026-12-10"
    call_command("indicators", "--programme", "thai-nguyen-2025", "--year", "2026")
    assert "giảm ít nhất 4 %" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("indicators", "--programme", "none", "--year", "2026")


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "unit"), [("labour", "24"), ("admin", ""), (None, "")])
def test_others_are_refused(role, unit):
    with pytest.raises(OutOfScope):
        assess(PROGRAMME, make_scope(role, **({"place": unit} if unit else {})), 2026)


@pytest.mark.django_db
def test_each_programme_as_its_document_states_it():
    """Facts of the documents, by hand: number, day, owner, base year, targets."""
    told = {
        p.id: (p.number, str(p.issued_on or ""), Owned.of(p.owner).label, p.base_year, len(p.targets))
        for p in PROGRAMMES.values()
    }
    assert told == {
        "chinh-phu-209": ("209/NQ-CP", "2024-10-28", "Cả nước", 2023, 0),
        "ha-giang-2024": ("", "", "Tỉnh Hà Giang (đến 30/06/2025)", 2023, 3),
        "thai-nguyen-2025": ("", "", "Tỉnh Thái Nguyên", 2024, 3),
        "phong-tho-2024": ("453-KH/HU", "2024-08-13", "Huyện Phong Thổ, tỉnh Lai Châu (đến 30/06/2025)", 2023, 10),
        "bac-ai-2024": ("", "", "Huyện Bác Ái, tỉnh Ninh Thuận (đến 30/06/2025)", 2023, 0),
    }
    phong_tho = PROGRAMMES["phong-tho-2024"]
    assert [(t.indicator_id, t.aim.kind, t.aim.change or t.aim.level, t.aim.is_strict) for t in phong_tho.targets] == [
        ("fatal_accident_rate", "average", -0.04, False), ("exposed_examined", "average", 0.05, False),
        ("establishments_monitored", "average", 0.05, False), ("managers_trained", "level", 90, True),
        ("strict_workers_trained", "level", 80, True), ("officers_trained", "level", 80, False),
        ("health_staff_trained", "level", 80, True), ("high_risk_reached", "level", 80, True),
        ("victims_compensated", "level", 80, True), ("fatal_cases_handled", "level", 100, False),
    ]  # fmt: skip
    assert [round(s.change, 4) for s in PROGRAMMES["ha-giang-2024"].stated] == [-0.05, 0.0517, 0.057]


@pytest.mark.django_db
def test_who_owns_a_district_of_2024():
    owner = assess(PROGRAMMES["bac-ai-2024"], EVERYTHING, 2025).as_json()["programme"]["owner"]
    assert owner["is_union"] and owner["ended_on"] == "2025-06-30"
    names = {commune["name"]: commune["is_whole"] for commune in owner["communes"]}
    assert names == {
        "Xã Bác Ái, tỉnh Khánh Hòa": True, "Xã Bác Ái Tây, tỉnh Khánh Hòa": True,
        "Xã Bác Ái Đông, tỉnh Khánh Hòa": True, "Xã Mỹ Sơn, tỉnh Khánh Hòa": False,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_commune_on_the_ground_sees_the_programme_and_its_neighbours_do_not():
    for name, sees in (("Xã Bác Ái, Tỉnh Khánh Hòa", True), ("Xã Tân Cương, Tỉnh Thái Nguyên", False)):
        assert may_see(make_scope("commune", place=name), PROGRAMMES["bac-ai-2024"]) is sees
    assert may_see(make_scope("leader", place="Khánh Hòa"), PROGRAMMES["bac-ai-2024"])
    assert not may_see(make_scope("leader", place="Lai Châu"), PROGRAMMES["bac-ai-2024"])


@pytest.mark.django_db
def test_the_workbook_holds_what_the_page_says(client):
    office = make_establishment()
    for year in (2024, 2025):
        make_headcount(office, year, 1000)
        case = make_accident(office, occurred_at=datetime(year, 5, 1, 8, tzinfo=HERE))
        make_victim(case, reported_condition="fatal", died_on=date(year, 5, 1))
    client.force_login(make_user("leader", place="Thái Nguyên"))
    answer = client.get("/chuong-trinh/thai-nguyen-2025/xuat-excel/?year=2025")
    book = load_workbook(BytesIO(answer.content))
    years = [row for row in book["Các năm"].iter_rows(values_only=True) if row[1] in (2024, 2025) and row[2]]
    assert [(row[1], row[2], row[3], row[4], row[6]) for row in years] == [
        (year, 1, 1000, 1, "vụ trong hệ thống") for year in (2024, 2025)
    ]
    told = client.get("/api/v1/programmes/thai-nguyen-2025?year=2025").json()
    assert [point["count"] for point in told["targets"][0]["evaluation"]["series"]] == [1, 1]
    assert client.get("/api/v1/indicators/fatal_accident_rate?unit=19&year=2025").json()["value"] == 1.0
    assert client.get("/api/v1/indicators/fatal_accident_rate?unit=Cà Mau").status_code == 403
    assert client.get("/api/v1/indicators/fatal_accident_rate?unit=xyz").status_code == 422
    assert client.get("/api/v1/indicators/none").status_code == 404
    waiting = [one["waits_for"] for one in client.get("/api/v1/indicators").json()["results"] if one["waits_for"]]
    assert len(waiting) == 9
