"""Statutory tables and programmes on pages: numbers that open, workbooks, and nothing for those outside the unit."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from openpyxl import load_workbook

from atvsld.figures.indicators import INDICATORS
from atvsld.testing import make_accident, make_establishment, make_headcount, make_user, make_victim, place

pytestmark = pytest.mark.django_db
XIV = "/bieu/pl-xiv/?unit=19&year=2026"
CELL = "/bieu/pl-xiv/o/?unit=19&year=2026&half=0&table=II&row=1&column=6"


def client_of(role: str, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def labour() -> Client:
    return client_of("labour", place=place("Thái Nguyên"))


def test_a_cell_opens_as_many_rows_as_it_says(labour: Client) -> None:
    accident = make_accident(make_establishment())
    for number in range(3):
        make_victim(accident, full_name=f"Người {number}")
    page = labour.get(XIV).content.decode()
    assert re.search(r'row=1&amp;column=6"[^>]*>3</a>', page)
    opened = labour.get(CELL)
    assert opened.context["total"] == opened.context["seen"] == len(opened.context["table"].rows) == 3
    assert "Người 0" not in opened.content.decode(), "names are masked in lists"


def test_who_sees_only_some_of_the_cases_is_told_how_many() -> None:
    office = make_establishment()
    accident = make_accident(office, event_province=place("Lai Châu").pk, event_commune=None)
    make_victim(accident)
    leader = client_of("leader", place=place("Thái Nguyên"))
    assert leader.get(CELL).context["seen"] == 1
    client = client_of("commune", place=place("Xã Tân Cương, Tỉnh Thái Nguyên"))
    assert client.get(CELL).status_code == 403


@pytest.mark.parametrize("address", [XIV, CELL, "/bieu/pl-xiv/xuat-excel/?unit=19&year=2026"])
def test_another_province_gets_nothing(address: str) -> None:
    make_victim(make_accident(make_establishment()))
    other = client_of("labour", place=place("Lai Châu"))
    assert other.get(address).status_code == 403


def test_the_commune_has_its_own_table_and_no_other() -> None:
    commune = client_of("commune", place=place("Xã Tân Cương, Tỉnh Thái Nguyên"))
    code = place("Xã Tân Cương, Tỉnh Thái Nguyên").code
    assert commune.get(f"/bieu/pl-xv/?unit={code}&year=2026").status_code == 200
    assert commune.get("/bieu/pl-xv/?unit=19&year=2026").status_code == 403


def test_an_employer_sees_the_table_of_the_own_office_only() -> None:
    office, other = make_establishment(), make_establishment()
    employer = client_of("employer", establishment=office)
    assert employer.get("/bieu/").url.startswith(f"/bieu/pl-xii/?unit={office.tax_code}")
    assert employer.get(f"/bieu/pl-xii/?unit={office.tax_code}&year=2026").context["filled"]
    assert "filled" not in employer.get(f"/bieu/pl-xii/?unit={other.tax_code}&year=2026").context


def test_the_workbook_holds_the_numbers_as_numbers(labour: Client) -> None:
    make_victim(make_accident(make_establishment()))
    answer = labour.get("/bieu/pl-xiv/xuat-excel/?unit=19&year=2026")
    book = load_workbook(io.BytesIO(answer.content))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 1 in values and any("mẫu tạm" in str(v).lower() for v in values)


@pytest.mark.parametrize(
    "query", ["unit=khong-co&year=2026", "unit=&year=x", "unit=19&year=99999&half=7", "unit=19%00"]
)
def test_what_cannot_be_understood_is_said_and_does_not_fall_over(labour: Client, query: str) -> None:
    assert labour.get(f"/bieu/pl-xiv/?{query}").status_code in (200, 400)


def test_an_unknown_cell_or_form_is_not_found(labour: Client) -> None:
    assert labour.get("/bieu/pl-xiv/o/?unit=19&year=2026&table=II&row=9&column=99").status_code == 404
    assert labour.get("/bieu/pl-i/?unit=19").status_code == 404


def test_the_programme_says_deaths_change_and_how_sure() -> None:
    office = make_establishment()
    for year in (2024, 2025):
        make_headcount(office, year, 1000)
    accident = make_accident(office, occurred_at=datetime(2025, 3, 10, 9, tzinfo=UTC))
    make_victim(accident, reported_condition="fatal", died_on=date(2025, 3, 10))
    make_victim(make_accident(office, occurred_at=datetime(2024, 3, 10, 9, tzinfo=UTC)))
    leader = client_of("leader", place=place("Thái Nguyên"))
    page = leader.get("/chuong-trinh/thai-nguyen-2025/?year=2025").content.decode()
    assert "Với 0 người chết năm 2024 và 1 năm 2025" in page
    other = client_of("leader", place=place("Lai Châu"))
    assert other.get("/chuong-trinh/thai-nguyen-2025/").status_code == 403
    assert "thai-nguyen-2025" not in other.get("/chuong-trinh/").content.decode()


def test_every_declared_indicator_stands_on_the_page_of_a_unit() -> None:
    office = make_establishment()
    for year in (2024, 2025):
        make_headcount(office, year, 1000)
        make_victim(make_accident(office, occurred_at=datetime(year, 3, 10, 9, tzinfo=UTC)))
    leader = client_of("leader", place=place("Thái Nguyên"))
    page = leader.get("/chi-so/?year=2025").content.decode()
    for indicator in INDICATORS.values():
        assert indicator.label in page
        assert not indicator.waits_for or f"chờ {indicator.waits_for}" in page
    assert "Với 1 người bị nạn năm 2024 và 1 năm 2025" in page
    assert leader.get("/chi-so/?unit=Lai Châu").status_code == 403
    assert "Không xác định được" in leader.get("/chi-so/?unit=Không Có").content.decode()


def victims_of_a_province(number: int) -> None:
    office = make_establishment()
    for one in range(number):
        groups = ["disabled"] if one < 9 else []
        make_victim(make_accident(office), sex="female" if one < 3 else "male", worker_groups=groups)


def test_tables_by_group_open_for_whom_the_rows_are_theirs_to_read(labour: Client) -> None:
    victims_of_a_province(20)
    query = "unit=19&year=2026&half=0&basis=now&group=workers%3Adisabled"
    page = labour.get(f"/bieu/pl-xiv/?{query}").content.decode()
    assert "Trích theo nhóm lao động: Người khuyết tật" in page
    assert re.search(r'group=workers%3Adisabled[^"]*row=1&amp;column=6"[^>]*>9</a>', page)
    opened = labour.get(f"/bieu/pl-xiv/o/?{query}&table=II&row=1&column=6")
    assert opened.context["total"] == opened.context["seen"] == 9
    every = labour.get("/bieu/groups/?unit=19&year=2026").content.decode()
    assert re.search(r'row=workers%3Adisabled&amp;column=6"[^>]*>9</a>', every)
    book = load_workbook(io.BytesIO(labour.get(f"/bieu/pl-xiv/xuat-excel/?{query}").content))
    assert "Trích theo nhóm lao động: Người khuyết tật. Không phải mẫu theo quy định." in [
        c.value for c in book.worksheets[0]["A"]
    ]
    assert labour.get("/bieu/pl-xiv/?unit=19&year=2026&group=sex:x").context["errors"]


def test_a_leader_sees_blurred_groups_and_opens_none() -> None:
    victims_of_a_province(20)
    leader = client_of("leader", place=place("Thái Nguyên"))
    for address in ("/bieu/groups/?unit=19&year=2026", "/bieu/pl-xiv/?unit=19&year=2026&group=workers:disabled"):
        page = leader.get(address)
        assert page.context["filled"].is_blurred
        assert "Số theo nhóm đã được che" in page.content.decode()
        assert "/o/?" not in page.content.decode()
    for table, row in (("I", "total"), ("II", "1"), ("I", "workers:disabled")):
        for form in ("groups", "pl-xiv"):
            where = f"unit=19&year=2026&group=workers:disabled&table={table}&row={row}&column=6"
            assert leader.get(f"/bieu/{form}/o/?{where}").status_code == 403
    assert leader.get("/bieu/groups/?unit=19&year=2026&half=1").context["errors"]
    assert leader.get("/bieu/groups/xuat-excel/?unit=19&year=2026&half=1").status_code == 404


def test_how_many_are_women_stands_in_the_form_and_who_they_are_opens_by_right(labour: Client) -> None:
    victims_of_a_province(3)
    women = "/bieu/pl-xiv/o/?unit=19&year=2026&half=0&table=II&row=1&column=7"
    link = re.compile(r'table=II&amp;row=1&amp;column=7"')
    opened = labour.get(women)
    assert opened.context["value"] == "3" and opened.context["seen"] == opened.context["total"] == 3
    assert link.search(labour.get(XIV).content.decode())
    for role in ("leader", "health"):
        client = client_of(role, place=place("Thái Nguyên"))
        page = client.get(XIV)
        assert not link.search(page.content.decode()) and "column=6" in page.content.decode()
        assert page.context["filled"].table("II").value("1", "7") == 3
        assert client.get(women).status_code == 403
        assert client.get(women.replace("column=7", "column=6")).status_code == 200


def test_an_indicator_by_group_on_page_workbook_and_for_programs(labour: Client) -> None:
    victims_of_a_province(20)
    leader = client_of("leader", place=place("Thái Nguyên"))
    where, api = "unit=19&year=2026&dimension=workers", "/api/v1/indicators/accident_rate/groups"
    address = f"/chi-so/accident_rate/theo-nhom/?{where}"
    cells = re.compile(r"Người khuyết tật</th>(?:<td>–</td>){4}<td>([^<]*)</td><td>([^<]*)</td>")
    assert cells.search(labour.get(address).content.decode()).groups() == ("9", "45,0 %")  # type: ignore[union-attr]
    assert cells.search(leader.get(address).content.decode()).groups() == ("10", "50,0 %")  # type: ignore[union-attr]
    for client, shown in ((labour, 9), (leader, 10)):
        book = load_workbook(io.BytesIO(client.get(address.replace("?", "xuat-excel/?")).content))
        line = next(r for r in book.active.iter_rows(values_only=True) if r[0] == "Người khuyết tật")
        assert line[5] == shown
        given = {g["id"]: g for g in client.get(f"{api}?{where}").json()["groups"]}["workers:disabled"]
        assert given["years"][-1]["count"] == shown
    for client in (client_of("leader", place=place("Lai Châu")), client_of("auditor")):
        assert {client.get(a).status_code for a in (address, f"{api}?{where}")} == {403}
    assert leader.get(f"{api}?{where}&basis=then").status_code == 422
    assert leader.get(f"{api}?unit=19&dimension=shoes").status_code == 422
    assert labour.get("/chi-so/nothing/theo-nhom/").status_code == 404
    assert "đếm cơ sở" in labour.get(f"/chi-so/reporting_share/theo-nhom/?{where}").content.decode()
    assert "/chi-so/accident_rate/theo-nhom/?unit=19" in labour.get("/chi-so/?unit=19&year=2026").content.decode()


def test_every_indicator_of_a_unit_as_a_workbook(labour: Client) -> None:
    office = make_establishment()
    make_headcount(office, 2025, workers=500)
    make_victim(make_accident(office, occurred_at=datetime(2025, 3, 1, 3, tzinfo=UTC)))
    answer = labour.get("/chi-so/xuat-excel/?unit=19&year=2025")
    book = load_workbook(io.BytesIO(answer.content))
    indicators, years = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    labels = [row[0] for row in indicators]
    assert {indicator.label for indicator in INDICATORS.values()} <= set(labels)
    rate = next(row for row in indicators if row[0] == INDICATORS["accident_rate"].label)
    assert rate[1] == 2
    assert [row[2] for row in years if row[:2] == (INDICATORS["accident_rate"].label, 2025)] == [1]
    waiting = next(row for row in indicators if row[0] == INDICATORS["officers_trained"].label)
    assert waiting[1] is None and waiting[-1].startswith("chờ ")


def test_a_workbook_of_another_unit_is_refused(labour: Client) -> None:
    assert labour.get("/chi-so/xuat-excel/?unit=12&year=2025").status_code == 403
    assert labour.get("/chi-so/xuat-excel/?unit=không+có&year=2025").status_code == 404
