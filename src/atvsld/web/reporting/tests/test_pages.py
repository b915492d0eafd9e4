"""The pages of reports as people use them: begun in one step, written, sent as seen, received, its figures opened."""

from __future__ import annotations

import html
import io
import json
import re

import docx
import pytest
import time_machine
from django.test import Client

from atvsld.directives.reporting.models import ReportVersion, TaskReport
from atvsld.directives.reporting.tests.make import COMMUNE, HOME, charged
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
NOW = "2026-11-23T09:00:00+07:00"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people():
    return {
        "labour": make_user("labour", place=HOME), "commune": make_user("commune", place=COMMUNE),
        "leader": make_user("leader", place=HOME), "away": make_user("labour", place="Cà Mau"),
    }  # fmt: skip


@pytest.fixture
def clients(people):
    with time_machine.travel(NOW, tick=False):
        charged(scope_of(people["labour"]))
        yield {name: client_of(user) for name, user in people.items()}


def begun(client: Client) -> TaskReport:
    page = client.get("/bao-cao/").content.decode()
    form = re.search(r'action="/bao-cao/lap/">(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', html.unescape(form[1])))
    answer = client.post("/bao-cao/lap/", fields)
    return TaskReport.objects.get(pk=int(answer["Location"].split("/")[2]))


def send(client: Client, row: TaskReport, **more: str):
    page = client.get(f"/bao-cao/{row.pk}/gui/").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    return client.post(f"/bao-cao/{row.pk}/gui/", {"seen": seen[1] if seen else "", "confirm": "1", **more})


def test_the_whole_way(clients) -> None:
    commune, labour = clients["commune"], clients["labour"]
    row = begun(commune)
    assert begun_again(commune) == row.pk
    page = commune.get(f"/bao-cao/{row.pk}/").content.decode()
    assert "quá hạn chưa xong" in page
    saved = commune.post(
        f"/bao-cao/{row.pk}/luu/", {"problems": "Thiếu cán bộ.", "row_version": "1"}, HTTP_HX_REQUEST="1"
    )
    assert 'value="2"' in saved.content.decode()
    assert labour.get(f"/bao-cao/{row.pk}/").status_code == 404, "what is being written is seen by nobody else"
    assert "Chưa viết, nên không có trong báo cáo: Kiến nghị" in commune.get(f"/bao-cao/{row.pk}/gui/").content.decode()
    assert send(commune, row).status_code == 302
    assert "Chờ tiếp nhận (1)" in labour.get("/bao-cao/").content.decode()
    shown = labour.get(f"/bao-cao/{row.pk}/", follow=True).content.decode()
    assert "Thiếu cán bộ." in shown and "Tiếp nhận báo cáo" in shown
    returned = labour.post(f"/bao-cao/{row.pk}/quyet-dinh/", {"answer": "return", "reason": "Thiếu nguyên nhân cụ thể"})
    assert returned.status_code == 302
    assert "Thiếu nguyên nhân cụ thể" in commune.get(f"/bao-cao/{row.pk}/").content.decode()
    assert send(commune, row, reason="Bổ sung nguyên nhân").status_code == 422, "nothing is different"
    row.refresh_from_db()
    commune.post(f"/bao-cao/{row.pk}/luu/", {"problems": "Thiếu cán bộ chuyên trách.", "row_version": row.row_version})
    assert send(commune, row, reason="Bổ sung nguyên nhân").status_code == 302
    assert labour.post(f"/bao-cao/{row.pk}/quyet-dinh/", {"answer": "receive"}).status_code == 302
    assert [v.outcome for v in ReportVersion.objects.order_by("number")] == ["returned", "received"]


def begun_again(client: Client) -> int:
    page = client.get("/bao-cao/").content.decode()
    return int(re.search(r'href="/bao-cao/(\d+)/">', page)[1])


def test_each_figure_opens_as_many_rows(clients) -> None:
    commune = clients["commune"]
    row = begun(commune)
    page = commune.get(f"/bao-cao/{row.pk}/").content.decode()
    links = re.findall(rf'<a href="(/bao-cao/{row.pk}/viec/\?[^"]*)">(\d+)</a>', page)
    assert len(links) >= 2
    for url, number in links:
        listed = commune.get(html.unescape(url)).content.decode()
        assert f"<strong>{number}</strong>" in listed
    assert commune.get(f"/bao-cao/{row.pk}/viec/xuat-excel/").content[:2] == b"PK"


def test_word_and_the_file_of_a_version(clients) -> None:
    commune, labour = clients["commune"], clients["labour"]
    row = begun(commune)
    send(commune, row)
    answer = labour.get(f"/bao-cao/{row.pk}/word/")
    assert "bao-cao-uy-ban-nhan-dan-xa-tan-cuong-2026" in answer["Content-Disposition"]
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO" in text
    version = ReportVersion.objects.get()
    sent = labour.get(f"/bao-cao/{row.pk}/ban/1/tep/").content.decode()
    assert sent == version.content and json.loads(sent)["figures"]["tasks"]["total"] == 1
    listed = labour.get(f"/bao-cao/{row.pk}/viec/?status=overdue").content.decode()
    assert "như bản 1 đã gửi" in listed and "<strong>1</strong>" in listed


def test_who_may_not_gets_nothing_and_no_count(clients) -> None:
    row = begun(clients["commune"])
    send(clients["commune"], row)
    away = clients["away"]
    for path in ("", "gui/", "word/", "viec/", "don-vi/", "ban/1/", "ban/1/tep/"):
        assert away.get(f"/bao-cao/{row.pk}/{path}").status_code in (403, 404), path
    page = away.get("/bao-cao/").content.decode()
    assert "Tân Cương" not in page and "Chờ tiếp nhận" not in page
    leader = clients["leader"]
    assert leader.get(f"/bao-cao/{row.pk}/", follow=True).status_code == 200
    assert leader.post(f"/bao-cao/{row.pk}/quyet-dinh/", {"answer": "receive"}).status_code == 403


def test_a_free_report_over_several_years(clients) -> None:
    labour = clients["labour"]
    page = labour.get("/bao-cao/lap-tu-do/").content.decode()
    agency = re.findall(r'<option value="(\d+)"[^>]*>\s*Sở Nội vụ', page)[0]
    fields = {"agency": agency, "form": "interim", "about": "p:thai-nguyen-2025", "first_day": "01/01/2025",
              "last_day": "31/12/2026", "title": "Sơ kết thực hiện kế hoạch 2025–2026",
              "to_name": "Ủy ban nhân dân tỉnh Thái Nguyên"}  # fmt: skip
    wrong = labour.post("/bao-cao/lap-tu-do/", fields | {"last_day": "31/12/2024"})
    assert wrong.status_code == 422 and "đến ngày không trước từ ngày" in wrong.content.decode()
    answer = labour.post("/bao-cao/lap-tu-do/", fields)
    row = TaskReport.objects.get(form="interim")
    assert answer["Location"] == f"/bao-cao/{row.pk}/" and row.to_agency is not None
    said = labour.get(f"/bao-cao/{row.pk}/").content.decode()
    assert "KẾT QUẢ QUA CÁC NĂM" in said and "BÁO CÁO CỦA CÁC CƠ QUAN" in said
