"""Everybody reads what was published, and nothing that was not."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from atvsld.accidents.models import Accident
from atvsld.accidents.services import void_accident
from atvsld.base.fields.scalar import HERE
from atvsld.directives.releases.models import Release
from atvsld.org.people.models import User
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_user, make_victim

pytestmark = pytest.mark.django_db
REASON = "Bổ sung vụ khai báo muộn"


@pytest.fixture
def fatal() -> Accident:
    office = make_establishment(name="Công ty Không Được Nêu Tên")
    for year in (2024, 2025):
        make_headcount(office, year, workers=1000)
    accident = make_accident(office, occurred_at=datetime(2025, 3, 10, 9, tzinfo=HERE))
    make_victim(accident, reported_condition="dead", died_on=date(2025, 3, 10), full_name="Nguyễn Văn Kín")
    return accident


@pytest.fixture
def officer() -> User:
    return make_user("labour", place="Thái Nguyên")


def publish(officer: User, **sent: str) -> Client:
    client = Client()
    client.force_login(officer)
    page = client.get("/cong-bo/19/2025/")
    assert page.status_code == 200
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', page.content.decode())
    assert seen
    answer = client.post("/cong-bo/19/2025/", {"seen": seen[1], "confirm": "1", "reason": ""} | sent)
    assert answer.status_code == 302, answer.content.decode()
    return client


def test_before_anything_is_published_a_unit_is_not_found(fatal: Accident, officer: User) -> None:
    stranger = Client()
    assert "Chưa có đơn vị nào công bố" in stranger.get("/cong-khai/").content.decode()
    for address in ("19/", "VN/", "99/", "19/?nam=2025", "19/2025/ban-1.json", "19/2025/ban-1.xlsx"):
        answer = stranger.get(f"/cong-khai/{address}")
        assert answer.status_code == 404 and "1.000" not in answer.content.decode()
    client = Client()
    client.force_login(officer)
    client.get("/cong-bo/19/2025/")
    assert stranger.get("/cong-khai/19/").status_code == 404, "a draft is nobody's but the officer's"


def test_everybody_reads_what_was_published_without_signing_in(fatal: Accident, officer: User) -> None:
    publish(officer)
    stranger, row = Client(), Release.objects.get()
    text = stranger.get("/cong-khai/19/").content.decode()
    for said in ("Tỉnh Thái Nguyên", "Tần suất tai nạn lao động chết người", "1 trên 1 cơ sở đã báo cáo", row.sha256,
                 "Khai báo tai nạn lao động", "Sở Nội vụ"):  # fmt: skip
        assert said in text, said
    assert 'href="/cong-khai/19/"' in stranger.get("/cong-khai/").content.decode()
    for hidden in (str(fatal), "Công ty Không Được Nêu Tên", "Nguyễn Văn Kín", str(officer), "/tai-nan/"):
        assert hidden not in text and hidden not in row.content, hidden


def test_a_later_change_of_cases_is_seen_by_the_officer_alone(fatal: Accident, officer: User) -> None:
    client = publish(officer)
    before = Client().get("/cong-khai/19/").content.decode()
    void_accident(EVERYTHING, fatal, "Khai báo trùng")
    after = Client().get("/cong-khai/19/").content.decode()
    assert _without_tokens(before) == _without_tokens(after)
    told = client.get("/cong-bo/19/2025/").content.decode()
    assert "Số liệu hiện nay khác bản đã công bố" in told and "người chết trong tháng" in told


def test_a_further_version_says_why_and_what_changed(fatal: Accident, officer: User) -> None:
    client = publish(officer)
    first = Release.objects.get()
    make_victim(fatal, reported_condition="dead", died_on=date(2025, 3, 10))
    refused = client.post("/cong-bo/19/2025/", {"seen": "x", "confirm": "1", "reason": REASON})
    assert refused.status_code == 422 and "Số liệu vừa đổi" in refused.content.decode()
    assert "đánh dấu xác nhận" in client.post("/cong-bo/19/2025/", {"seen": "x"}).content.decode()
    publish(officer, reason=REASON)
    text = Client().get("/cong-khai/19/").content.decode()
    assert REASON in text and "người chết trong tháng" in text and first.sha256 in text
    old = Client().get("/cong-khai/19/?nam=2025&ban=1").content.decode()
    assert "Đây là bản cũ" in old
    assert Client().get("/cong-khai/19/?nam=2025&ban=3").status_code == 404


def test_the_files_are_the_version(fatal: Accident, officer: User) -> None:
    publish(officer)
    row = Release.objects.get()
    answer = Client().get("/cong-khai/19/2025/ban-1.json")
    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    assert "public" in answer["Cache-Control"] and answer["ETag"]
    book = load_workbook(BytesIO(Client().get("/cong-khai/19/2025/ban-1.xlsx").content))
    cells = [cell for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line]
    assert f"SHA-256: {row.sha256}" in cells and "Tần suất tai nạn lao động chết người" in cells
    for wrong in ("ban-2.json", "ban-1.csv"):
        assert Client().get(f"/cong-khai/19/2025/{wrong}").status_code == 404


def test_a_hash_or_a_file_is_checked(fatal: Accident, officer: User) -> None:
    publish(officer)
    first = Release.objects.get()

    def checked(**sent: object) -> str:
        return Client().post("/cong-khai/kiem-tra/", sent).content.decode()

    assert "Đúng là bản đã công bố" in checked(hash=first.sha256) and "bản hiện hành" in checked(hash=first.sha256)
    file = SimpleUploadedFile("a.json", first.content.encode())
    assert "Đúng là bản đã công bố" in checked(file=file)
    changed = SimpleUploadedFile("a.json", first.content.replace("2025", "2024").encode())
    assert "Không phải bản nào" in checked(file=changed)
    assert "Không phải bản nào" in checked(hash="0" * 64) and "Hãy dán mã" in checked()
    large = SimpleUploadedFile("a.json", b"1" * (2 * 1024 * 1024 + 1))
    assert "Tệp quá lớn" in checked(file=large)
    make_victim(fatal, reported_condition="dead", died_on=date(2025, 3, 10))
    publish(officer, reason=REASON)
    assert "Đã có bản mới hơn: bản 2" in checked(hash=first.sha256)


def test_a_demonstration_says_so_on_the_page_and_in_the_file(fatal: Accident, officer: User) -> None:
    """People of tests are marked as a demonstration's, so this installation is one."""
    publish(officer)
    assert Release.objects.get().whole["data"] == "Dữ liệu trình diễn"
    assert "không có thật" in Client().get("/cong-khai/19/").content.decode()
    assert Client().get("/cong-khai/19/2025/ban-1.json")["X-Demonstration-Data"]


def test_only_the_right_roles_reach_the_page_of_publishing(fatal: Accident, officer: User) -> None:
    for role, unit in (("commune", "Xã Tân Cương, Tỉnh Thái Nguyên"), ("leader", "Thái Nguyên")):
        client = Client()
        client.force_login(make_user(role, place=unit))
        assert client.get("/cong-bo/").status_code == client.post("/cong-bo/19/2025/").status_code == 403
    other = Client()
    other.force_login(make_user("labour", place="Cà Mau"))
    assert other.get("/cong-bo/19/2025/").status_code == other.post("/cong-bo/19/2025/", {}).status_code == 403
    assert not Release.objects.exists()
    ministry = Client()
    ministry.force_login(make_user("ministry"))
    assert ministry.get("/cong-bo/VN/2025/").status_code == 200
    assert ministry.get("/cong-bo/VN/1999/").status_code == 404


def test_too_many_calls_from_one_address_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atvsld.web.public.limits.CALLS", 2)
    client = Client(REMOTE_ADDR="198.51.100.7")
    answers = [client.get("/cong-khai/").status_code for _ in range(4)]
    assert answers[0] == 200 and answers[-1] == 429
    assert Client(REMOTE_ADDR="198.51.100.8").get("/cong-khai/").status_code == 200


def test_the_page_in_english(fatal: Accident, officer: User) -> None:
    publish(officer)
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/cong-khai/19/"})
    text = client.get("/cong-khai/19/").content.decode()
    assert "establishments have reported" in text and "Published versions" in text


def _without_tokens(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
