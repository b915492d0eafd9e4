"""The pages of tasks as people use them: every number opens exactly its tasks, every step is one button away."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.models import Charge
from atvsld.directives.tasks.occurrences import Evidence, Occurrence
from atvsld.directives.tasks.status import Stage
from atvsld.directives.tasks.tests.make import (
    AWAY,
    COMMUNE,
    HOME,
    agency,
    commune_committee,
    department,
    make_charge,
    make_task,
)  # fmt: skip
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user, make_zone, place

pytestmark = pytest.mark.django_db
WHY = "lý do của kiểm thử"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people():
    return {
        "labour": make_user("labour", place=HOME), "commune": make_user("commune", place=COMMUNE),
        "leader": make_user("leader", place=HOME), "ministry": make_user("ministry"),
    }  # fmt: skip


@pytest.fixture
def busy(people):
    """Tasks of all kinds, handed out a month ago."""
    today = timezone.localdate()
    begun, labour, commune = today - timedelta(days=30), scope_of(people["labour"]), scope_of(people["commune"])
    police, health = agency("police_province", HOME), agency("department_health", HOME)

    def give(title, due, *agencies):
        due_on = begun + timedelta(days=due) if due is not None else None
        made = make_charge(labour, list(agencies), today=begun, title=title, first_due=due_on)
        return [made.tasks.get(agency=one) for one in agencies]

    late, done = give("Quá hạn", 10, commune_committee(), police), give("Xong", 20, commune_committee(), police)
    waiting, unending = give("Còn hạn", 60, commune_committee(), health), give("Không hạn", None, commune_committee())
    give("Kỳ sau", 60, police)
    for task in (late[0], done[0], waiting[0], unending[0]):
        services.accept(commune, task.pk, today=begun + timedelta(days=1))
    services.accept(labour, done[1].pk, today=begun + timedelta(days=1))
    due_services.close(commune, done[0].pk, 1, today=begun + timedelta(days=19))
    due_services.close(labour, done[1].pk, 1, today=begun + timedelta(days=25))
    due_services.ask_extension(commune, late[0].pk, 1, today + timedelta(days=9), WHY, today=begun + timedelta(days=9))
    services.send_back(labour, give("Trả lại", 40, police)[0].pk, WHY, today=begun + timedelta(days=2))
    return people


def numbers_of(page: str) -> list[tuple[str, int]]:
    """(address, number) of every number on the page that opens a list."""
    found = re.findall(r'<a href="(/viec-giao/danh-sach/[^"]*)">(?:<strong>)?(?:[^<0-9]*: )?([\d.]+)<', page)
    return [(html.unescape(url), int(n.replace(".", ""))) for url, n in found]


def count_in(page: str) -> int:
    return int(re.search(r'<p class="count"><strong>([\d.]+)</strong>', page)[1].replace(".", ""))


@pytest.mark.parametrize("days_ago", [0, 8, 29, 31])
def test_each_number_opens_exactly_its_tasks(busy, days_ago):
    day = timezone.localdate() - timedelta(days=days_ago)
    for who in ("labour", "leader", "ministry", "commune"):
        client = client_of(busy[who])
        found = numbers_of(client.get("/viec-giao/", {"day": day.isoformat()}).content.decode())
        assert (len(found) > 4) == (days_ago < 31)
        for url, n in dict.fromkeys(found):
            assert count_in(client.get(url).content.decode()) == n, (who, url)


def test_the_page_of_a_unit_tells_what_leaders_ask(busy):
    page = client_of(busy["leader"]).get("/viec-giao/").content.decode()
    for words in ("Quá hạn", "Xong quá hạn", "Chưa nhận", "Mười việc quá hạn lâu nhất", "12/KH-UBND"):
        assert words in page
    assert "Giao việc</span>" not in page
    assert "Giao việc</span>" in client_of(busy["labour"]).get("/viec-giao/").content.decode()


def test_a_day_before_tells_what_was_known_then(busy):
    labour = scope_of(busy["labour"])
    late = Occurrence.objects.get(charge__title="Quá hạn", agency=commune_committee())
    later = timezone.localdate() + timedelta(days=9)
    due_services.decide_extension(labour, late.task_id, 1, later, "")
    client = client_of(busy["labour"])
    listed = {"charge": late.charge_id, "agency": late.agency_id, "status": "overdue"}
    assert count_in(client.get("/viec-giao/danh-sach/", listed).content.decode()) == 0
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page = client.get("/viec-giao/danh-sach/", listed | {"day": yesterday}).content.decode()
    assert count_in(page) == 1 and f"{late.due_on:%d/%m/%Y}" in page and f"{later:%d/%m/%Y}" not in page


def test_units_of_others_are_refused(busy):
    for user in (make_user("labour", place="Cà Mau"), make_user("commune", place=AWAY), make_user()):
        client = client_of(user)
        for address in ("/viec-giao/", "/viec-giao/danh-sach/", "/viec-giao/danh-sach/xuat-excel/"):
            for unit in ("VN", str(place(HOME).pk), str(place(COMMUNE).pk)):
                assert client.get(address, {"unit": unit}).status_code == 403
            own = client.get(address)
            assert own.status_code == 403 or b"12/KH-UBND" not in own.content


def test_the_names_of_what_others_were_charged_with_are_not_told(busy):
    charge = Charge.objects.get(title="Quá hạn")
    page = client_of(make_user("labour", place="Cà Mau")).get(
        "/viec-giao/danh-sach/", {"charge": charge.pk, "cause": charge.cause_id}
    )
    assert page.status_code == 200 and count_in(page.content.decode()) == 0
    assert b"12/KH-UBND" not in page.content and "Quá hạn</span>" not in page.content.decode()


def test_a_commune_accepts_shows_and_closes(people):
    task = make_task(scope_of(people["labour"]), today=timezone.localdate(), first_due=timezone.localdate())
    client, url = client_of(people["commune"]), f"/viec-giao/{task.pk}/"
    assert "Nhận việc" in client.get(url).content.decode()
    client.post(f"{url}accept/")
    sent = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.7 x", "application/pdf")
    shown = {"number": 1, "title": "Báo cáo", "document_number": "9/BC", "dated_on": "2/3/2026", "file": sent}
    assert client.post(f"{url}attach/", shown).status_code == 302
    assert client.post(f"{url}close/", {"number": 1}).status_code == 302
    page = client.get(url).content.decode()
    assert "Xong đúng hạn" in page and "có minh chứng" in page and "Báo cáo" in page
    row = Evidence.objects.get()
    file = client.get(f"/viec-giao/minh-chung/{row.pk}/")
    assert file.content == b"%PDF-1.7 x" and file["Content-Disposition"].startswith("attachment")
    assert client_of(make_user("commune", place=AWAY)).get(f"/viec-giao/minh-chung/{row.pk}/").status_code == 404


def test_what_is_refused_comes_again_with_the_reason(people):
    task = make_task(scope_of(people["labour"]))
    client, url = client_of(people["commune"]), f"/viec-giao/{task.pk}/"
    answer = client.post(f"{url}close/", {"number": 1, "reason": "chữ đã gõ"})
    assert answer.status_code == 422 and "chưa nhận việc" in answer.content.decode()
    client.post(f"{url}accept/")
    answer = client.post(f"{url}ask/", {"number": 1, "wanted": "31/02/2026", "reason": WHY})
    assert answer.status_code == 422 and "không phải một ngày" in answer.content.decode()
    assert client.post(f"{url}khong-co/").status_code == 404
    assert client_of(people["leader"]).post(f"{url}withdraw/", {"reason": WHY}).status_code == 403
    assert client_of(make_user("commune", place=AWAY)).get(url).status_code == 404


def test_only_a_word_is_told_as_such(people):
    task = make_task(scope_of(people["labour"]))
    client, url = client_of(people["commune"]), f"/viec-giao/{task.pk}/"
    client.post(f"{url}accept/")
    client.post(f"{url}close/", {"number": 1})
    assert "Mới theo lời báo cáo" in client.get(url).content.decode()


def given(**more):
    return {
        "giver": department().pk, "cause": "new", "kind": "document", "cause_title": "Kế hoạch năm 2026",
        "number": "30/KH-UBND", "issued_on": "5/1/2026", "issuing_body": "UBND tỉnh", "title": "Rà soát cơ sở",
        "recurrence": "yearly", "first_due": "10/12/2026", "last_day": "31/12/2030", "proof": "nothing",
        "whom": "communes", "coordinating": [agency("department_health", HOME).pk],
    } | more  # fmt: skip


def test_one_task_goes_to_every_commune_in_one_step(people):
    client = client_of(people["labour"])
    assert client.get("/viec-giao/giao-viec/").status_code == 200
    answer = client.post("/viec-giao/giao-viec/", given())
    assert answer.status_code == 302
    charge = Charge.objects.get()
    assert charge.agencies == 92 and Occurrence.objects.count() == 92 * 5
    assert charge.coordinations.get().agency == agency("department_health", HOME)
    page = client.get("/viec-giao/").content.decode()
    assert "30/KH-UBND" in page and "92" in page


def test_the_workbook_holds_the_rows_of_the_list(busy):
    client = client_of(busy["labour"])
    content = client.get("/viec-giao/danh-sach/xuat-excel/", {"status": "overdue"}).content
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]] == ["Quá hạn", "Quá hạn"]


def test_work_lists_say_whose_turn_it_is(busy):
    from atvsld.web.worklist.counting import left_undone, own_counts

    def told(who):
        return {work.id: work.count for work in own_counts(scope_of(busy[who]))}

    assert {key: told("commune").get(key) for key in ("viec-qua-han", "viec-cho-nhan")} == {
        "viec-qua-han": 1, "viec-cho-nhan": None,
    }  # fmt: skip
    assert {key: told("labour").get(key) for key in ("xin-gia-han", "viec-bi-tra")} == {
        "xin-gia-han": 1, "viec-bi-tra": 1,
    }  # fmt: skip
    page = client_of(busy["leader"]).get("/viec-can-lam/").content.decode()
    assert "Việc được giao đã quá hạn" in page
    watched = {who: {w.id: w.count for w in left_undone(scope_of(busy[who]), timezone.localdate())}
               for who in ("leader", "ministry")}  # fmt: skip
    assert watched["leader"]["viec-qua-han"] == watched["ministry"]["viec-qua-han"] == 2
    for kind in ("viec-qua-han", "viec-sap-han", "viec-cho-nhan", "xin-gia-han", "viec-bi-tra"):
        for who in ("labour", "commune", "leader"):
            assert client_of(busy[who]).get(f"/viec-can-lam/{kind}/").status_code == 200


def test_a_new_task_waits_to_be_accepted_and_then_falls_due(people):
    from atvsld.web.worklist.counting import own_counts

    today = timezone.localdate()
    task = make_task(scope_of(people["labour"]), today=today, first_due=today + timedelta(days=20))
    commune = scope_of(people["commune"])
    assert [w.id for w in own_counts(commune, today) if w.id.startswith("viec-")] == ["viec-cho-nhan"]
    services.accept(commune, task.pk, today=today)
    soon = today + timedelta(days=10)
    assert [w.id for w in own_counts(commune, today) if w.id.startswith("viec-")] == []
    assert [w.id for w in own_counts(commune, soon) if w.id.startswith("viec-")] == ["viec-sap-han"]


def test_a_member_of_an_agency_without_a_unit_sees_its_own(people):
    police = agency("police_province", HOME)
    make_charge(scope_of(people["labour"]), [police], title="Của công an")
    member = client_of(make_user("zone", zone=make_zone(), agency=police))
    page = member.get("/viec-giao/")
    assert page.status_code == 200 and "Công an tỉnh Thái Nguyên" in page.content.decode()
    assert member.get("/viec-giao/", {"unit": str(place(HOME).pk)}).status_code == 403


def test_midnight_makes_overdue_without_a_write(people):
    today = timezone.localdate()
    make_task(scope_of(people["labour"]), today=today, first_due=today)
    client = client_of(people["labour"])
    assert count_in(client.get("/viec-giao/danh-sach/", {"status": "overdue"}).content.decode()) == 0
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        again = client_of(people["labour"])
        assert count_in(again.get("/viec-giao/danh-sach/", {"status": "overdue"}).content.decode()) == 1
    assert Occurrence.objects.get().stage == Stage.WAITING
