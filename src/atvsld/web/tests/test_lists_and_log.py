"""Code lists with their versions, and the log: what is uncertain is said, in words, and nothing can be changed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from atvsld.accidents.workflow import ACCIDENT_WORKFLOW
from atvsld.base.audit.models import AuditEntry
from atvsld.base.codelists.models import CodeListVersion, CodeRow
from atvsld.base.lists import registers
from atvsld.testing import make_accident, make_user, make_victim
from atvsld.web.pages.audit import DOORS, READING, TITLES
from atvsld.web.pages.row import VERBS

pytestmark = pytest.mark.django_db
PACKAGE = Path(__file__).resolve().parents[2]


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def version_of(name: str, since: date, status: str, **rows: str) -> CodeListVersion:
    version = CodeListVersion.objects.create(
        name=name, title="Danh mục ví dụ", valid_from=since, status=status, source="Văn bản ví dụ"
    )
    for position, (code, row_status) in enumerate(rows.items()):
        CodeRow.objects.create(version=version, position=position, code=code, name_vi=f"Tên {code}", status=row_status)
    return version


def test_each_version_is_shown_and_the_newest_opens_first() -> None:
    version_of("vi_du", date(2016, 7, 1), "verified", cu="seen")
    version_of("vi_du", date(2026, 1, 1), "provisional", moi="memory", chac="verified")
    admin = client_of("admin")
    said = admin.get("/danh-muc/").content.decode()
    assert said.count("/danh-muc/vi_du/?tu=") == 2 and "từ 01/07/2016" in said and "1 mã tạm" in said
    newest = admin.get("/danh-muc/vi_du/").content.decode()
    assert "Tên moi" in newest and "Tên cu" not in newest and "Danh mục tạm" in newest
    assert "theo trí nhớ" in newest and "đã đối chiếu" in newest and ">memory<" not in newest
    older = admin.get("/danh-muc/vi_du/", {"tu": "2016-07-01"}).content.decode()
    assert "Tên cu" in older and "Danh mục tạm" not in older and "đã đọc thấy" in older


def test_codes_are_found_without_accents() -> None:
    version_of("vi_du", date(2016, 7, 1), "verified", mot="seen", hai="seen")
    found = client_of("admin").get("/danh-muc/vi_du/", {"q": "ten HAI"}).context["rows"]
    assert [row["row"].code for row in found] == ["hai"]
    assert client_of("admin").get("/danh-muc/khong-co/").status_code == 404


@pytest.mark.parametrize("role", ["inspector", ""])
def test_lists_agencies_users_and_log_are_closed_to_others(role: str) -> None:
    client = client_of(role)
    for address in ("/danh-muc/", "/danh-muc/vsic/", "/co-quan/", "/nguoi-dung/", "/nhat-ky/"):
        assert client.get(address).status_code == 403, address


def test_the_log_is_narrowed_by_register_and_person_and_names_no_value() -> None:
    make_victim(make_accident(), full_name="Trần Thị Bình")
    auditor = client_of("auditor")
    said = auditor.get("/nhat-ky/", {"so": "victims"}).content.decode()
    assert "Họ và tên" in said and "full_name" not in said and "Trần Thị Bình" not in said
    narrowed = auditor.get("/nhat-ky/", {"so": "victims"}).context["rows"]
    assert narrowed and {row["entry"].register for row in narrowed} == {"victims"}
    by_person = auditor.get("/nhat-ky/", {"nguoi": "không có ai"}).context["rows"]
    assert by_person == []


def test_every_verb_and_door_of_the_log_has_a_word() -> None:
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if "tests" not in path.parts)
    verbs = set(re.findall(r'Act\("(\w+)"', source)) | {t.verb for t in ACCIDENT_WORKFLOW.transitions}
    assert {"create", "void", "derive", "reset_password", "accept"} <= verbs <= set(VERBS | READING)
    doors = set(re.findall(r'via(?:: str)? ?= ?"(\w+)"', source)) - {"test"}
    assert {"page", "file"} <= doors <= set(DOORS)


def test_the_log_cannot_be_written_by_its_page() -> None:
    make_accident()
    auditor = client_of("auditor")
    before = list(AuditEntry.objects.order_by("pk").values())
    auditor.post("/nhat-ky/", {"so": "accidents"})
    assert list(AuditEntry.objects.order_by("pk").values()) == before


def test_every_register_of_the_log_has_a_name() -> None:
    source = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if "tests" not in path.parts)
    named = {*registers(), *TITLES}
    assert set(re.findall(r'^REGISTER = "(\w+)"', source, re.MULTILINE)) <= named
