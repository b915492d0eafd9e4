"""Users, the one button of an establishment, opening one person's data, the log, lists, start pages."""

from __future__ import annotations

import pytest
from django.test import Client

from atvsld.accidents.models import NoAccidentPeriod
from atvsld.base.audit.models import AuditEntry
from atvsld.org.people.models import User
from atvsld.testing import make_accident, make_establishment, make_user, make_victim, place

pytestmark = pytest.mark.django_db


def client_of(role: str, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def employer_and_office():
    office = make_establishment()
    return client_of("employer", establishment=office), office


def confirm(client: Client, office, year: int, half: int = 0) -> str:
    sent = {"year": str(year), "half": str(half)}
    return client.post(f"/co-so/{office.pk}/khong-tai-nan/", sent, follow=True).content.decode()


def test_a_period_without_accident_is_confirmed_once(employer_and_office) -> None:
    client, office = employer_and_office
    assert "Xác nhận không có tai nạn" in client.get(f"/co-so/{office.pk}/").content.decode()
    assert "Đã xác nhận" in confirm(client, office, 2025)
    assert NoAccidentPeriod.objects.get().establishment_id == office.pk
    assert "Đã có" in confirm(client, office, 2025)
    assert NoAccidentPeriod.objects.count() == 1
    assert AuditEntry.objects.filter(register="no_accident_periods", verb="create").count() == 1


def test_it_is_refused_before_the_end_and_against_the_facts(employer_and_office) -> None:
    client, office = employer_and_office
    assert "mới kết thúc" in confirm(client, office, 2099)
    make_accident(office)
    assert "1 vụ tai nạn đã khai" in confirm(client, office, 2026, 1)
    assert not NoAccidentPeriod.objects.exists()


def test_nobody_confirms_for_another_establishment(employer_and_office) -> None:
    client, _ = employer_and_office
    assert client.post(f"/co-so/{make_establishment().pk}/khong-tai-nan/", {"year": "2025"}).status_code == 404
    assert not NoAccidentPeriod.objects.exists()


def test_one_person_is_opened_by_a_reason_that_is_kept() -> None:
    victim = make_victim(make_accident(), full_name="Trần Thị Bình")
    ministry, url = client_of("ministry"), f"/nguoi-bi-nan/{victim.pk}/mo-du-lieu/"
    assert "Trần Thị Bình" not in ministry.get(f"/nguoi-bi-nan/{victim.pk}/").content.decode()
    short = ministry.post(url, {"reason": "xem"})
    assert short.status_code == 422 and "Trần Thị Bình" not in short.content.decode()
    reason = "Đối chiếu đơn khiếu nại số 12"
    opened = ministry.post(url, {"reason": reason})
    assert "Trần Thị Bình" in opened.content.decode() and opened["Cache-Control"] == "no-store"
    assert AuditEntry.objects.get(verb="read_personal", object_id=victim.pk).reason == reason
    assert client_of("health", place=place("Thái Nguyên")).post(url, {"reason": reason}).status_code == 403


def test_an_administrator_makes_an_account_gives_a_role_and_closes_it() -> None:
    admin = client_of("admin")
    sent = {"username": "can-bo-moi", "full_name": "Cán Bộ Mới", "password": "một-mật-khẩu-tốt-2026"}
    assert admin.post("/nguoi-dung/moi/", sent | {"password": "12345"}).status_code == 422
    made = admin.post("/nguoi-dung/moi/", sent)
    user = User.objects.get(username="can-bo-moi")
    assert made.url == f"/nguoi-dung/{user.pk}/" and user.must_change_password
    assert admin.post("/nguoi-dung/moi/", sent | {"username": "CAN-BO-MOI"}).status_code == 422
    url = f"/nguoi-dung/{user.pk}/"
    admin.post(url, {"act": "grant", "role": "labour", "place": ""})
    assert not user.memberships.exists(), "a province is needed"
    admin.post(url, {"act": "grant", "role": "labour", "place": "Tỉnh Thái Nguyên"})
    assert user.memberships.get().place == place("Thái Nguyên")
    admin.post(url, {"act": "lock"})
    user.refresh_from_db()
    assert not user.is_active
    entries = AuditEntry.objects.filter(register="users", object_id=user.pk)
    assert entries.count() == 3
    assert sent["password"] not in str(list(entries.values()))


def test_an_administrator_cannot_lock_the_own_account() -> None:
    admin = make_user("admin")
    client = Client()
    client.force_login(admin)
    client.post(f"/nguoi-dung/{admin.pk}/", {"act": "lock"})
    admin.refresh_from_db()
    assert admin.is_active


def test_the_auditor_reads_users_and_the_log_and_changes_nothing() -> None:
    other, auditor = make_user("leader", place=place("Thái Nguyên")), client_of("auditor")
    assert auditor.get(f"/nguoi-dung/{other.pk}/").status_code == 200
    assert auditor.post(f"/nguoi-dung/{other.pk}/", {"act": "lock"}).status_code == 403
    assert auditor.get("/nhat-ky/?so=users").status_code == 200
    assert auditor.get("/nguoi-dung/moi/").status_code == 403


def test_the_log_speaks_the_words_of_the_form() -> None:
    make_accident()
    said = client_of("auditor").get("/nhat-ky/?so=accidents").content.decode()
    assert "Thời điểm xảy ra" in said and "occurred_at" not in said


def test_lists_show_what_is_provisional() -> None:
    said = client_of("admin").get("/danh-muc/").content.decode()
    assert "badge-provisional" in said and "Yếu tố gây chấn thương" in said
    rows = client_of("admin").get("/danh-muc/injury_factors/").content.decode()
    assert "Danh mục tạm" in rows and "badge-provisional" in rows


@pytest.mark.parametrize(
    ("role", "unit", "step"),
    [
        ("employer", "establishment", "/khai-bao/"),
        ("commune", "commune", "/khai-bao/"),
        ("leader", "province", "/bieu/"),
        ("admin", "", "/danh-muc/"),
        ("auditor", "", "/nhat-ky/"),
    ],
)
def test_the_start_page_shows_the_next_step_of_the_role(role: str, unit: str, step: str) -> None:
    units = {
        "": {},
        "establishment": {"establishment": make_establishment()},
        "commune": {"place": place("Xã Tân Cương, Tỉnh Thái Nguyên")},
        "province": {"place": place("Thái Nguyên")},
    }
    assert f'href="{step}"' in client_of(role, **units[unit]).get("/").content.decode()


def test_the_start_page_counts_only_what_is_in_scope() -> None:
    make_accident()
    here, there = (client_of("labour", place=place(name)).get("/") for name in ("Thái Nguyên", "Lai Châu"))
    assert here.context["tiles"][0].value == 1
    assert there.context["tiles"][0].value == 0


def test_a_stranger_with_an_account_gets_a_sentence_and_no_figures() -> None:
    answer = client_of("")
    page = answer.get("/")
    assert "chưa được giao vai trò" in page.content.decode() and page.context["tiles"] == []


def test_a_decision_opens_one_case_to_an_investigator() -> None:
    accident, other = make_accident(), make_accident()
    inspector, admin = make_user("inspector"), client_of("admin")
    client = Client()
    client.force_login(inspector)
    assert client.get(f"/tai-nan/{accident.pk}/").status_code == 404
    url, membership = f"/nguoi-dung/{inspector.pk}/", inspector.memberships.get()
    sent = {"act": "case", "membership": membership.pk, "receipt_number": accident.receipt_number}
    assert admin.post(url, sent).status_code == 422, "a decision is needed"
    assert admin.post(url, sent | {"receipt_number": "TN0", "decision": "12/QĐ-SNV"}).status_code == 422
    for _ in range(2):
        assert admin.post(url, sent | {"decision": "12/QĐ-SNV ngày 05/11/2026"}).status_code == 302
    assert client.get(f"/tai-nan/{accident.pk}/").status_code == 200
    assert client.get(f"/tai-nan/{other.pk}/").status_code == 404
    entries = AuditEntry.objects.filter(register="users", object_id=inspector.pk, changes__has_key="case")
    assert entries.count() == 1
