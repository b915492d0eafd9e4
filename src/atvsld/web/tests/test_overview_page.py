"""The leader's one screen: its figures open to their cases, silence is said, and a stranger gets nothing."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from atvsld.base.errors import Refused, RuleViolation
from atvsld.base.fields.scalar import HERE
from atvsld.testing import make_accident, make_establishment, make_headcount, make_user, make_victim, place

pytestmark = pytest.mark.django_db
ADDRESS = "/tong-quan/"
YEAR = timezone.localdate().year


def client_of(role: str, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def leader() -> Client:
    return client_of("leader", place=place("Thái Nguyên"))


def die(year: int, month: int, **where: object) -> None:
    when = datetime(year, month, 2, 9, tzinfo=HERE)
    office = where.pop("office", None) or make_establishment()
    make_victim(make_accident(office, occurred_at=when, **where), reported_condition="fatal", died_on=when.date())


def test_every_number_opens_as_many_people_as_it_says(leader: Client) -> None:
    for month in (1, 1, 3):
        die(YEAR - 1, month)
    die(YEAR - 1, 2, event_province=place("Lai Châu").pk, event_commune=None)
    screen = leader.get(f"{ADDRESS}?year={YEAR - 1}").context["screen"]
    deaths = screen.tiles[0]
    assert (deaths.value, [p.value for p in screen.months.value.points][:4]) == ("3", [2, 0, 1, 0])
    assert leader.get(deaths.url).context["page"].paginator.count == 3
    january = screen.months.value.points[0]
    assert leader.get(january.url).context["page"].paginator.count == 2


def test_it_begins_with_the_unit_of_the_person_and_follows_its_units(leader: Client) -> None:
    page = leader.get(ADDRESS)
    assert page.context["screen"].unit == "Tỉnh Thái Nguyên" and page.context["screen"].year == YEAR
    commune = place("Xã Tân Cương, Tỉnh Thái Nguyên")
    below = leader.get(f"{ADDRESS}?unit={commune.code}").context["screen"]
    assert below.map is None and below.above.url == f"{ADDRESS}?unit=19&year={YEAR}&measure=deaths"
    assert leader.get(below.above.url).status_code == 200


def test_silence_is_said_and_drawn_as_unknown(leader: Client) -> None:
    make_establishment()
    screen = leader.get(ADDRESS).context["screen"]
    assert screen.tiles[0].value == "–" and screen.months is None and "không có nghĩa là" in screen.sentence
    assert {unit.value for unit in screen.map.units} == {None}
    texts = [str(line.text) for line in screen.missing.lines]
    assert any("chưa có cơ sở nào báo cáo" in text for text in texts)


def test_a_unit_without_any_word_is_unknown_beside_one_without_accident(leader: Client) -> None:
    tan_cuong = place("Xã Tân Cương, Tỉnh Thái Nguyên")
    office = make_establishment(commune=tan_cuong.pk)
    make_headcount(office, YEAR)
    die(YEAR, 1, office=office, event_commune=place("Phường Phan Đình Phùng, Tỉnh Thái Nguyên").pk)
    units = {unit.label: unit.value for unit in leader.get(ADDRESS).context["screen"].map.units}
    assert units["Phường Phan Đình Phùng"] == 1 and units["Xã Tân Cương"] == 0 and units["Xã Ba Bể"] is None


def test_the_worst_unit_stands_first_with_its_count_and_leads_to_its_screen(leader: Client) -> None:
    for commune, deaths in (("Xã Tân Cương", 4), ("Phường Phan Đình Phùng", 0)):
        office = make_establishment(commune=place(f"{commune}, Tỉnh Thái Nguyên").pk)
        make_headcount(office, YEAR, workers=500)
        make_victim(make_accident(office, occurred_at=datetime(YEAR, 1, 3, 9, tzinfo=HERE)))
        for _ in range(deaths):
            die(YEAR, 1, office=office)
    worst, best = leader.get(ADDRESS).context["screen"].units
    assert [line.text for line in worst.lines] == ["Xã Tân Cương"]
    assert worst.lines[0].value == "8,00" and "4 người chết trên 500 lao động" in worst.lines[0].note
    assert [line.text for line in best.lines] == ["Phường Phan Đình Phùng"]
    assert leader.get(worst.lines[0].url).context["screen"].units[0].lines[0].note.startswith("4 người chết")


def test_units_compared_by_who_reports(leader: Client) -> None:
    for commune, reports in (("Xã Tân Cương", False), ("Phường Phan Đình Phùng", True)):
        office = make_establishment(commune=place(f"{commune}, Tỉnh Thái Nguyên").pk)
        if reports:
            die(YEAR, 1, office=office)
    screen = leader.get(f"{ADDRESS}?measure=reporting").context["screen"]
    values = {unit.label: unit.value for unit in screen.map.units}
    assert values["Xã Tân Cương"] == 0 and values["Phường Phan Đình Phùng"] == 100 and values["Xã Ba Bể"] is None


@pytest.mark.parametrize("unit", ["VN", "24", "Tỉnh Hà Giang (đến 30/06/2025)", "Xã Mường Tè, Tỉnh Lai Châu"])
def test_a_stranger_gets_nothing_not_even_a_count(leader: Client, unit: str) -> None:
    answer = leader.get(ADDRESS, {"unit": unit})
    assert answer.status_code == 403 and "screen" not in (answer.context or {})


@pytest.mark.parametrize("role", ["employer", "invited", "inspector", "provider", "admin"])
def test_who_sees_no_figures_is_refused(role: str) -> None:
    office = make_establishment()
    unit = {"establishment": office} if role in ("employer", "provider") else {}
    assert client_of(role, **unit).get(ADDRESS).status_code == 403


def test_an_unclear_unit_is_asked_for_again(leader: Client) -> None:
    page = leader.get(ADDRESS, {"unit": "Không Có", "year": "abc", "measure": "x"})
    assert page.status_code == 200 and "Không xác định được duy nhất" in unescape(page.content.decode())


def test_the_nation_by_province() -> None:
    die(YEAR, 1)
    screen = client_of("ministry").get(ADDRESS).context["screen"]
    assert screen.unit == "Cả nước" and screen.map.is_nation and screen.above is None
    assert {unit.value for unit in screen.map.units} == {None, 1}


def on_paper(client: Client, query: str = "") -> list[str]:
    """The text of the pages of the PDF, and that of the Word file."""
    pdf = PdfReader(BytesIO(client.get(f"{ADDRESS}in-pdf/{query}").content))
    word = Document(BytesIO(client.get(f"{ADDRESS}in-word/{query}").content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [*(page.extract_text() for page in pdf.pages), " ".join([*(p.text for p in word.paragraphs), *cells])]


def test_one_page_a4_says_what_the_screen_says(leader: Client) -> None:
    for month in (1, 1, 3):
        die(YEAR - 1, month)
    (pdf, word) = on_paper(leader, f"?year={YEAR - 1}")
    for text in (pdf, word):
        flat = " ".join(text.split())
        assert "Tỉnh Thái Nguyên" in flat and "Người chết trên địa bàn: 3" in flat and "Còn thiếu" in flat
    answer = leader.get(f"{ADDRESS}in-pdf/?year={YEAR - 1}")
    assert answer["Content-Disposition"].endswith(f'tong-quan-19-{YEAR - 1}.pdf"')


@pytest.mark.parametrize("way", ["in-pdf", "in-word"])
def test_a_stranger_gets_no_paper(leader: Client, way: str) -> None:
    assert leader.get(f"{ADDRESS}{way}/?unit=VN").status_code == 403
    assert leader.get(f"{ADDRESS}{way}/?unit=không+có").status_code == 404


def test_where_pdf_is_off_the_page_says_so(leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(briefing: object) -> bytes:
        raise Refused([RuleViolation("document.pdf_off", "Máy chủ chưa có Pango.")])

    monkeypatch.setattr("atvsld.web.pages.overview.as_pdf", refused)
    answer = leader.get(f"{ADDRESS}in-pdf/")
    assert answer.status_code == 503 and "Pango" in answer.content.decode()


def test_what_is_overdue_opens_as_many_as_it_says(leader: Client) -> None:
    make_establishment(), make_establishment()
    overdue = leader.get(ADDRESS).context["screen"].overdue.lines
    assert [line.value for line in overdue if "chưa báo cáo" in str(line.text)] == ["2"]
    assert all(leader.get(line.url).status_code == 200 for line in overdue)


def test_no_name_of_a_victim_stands_on_the_screen(leader: Client) -> None:
    when = datetime(YEAR, 1, 2, 9, tzinfo=HERE)
    make_victim(make_accident(make_establishment(), occurred_at=when), full_name="Nguyễn Thị Bí Mật")
    assert "Bí Mật" not in leader.get(ADDRESS).content.decode()


def test_the_months_of_a_commune_are_its_own() -> None:
    die(YEAR, 1, event_commune=place("Phường Phan Đình Phùng, Tỉnh Thái Nguyên").pk)
    client = client_of("commune", place=place("Xã Tân Cương, Tỉnh Thái Nguyên"))
    die(YEAR, 1, event_commune=place("Xã Tân Cương, Tỉnh Thái Nguyên").pk)
    page = client.get(ADDRESS).content.decode()
    assert re.search(r'stat-value"><a href="/nguoi-bi-nan/[^"]*severity=fatal[^"]*">1</a>', page)
