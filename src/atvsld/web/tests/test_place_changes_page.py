"""The administrator's page of later decisions: look first, then write."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from atvsld.org.places.models import Place
from atvsld.org.tests.place_files import HEAD
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
PAGE = "/dia-ban/thay-doi/"
DAY = date(2026, 11, 1)


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(make_user("admin"))
    return client


def sent(code: str) -> SimpleUploadedFile:
    line = f"01/11/2026,{code},{code},Phường,Mới Thử,,,,12/NQ-UBTVQH16,"
    return SimpleUploadedFile("nghi-quyet.csv", f"{HEAD}\n{line}\n".encode())


def test_a_file_is_looked_at_before_it_is_written(admin: Client) -> None:
    old = Place.objects.communes().filter(province__code="19", valid_to=None).first()
    assert old is not None
    page = admin.post(PAGE, {"file": sent(old.code)})
    assert page.status_code == 200
    assert "Phường Mới Thử" in page.content.decode()
    assert not Place.objects.filter(valid_from=DAY).exists()
    kept = {"name": page.context["name"], "content": page.context["text"], "do": "confirm"}
    done = admin.post(PAGE, kept, follow=True)
    assert "Đã ghi 1 thay đổi" in done.content.decode()
    assert Place.objects.get(valid_from=DAY, code=old.code).full_name == "Phường Mới Thử"
    again = admin.post(PAGE, {"file": sent(old.code)})
    assert "không có gì để ghi" in again.content.decode()
    assert admin.post(PAGE, kept).status_code == 302
    assert Place.objects.filter(valid_from=DAY).count() == 1
    auditor = Client()
    auditor.force_login(make_user("auditor"))
    assert "Đơn vị hành chính" in auditor.get("/nhat-ky/").content.decode()


def test_a_wrong_file_says_row_column_reason_and_code(admin: Client) -> None:
    page = admin.post(PAGE, {"file": sent("99999")})
    assert page.status_code == 422
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "Dòng 2, «Mã cũ»: Ngày 31/10/2026 không có đơn vị nào mang mã 99999" in text
    assert "places.old_unknown" in text
    assert admin.post(PAGE, {}).status_code == 422
    assert admin.post(PAGE, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")}).status_code == 422


def test_the_template_is_read_by_the_page(admin: Client) -> None:
    template = admin.get(f"{PAGE}mau.csv").content
    page = admin.post(PAGE, {"file": SimpleUploadedFile("mau.csv", template)})
    assert [error["code"] for error in page.context["errors"]] == ["places.empty"]
