"""A file through the pages: sent, its columns named, checked, confirmed once, and nobody else's business."""

import io
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from atvsld.accidents.models import Accident, Victim
from atvsld.base.import_sessions import services, tasks
from atvsld.base.import_sessions.models import ImportFile, ImportSession
from atvsld.testing import COMMUNE, make_establishment, make_user

pytestmark = pytest.mark.django_db
HEAD = "Ai khai;Mã số thuế;Thời điểm xảy ra;Xã xảy ra;Họ và tên;Tình trạng khi khai báo;Ngày chết;Ghi chú\n"
GOOD = f"cơ sở;0100109106;10/03/2026 09:30;{COMMUNE};Trần Văn Kín;nhẹ;;x\n"
BAD = f"cơ sở;0100109106;11/03/2026 09:30;{COMMUNE};Lê Thị Mật;chết;;y\n"


@pytest.fixture
def labour():
    make_establishment(tax_code="0100109106")
    return make_user("labour", place="Thái Nguyên")


@pytest.fixture
def client(labour):
    client = Client()
    client.force_login(labour)
    return client


def send(client, text, name="vụ.csv"):
    answer = client.post("/tai-nan/nhap-excel/", {"file": SimpleUploadedFile(name, (HEAD + text).encode())})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer["Location"]


def named(client, url, **more):
    """Says what «Ai khai» is, beside what was guessed, and has the file checked."""
    session = ImportSession.objects.get(token=url.split("/")[2])
    columns = {f"column-{i}": name for i, name in session.mapping.items()} | {"column-0": "declared_by"} | more
    return client.post(url, {"do": "columns", **columns})


def test_from_the_list_to_the_result(client):
    assert "/tai-nan/nhap-excel/" in client.get("/tai-nan/").content.decode()
    url = send(client, GOOD)
    page = client.get(url).content.decode()
    assert "Cột không dùng: «Ai khai», «Ghi chú»" in page
    assert named(client, url).status_code == 302
    page = client.get(url).content.decode()
    assert "Ghi 1 dòng vào sổ" in page
    assert not Accident.objects.exists()
    for _ in range(2):
        assert client.post(url, {"do": "confirm"}).status_code == 302
    assert (Accident.objects.count(), Victim.objects.get().full_name) == (1, "Trần Văn Kín")
    assert "Đã ghi 1 dòng vào sổ" in client.get(url).content.decode()
    assert not ImportFile.objects.filter(kind="upload").exists()
    again = send(client, GOOD, "lần hai.csv")
    assert "declared_by" in ImportSession.objects.get(token=again.split("/")[2]).mapping.values()
    named(client, again)
    client.post(again, {"do": "confirm"})
    assert (Accident.objects.count(), Victim.objects.count()) == (1, 1)
    assert "vụ.csv" in client.get("/nhap-excel/").content.decode()


def test_bad_rows_come_back_and_can_be_mended(client):
    url = send(client, GOOD + BAD)
    named(client, url)
    page = client.get(url).content.decode()
    assert "death.date" in page
    assert "Chỉ ghi 1 dòng đúng" in page
    assert "death.date" not in client.get(url + "?code=field.required").content.decode().split("<tbody>")[1]
    client.post(url, {"do": "confirm-valid"})
    assert Victim.objects.get().full_name == "Trần Văn Kín"
    answer = client.get(url + "bi-tu-choi/")
    book = load_workbook(io.BytesIO(answer.getvalue()))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][-3:] == ["Ghi chú", "Lý do bị từ chối", "Tệp, dòng"]
    assert (sheet.max_row, sheet["E2"].value) == (2, "Lê Thị Mật")
    assert "ngày chết" in sheet["I2"].value
    sheet["G2"] = "12/03/2026"
    sheet["A1"] = "Bên khai báo"
    kept = io.BytesIO()
    book.save(kept)
    again = client.post("/tai-nan/nhap-excel/", {"file": SimpleUploadedFile("b.xlsx", kept.getvalue())})["Location"]
    named(client, again)
    client.post(again, {"do": "confirm"})
    assert Victim.objects.count() == 2


def test_what_was_checked_is_checked_again_when_it_is_written(client, labour):
    url = send(client, GOOD)
    named(client, url)
    membership = labour.memberships.get()
    type(membership).objects.filter(pk=membership.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    session = ImportSession.objects.get()
    services.confirm(session, accept_valid=False)
    assert not Accident.objects.exists()
    session.refresh_from_db()
    assert session.state in ("failed", "checked")
    assert client.get(url).status_code == 404


def test_a_broken_task_is_begun_again_and_writes_once(client):
    url = send(client, GOOD)
    named(client, url)
    session = ImportSession.objects.get()
    ImportSession.objects.filter(pk=session.pk).update(state="landing")
    for _ in range(2):
        tasks.land_file.enqueue(str(session.token))
    session.refresh_from_db()
    assert (session.state, Accident.objects.count()) == ("done", 1)


def test_nobody_else_learns_of_it(client):
    url = send(client, GOOD)
    named(client, url)
    for user in (make_user("labour", place="Thái Nguyên"), make_user("ministry"), make_user()):
        other = Client()
        other.force_login(user)
        for tail in ("", "tien-do/", "bi-tu-choi/"):
            assert other.get(url + tail).status_code == 404
        assert other.post(url, {"do": "confirm"}).status_code == 404
        assert "vụ.csv" not in other.get("/nhap-excel/").content.decode()
    assert not Accident.objects.exists()


def test_what_is_kept_is_encrypted_and_goes_after_a_week(client):
    url = send(client, GOOD)
    named(client, url)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT report FROM base_importsession")
        assert "Kín" not in cursor.fetchone()[0]
        cursor.execute("SELECT content FROM base_importfile")
        assert "Kín".encode() not in bytes(cursor.fetchone()[0])
    assert services.forget_expired() == 0
    ImportSession.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert services.forget_expired() == 1
    assert (ImportSession.objects.count(), ImportFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"%PDF-1.4"), ("a.csv", b""), ("a.csv", b"x;y\n1;2\n")])
def test_what_is_no_table_of_the_register_is_refused_on_the_page(client, name, content):
    answer = client.post("/tai-nan/nhap-excel/", {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, ImportSession.objects.count()) == (422, 0)
    assert "Chưa nhận được tệp" in answer.content.decode()


def test_two_columns_for_one_field_are_asked_about(client):
    url = send(client, GOOD)
    assert named(client, url, **{"column-7": "declared_by"}).status_code == 422
    assert ImportSession.objects.get().state == "uploaded"


def test_letting_a_file_go(client):
    url = send(client, GOOD)
    assert client.post(url, {"do": "forget"})["Location"] == "/nhap-excel/"
    assert not ImportFile.objects.exists()


def test_the_template_comes_from_the_page(client):
    answer = client.get("/tai-nan/tep-mau/")
    assert answer.content[:2] == b"PK"


def test_moments_of_the_first_lines_are_said_as_in_the_sheet(client):
    book, kept = Workbook(), io.BytesIO()
    book.active.append(HEAD.strip().split(";"))
    book.active.append(["cơ sở", "0100109106", datetime(2026, 3, 10, 9, 30), COMMUNE, "Trần Văn Kín", "nhẹ"])
    book.save(kept)
    answer = client.post("/tai-nan/nhap-excel/", {"file": SimpleUploadedFile("vụ.xlsx", kept.getvalue())})
    named(client, answer["Location"])
    assert "<td>10/03/2026 09:30</td>" in client.get(answer["Location"]).content.decode()
