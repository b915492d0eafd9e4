"""The letter of reminder: a file of Word with exactly the overdue tasks of the list that its body handed out."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.utils import timezone

from atvsld.directives.tasks import services
from atvsld.directives.tasks.authority import all_below
from atvsld.directives.tasks.tests.make import COMMUNE, HOME, agency, department, make_charge
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
URL = "/don-doc/cong-van/"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def labour():
    return make_user("labour", place=HOME)


def give(labour, days: int, agencies=None, giver=None, **kept):
    today = timezone.localdate()
    due = today + timedelta(days=days)
    return make_charge(scope_of(labour), agencies, giver, due - timedelta(days=30), first_due=due, **kept)


def letter(client, **query) -> tuple[str, list[list[str]]]:
    """(all text, the rows of the table of tasks)."""
    answer = client.get(URL, query)
    assert answer.status_code == 200 and "wordprocessingml" in answer["Content-Type"], answer.status_code
    assert answer["Content-Disposition"].startswith('attachment; filename="trinh-dien-cong-van-don-doc-')
    document = docx.Document(BytesIO(answer.content))
    cells = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    (tasks,) = [rows for rows in cells if rows[0][0] == "TT"]
    text = "\n".join([p.text for p in document.paragraphs] + [c for rows in cells for row in rows for c in row])
    return text, tasks


def test_of_the_agencies_that_are_late_and_of_nothing_else(labour):
    giver = department()
    both = [agency("department_health", HOME), agency("police_province", HOME)]
    late = give(labour, -12, both, title="Khám sức khỏe")
    done = late.tasks.get(agency=agency("police_province", HOME))
    services.withdraw(scope_of(labour), done.pk, "không còn cần")
    give(labour, 5, title="Việc còn hạn")
    other = agency("peoples_committee_province", HOME)
    give(labour, -3, [agency("department_health", HOME)], other, title="Việc của ủy ban giao")
    client = client_of(labour)
    page = client.get(URL).content.decode()
    assert f'value="{giver.pk}"' in page and f'value="{other.pk}"' in page
    text, rows = letter(client, giver=giver.pk, reply_by="31/12/2099")
    due = timezone.localdate() - timedelta(days=12)
    assert rows[1:] == [
        ["1", "Khám sức khỏe", agency("department_health", HOME).name_vi, f"{due:%d/%m/%Y}", "12", "12/KH-UBND"]
    ]
    for said in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", giver.name_vi.upper(), "V/v đôn đốc", "trước ngày 31/12/2099",
                 "Dữ liệu trình diễn", "Kính gửi: Sở Y tế",
                 "lâu nhất 12 ngày", "./.", "Lưu: VT"):  # fmt: skip
        assert said in text, said
    assert "Số: " in text and "Việc còn hạn" not in text and "ủy ban giao" not in text


def test_to_all_communes_of_a_cause_with_an_annex(labour):
    charge = give(labour, -1, list(all_below(department())))
    text, rows = letter(client_of(labour), giver=department().pk, cause=charge.cause_id)
    assert len(rows) == 93 and len({row[2] for row in rows[1:]}) == 92
    assert "Phụ lục" in text and "trong danh sách kèm theo" in text and "92 việc của 92 cơ quan" in text
    one = charge.tasks.order_by("pk").first()
    text, rows = letter(client_of(labour), giver=department().pk, agency=one.agency_id)
    assert len(rows) == 2 and f"Kính gửi: {one.agency.name_vi}" in text


def test_nobody_writes_in_the_name_of_another(labour):
    give(labour, -12)
    for user in (make_user("commune", place=COMMUNE), make_user("labour", place="Cà Mau"), make_user("ministry")):
        answer = client_of(user).get(URL, {"giver": department().pk})
        assert "text/html" in answer["Content-Type"] and "Không có việc nào để đôn đốc" in answer.content.decode()
    assert client_of(make_user("leader", place=HOME)).get(URL).status_code == 403
    for wrong in ("1/1/2020", "hôm qua"):
        answer = client_of(labour).get(URL, {"giver": department().pk, "reply_by": wrong})
        assert answer.status_code == 422
