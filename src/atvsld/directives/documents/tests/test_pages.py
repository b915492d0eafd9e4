"""A document through the pages: sent, read, corrected, accepted once, and a draft nobody else's business."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from atvsld.base.models import AuditEntry
from atvsld.directives.documents import drafts
from atvsld.directives.documents.models import Document, DocumentDraft, Implements, Provision
from atvsld.directives.reading.extracting.tests.hostile import laughs
from atvsld.directives.reading.extracting.tests.make import PLAN
from atvsld.org.agencies.models import Agency
from atvsld.org.people.scoping import scope_of
from atvsld.testing import COMMUNE, make_user

pytestmark = pytest.mark.django_db
PARENT = PLAN.replace("12/KH-UBND", "31-CT/TW").replace("05 tháng 02", "01 tháng 02")
CHILD = PLAN.replace("Bảo đảm", "Thực hiện Chỉ thị số 31-CT/TW ngày 01/02/2026 về bảo đảm")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def labour(db):
    return make_user("labour", place="Thái Nguyên")


@pytest.fixture
def client(labour):
    return signed_in(labour)


def send(client, text: str | bytes = PLAN, name: str = "kế hoạch.txt") -> str:
    data = text.encode() if isinstance(text, str) else text
    answer = client.post("/van-ban/doc/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return answer["Location"]


def reading_of(url: str) -> dict:
    return drafts.content_of(DocumentDraft.objects.get(token=url.split("/")[3]))["reading"]


def accept(client, url: str, **more: str):
    unit = client.get(url).content.decode().split('name="unit" value="')[1].split('"')[0]
    return client.post(url, {"do": "accept", "unit": unit, **more})


def test_nothing_is_a_document_before_it_is_accepted_and_then_it_is_one(client, labour):
    url = send(client)
    page = client.get(url).content.decode()
    assert 'id="dong-8"' in page
    assert 'href="#target-1"' in page
    assert "quy tắc" in page
    assert not Document.objects.exists()
    assert not Provision.objects.exists()
    answer = accept(client, url)
    document = Document.objects.get()
    assert answer["Location"] == f"/van-ban/{document.pk}/"
    assert (document.number, str(document.issued_on), document.province.name_vi) == (
        "12/KH-UBND", "2026-02-05", "Thái Nguyên",
    )  # fmt: skip
    assert document.is_intact
    assert document.lines[7].startswith("1. Phấn đấu")
    target = document.provisions.get(kind="target")
    assert (target.position, target.content["value"]) == (1, 5)
    assert document.provisions.filter(kind="task").exists()
    entry = AuditEntry.objects.get(register="documents")
    assert (entry.object_id, entry.actor_id, entry.changes["sha256"][1]) == (document.pk, labour.pk, document.sha256)
    assert not DocumentDraft.objects.exists()
    assert client.post(url, {"do": "accept"}).status_code == 404
    assert "12/KH-UBND" in client.get("/van-ban/").content.decode()
    assert "Phấn đấu" in client.get(f"/van-ban/{document.pk}/").content.decode()


def test_corrections(client):
    url = send(client)
    item = {"do": "item", "kind": "target", "place": "1", "text": "Giảm 6,5%", "indicator": "x", "comparator": "<="}
    assert client.post(url, {**item, "value": "6,5", "unit": "%", "indicator_id": "accident_rate"}).status_code == 302
    target = reading_of(url)["targets"][0]
    assert (target["value"], target["comparator"], target["is_corrected"]) == (6.5, "<=", True)
    wrong = client.post(url, {**item, "value": "sáu"})
    assert wrong.status_code == 422
    assert "Mục «Mức» không đúng" in wrong.content.decode()
    assert 'value="sáu"' in wrong.content.decode()
    before = len(reading_of(url)["tasks"])
    added = client.post(url, {"do": "add", "kind": "task", "first": "6", "last": "7"})
    assert added["Location"].endswith(f"#task-{before + 1}")
    new = reading_of(url)["tasks"][-1]
    assert (new["text"], new["lines"], new["rule"]) == (
        "Bảo đảm an toàn lao động năm 2026 I. MỤC TIÊU", [[6, 7]], "person",
    )  # fmt: skip
    assert client.post(url, {"do": "add", "kind": "task", "first": "90"}).status_code == 422
    client.post(url, {"do": "remove", "kind": "task", "place": "1"})
    assert "Lấy lại" in client.get(url).content.decode()
    client.post(url, {"do": "head", "doc_type": "Kế hoạch", "issuing_body": "UBND tỉnh", "title": "Mới", "number": ""})
    accept(client, url)
    document = Document.objects.get()
    assert (document.title, document.number, document.issuing_body) == ("Mới", "", "UBND tỉnh")
    assert document.provisions.get(kind="target").indicator == "accident_rate"
    texts = list(document.provisions.filter(kind="task").values_list("text", flat=True))
    assert len(texts) == before
    assert texts[-1] == new["text"]
    assert "is_removed" not in document.reading


def test_what_is_missing_in_the_head_is_asked_for(client):
    url = send(client, "Không có gì ở đây cả.\n")
    answer = accept(client, url)
    assert answer.status_code == 422
    assert "Mục «Trích yếu» còn trống" in answer.content.decode()
    assert DocumentDraft.objects.count() == 1
    assert not Document.objects.exists()


def test_a_document_is_linked_to_what_it_carries_out(client):
    accept(client, send(client, PARENT))
    parent = Document.objects.get()
    url = send(client, CHILD)
    reading = reading_of(url)
    assert "31-CT/TW" in reading["based_on"]
    assert client.post(url, {"do": "accept", "unit": "", f"parent-{parent.pk}": "dang"}).status_code == 422
    accept(client, url, **{f"parent-{parent.pk}": "dang", "main": str(parent.pk)})
    link = Implements.objects.get()
    assert (link.parent, link.child.number, link.line, link.is_main) == (parent, "12/KH-UBND", "dang", True)
    assert "Được thực hiện bởi" in client.get(f"/van-ban/{parent.pk}/").content.decode()


def test_the_same_document_is_accepted_once(client):
    accept(client, send(client))
    answer = accept(client, send(client))
    assert answer.status_code == 422
    assert "đã được nhận" in answer.content.decode()
    assert Document.objects.count() == 1


def test_agencies_are_suggested_with_a_reason_and_can_be_swapped(client):
    url = send(client, PLAN.replace("Sở Y tế", "Bộ Lao động - Thương binh và Xã hội"))
    page = client.get(url).content.decode()
    offered = dict(re.findall(r'name="(agency-\d)" value="([^"]*)"', page))
    assert sorted(offered.values()) == ["Bộ Nội vụ", "Sở Nội vụ tỉnh Thái Nguyên"]
    assert "đến hết ngày 28/02/2025" in page
    ministry, department = sorted(offered, key=lambda field: offered[field])
    unknown = accept(client, url, **{ministry: "Bộ Không Có", department: offered[department]})
    assert unknown.status_code == 422 and "Không có cơ quan nào tên «Bộ Không Có»" in unknown.content.decode()
    assert 'value="Bộ Không Có"' in unknown.content.decode(), "what was typed is not lost"
    accept(client, url, **{ministry: "", department: "Sở Xây dựng tỉnh Thái Nguyên"})
    chosen = json.loads(Document.objects.get().reading)["agencies"]
    assert chosen.pop("Bộ Lao động - Thương binh và Xã hội") is None
    assert [Agency.objects.get(pk=pk).name_vi for pk in chosen.values()] == ["Sở Xây dựng tỉnh Thái Nguyên"]


def test_a_file_that_cannot_be_read_says_why(client):
    page = client.get(send(client, b"%PDF-1.7 nothing", "a.pdf")).content.decode()
    assert "bị hỏng, không đọc được" in page
    answer = client.post("/van-ban/doc/", {"file": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0\0")})
    assert answer.status_code == 422
    assert "hình ảnh" in answer.content.decode()
    assert DocumentDraft.objects.count() == 1
    assert not Document.objects.exists()


def test_of_a_hostile_file_nothing_is_kept(client):
    page = client.get(send(client, laughs(), "a.docx")).content.decode()
    assert "bị hỏng, không đọc được" in page
    draft = DocumentDraft.objects.get()
    assert (bytes(draft.file), draft.content) == (b"", "")
    large = SimpleUploadedFile("a.txt", b"a" * (20 * 1024 * 1024 + 1))
    assert client.post("/van-ban/doc/", {"file": large}).status_code == 422
    assert DocumentDraft.objects.count() == 1


def test_a_draft_is_its_senders_alone(client, labour):
    url = send(client, name="bí mật.txt")
    for other in (make_user("labour", place="Thái Nguyên"), make_user("ministry"), make_user("commune", place=COMMUNE)):
        stranger = signed_in(other)
        assert stranger.get(url).status_code == 404
        assert stranger.get(url + "tien-do/").status_code == 404
        assert stranger.post(url, {"do": "accept", "unit": ""}).status_code == 404
        assert "bí mật" not in stranger.get("/van-ban/doc/").content.decode()
    for role in ("leader", "health"):
        stranger = signed_in(make_user(role, place="Thái Nguyên"))
        assert stranger.get("/van-ban/doc/").status_code == 403
        assert stranger.get(url).status_code == 403
    assert drafts.own_drafts(scope_of(make_user())).count() == 0
    assert DocumentDraft.objects.count() == 1


def test_a_document_is_seen_in_its_province_and_nowhere_else(client):
    accept(client, send(client))
    url = f"/van-ban/{Document.objects.get().pk}/"
    for inside in (
        make_user("commune", place=COMMUNE),
        make_user("leader", place="Thái Nguyên"),
        make_user("ministry"),
    ):
        assert signed_in(inside).get(url).status_code == 200
    outside = signed_in(make_user("labour", place="Lạng Sơn"))
    assert outside.get(url).status_code == 404
    page = outside.get("/van-ban/").content.decode()
    assert "12/KH-UBND" not in page
    assert "1 văn bản" not in page
    assert signed_in(make_user("admin")).get(url).status_code == 403


def test_a_communes_document_is_not_its_neighbours(labour):
    commune = signed_in(make_user("commune", place=COMMUNE))
    accept(commune, send(commune))
    document = Document.objects.get()
    assert document.commune is not None
    url = f"/van-ban/{document.pk}/"
    assert signed_in(labour).get(url).status_code == 200
    neighbour = document.province.units.filter(level="commune").exclude(pk=document.commune_id).first()
    assert signed_in(make_user("commune", place=neighbour)).get(url).status_code == 404


def test_what_nobody_finishes_is_gone(client):
    url = send(client)
    DocumentDraft.objects.update(expires_at=timezone.now())
    assert client.get(url).status_code == 404
    assert drafts.forget_expired() == 1
    url = send(client)
    client.post(url, {"do": "forget"})
    assert not DocumentDraft.objects.exists()


def test_a_draft_is_kept_encrypted(client):
    send(client)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, file FROM directives_documentdraft")
        content, file = cursor.fetchone()
    assert "Phấn đấu" not in content
    assert not bytes(file)


@pytest.mark.parametrize(("cited", "issued"), [("03-KH/TU", "3-KH/TU"), ("3-KH/TU", "03-KH/TU")])
def test_a_document_is_found_however_its_number_is_padded(client, cited, issued):
    accept(client, send(client, PLAN.replace("12/KH-UBND", issued).replace("05 tháng 02", "01 tháng 02")))
    child = PLAN.replace("Bảo đảm", f"Thực hiện Kế hoạch số {cited} ngày 01/02/2026 về bảo đảm")
    page = client.get(send(client, child)).content.decode()
    assert f'name="parent-{Document.objects.get().pk}"' in page
    assert "Chưa có trong hệ thống" not in page
