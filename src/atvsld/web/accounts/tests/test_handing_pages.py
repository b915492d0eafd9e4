"""Officers hand out codes and decide on requests; the employer claims, invites, hands over: all through the pages."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.test import Client

from atvsld.base.audit.models import AuditEntry
from atvsld.org.accounts.holders import current_holders
from atvsld.org.accounts.models import AccessCode, AccountRequest
from atvsld.org.people.models import User
from atvsld.testing import make_establishment, make_user, place

pytestmark = pytest.mark.django_db
GOOD = "câu dài của riêng tôi 2026"
CODE = re.compile(r'class="slip-code">([A-Z0-9-]{14})<')


def client_of(role: str, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def labour() -> Client:
    return client_of("labour", place="Thái Nguyên")


def claim_data(tax_code: str, code: str) -> dict[str, str]:
    return {"tax_code": tax_code, "code": code, "full_name": "Nguyễn Thị An", "phone": "0912345678",
            "password": GOOD, "password_again": GOOD}  # fmt: skip


def test_from_the_list_to_the_first_page_of_the_employer(labour: Client) -> None:
    factories = [make_establishment() for _ in range(5)]
    make_establishment(province="Cà Mau", commune=None)
    assert labour.get("/cap-tai-khoan/").context["page"].paginator.count == 5
    answer = labour.post("/cap-tai-khoan/", {"which": "all", "how": "print"})
    codes = CODE.findall(answer.content.decode())
    assert "no-store" in answer["Cache-Control"] and len(set(codes)) == 5
    assert answer.content.decode().count("slip-sheet") == 2, "four slips a sheet"
    states = {s["code"]: s["count"] for s in labour.get("/cap-tai-khoan/").context["states"]}
    assert states == {"none": 0, "code": 5, "held": 0}
    shown = dict(zip(re.findall(r'slip-number">([\d-]+)<', answer.content.decode()), codes, strict=True))
    client, tax_code = Client(), factories[0].tax_code
    wrong = client.post("/nhan-tai-khoan/", claim_data(tax_code, shown[factories[1].tax_code]))
    assert wrong.status_code == 422 and not User.objects.filter(username=tax_code).exists()
    right = client.post("/nhan-tai-khoan/", claim_data(tax_code, shown[tax_code]), follow=True)
    assert right.redirect_chain[-1][0] == "/" and "Khai báo tai nạn" in right.content.decode()
    states = {s["code"]: s["count"] for s in labour.get("/cap-tai-khoan/").context["states"]}
    assert states == {"none": 0, "code": 4, "held": 1}


def test_the_workbook_has_a_row_a_slip_and_no_formula(labour: Client) -> None:
    factory = make_establishment(name="=HYPERLINK(1)")
    answer = labour.post("/cap-tai-khoan/", {"ids": [factory.pk], "how": "excel"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2 and rows[1][0] == factory.tax_code and rows[1][1] == "=HYPERLINK(1)"
    assert "no-store" in answer["Cache-Control"]
    assert Client().post("/nhan-tai-khoan/", claim_data(factory.tax_code, rows[1][4])).status_code == 302


def test_an_establishment_elsewhere_cannot_be_slipped_in(labour: Client) -> None:
    away = make_establishment(province="Cà Mau", commune=None)
    assert labour.post("/cap-tai-khoan/", {"ids": [away.pk], "how": "print"}).status_code == 403
    assert labour.post("/cap-tai-khoan/", {"ids": ["x", "9" * 30]}).status_code == 302
    assert not AccessCode.objects.exists()


def test_what_a_wrong_code_says_does_not_tell_whether_the_tax_code_is_known() -> None:
    from atvsld.org.accounts.codes import new_code

    code, told = new_code(), set()
    for tax_code in (make_establishment().tax_code, "0100109106"):
        page = Client().post("/nhan-tai-khoan/", claim_data(tax_code, code))
        told.add((page.status_code, re.sub(r'value="[^"]*"', "", page.content.decode())))
    assert len(told) == 1
    assert GOOD not in told.pop()[1], "a password is never sent back"


def test_a_request_is_sent_decided_and_looked_up(labour: Client) -> None:
    factory, stranger = make_establishment(), Client()
    sent = {"tax_code": factory.tax_code, "province": place("Cà Mau").pk, "full_name": "Lê Văn Bốn",
            "phone": "0987654321", "password": GOOD, "password_again": GOOD}  # fmt: skip
    assert stranger.post("/yeu-cau-tai-khoan/", sent | {"password_again": "khác"}).status_code == 422
    made = stranger.post("/yeu-cau-tai-khoan/", sent).context["made"]
    assert "đang chờ" in stranger.post("/yeu-cau-tai-khoan/tinh-trang/", {"number": made.number}).content.decode()
    elsewhere = client_of("labour", place="Cà Mau")
    assert "Lê Văn Bốn" not in elsewhere.get("/cap-tai-khoan/yeu-cau/").content.decode()
    assert elsewhere.post("/cap-tai-khoan/yeu-cau/", {"ids": [made.pk], "act": "code"}).status_code == 403
    said = labour.get("/cap-tai-khoan/yeu-cau/").content.decode()
    assert "Lê Văn Bốn" in said and "0987654321" in said
    read = AuditEntry.objects.filter(register="account_requests", verb="read_personal")
    assert [e.object_id for e in read] == [made.pk]
    labour.post("/cap-tai-khoan/yeu-cau/", {"ids": [made.pk], "act": "active", "reason": ""})
    assert not current_holders().exists()
    labour.post("/cap-tai-khoan/yeu-cau/", {"ids": [made.pk], "act": "active", "reason": "Đã xem căn cước"})
    assert current_holders().get().user.username == factory.tax_code
    state = stranger.post("/yeu-cau-tai-khoan/tinh-trang/", {"number": made.number}).content.decode()
    assert "đã mở tài khoản" in state and "Lê Văn Bốn" not in state
    signed_in = stranger.post("/dang-nhap/", {"login": factory.tax_code, "password": GOOD})
    assert signed_in.status_code == 302 and signed_in["Location"] == "/"


def test_a_bulk_approval_answers_with_slips_and_says_what_is_left(labour: Client) -> None:
    factory = make_establishment()
    for tax_code in (factory.tax_code, factory.tax_code, "0100109106"):
        sent = {"tax_code": tax_code, "province": place("Thái Nguyên").pk, "full_name": "A B", "phone": "1"}
        assert Client().post("/yeu-cau-tai-khoan/", sent).status_code == 200
    ids = list(AccountRequest.objects.values_list("pk", flat=True))
    said = labour.post("/cap-tai-khoan/yeu-cau/", {"ids": ids, "act": "code"}).content.decode()
    assert len(CODE.findall(said)) == 1 and said.count("0100109106") == 1 and "trùng với" in said
    assert "Không có yêu cầu mang số này" in Client().post(
        "/yeu-cau-tai-khoan/tinh-trang/", {"number": "YC-0000"}
    ).content.decode()  # fmt: skip


def test_the_holder_invites_a_colleague_and_hands_over() -> None:
    factory = make_establishment()
    holder = make_user("employer", establishment=factory)
    client, colleague = Client(), Client()
    client.force_login(holder)
    own = holder.memberships.get().pk
    said = client.post("/tai-khoan/nguoi-cua-co-so/", {"act": "leave", "row": own}, follow=True).content.decode()
    assert "Chưa có ai nhận thay" in said and current_holders().count() == 1
    code = CODE.findall(
        client.post("/tai-khoan/nguoi-cua-co-so/", {"act": "invite", "row": factory.pk}).content.decode()
    )
    assert colleague.post("/nhan-tai-khoan/", claim_data(factory.tax_code, code[0])).status_code == 302
    other = current_holders().exclude(pk=own).get()
    client.post("/tai-khoan/nguoi-cua-co-so/", {"act": "leave", "row": own})
    assert current_holders().get() == other
    assert client.get("/tai-nan/").status_code == 403
    away = make_establishment()
    assert colleague.post("/tai-khoan/nguoi-cua-co-so/", {"act": "invite", "row": away.pk}).status_code == 404
    someone = make_user("employer", establishment=away).memberships.get()
    refused = colleague.post("/tai-khoan/nguoi-cua-co-so/", {"act": "remove", "row": someone.pk})
    assert refused.status_code == 403 and current_holders().filter(pk=someone.pk).exists()


def test_a_forgotten_password_by_a_slip_ends_every_session(labour: Client) -> None:
    holder = make_user("employer", establishment=make_establishment())
    signed_in, at_home = Client(), Client()
    for client in (signed_in,):
        client.post("/dang-nhap/", {"login": holder.username, "password": "mật khẩu của kiểm thử 2026"})
    assert signed_in.get("/tai-nan/").status_code == 200
    url = f"/cap-tai-khoan/nguoi/{holder.pk}/"
    said = labour.post(url, {"act": "slip"}).content.decode()
    (code,) = CODE.findall(said)
    sent = {"username": holder.username, "code": code, "password": GOOD, "password_again": GOOD}
    assert at_home.post("/dat-lai-mat-khau/", sent | {"username": "ai-do"}).status_code == 422
    assert at_home.post("/dat-lai-mat-khau/", sent).status_code == 302
    assert at_home.get("/tai-nan/").status_code == 200 and signed_in.get("/tai-nan/").status_code == 302
    assert client_of("labour", place="Cà Mau").get(url).status_code == 404


def test_somebody_signed_in_joins_a_second_establishment(labour: Client) -> None:
    factory = make_establishment()
    holder = client_of("employer", establishment=make_establishment())
    (code,) = CODE.findall(labour.post("/cap-tai-khoan/", {"ids": [factory.pk]}).content.decode())
    assert holder.get(f"/co-so/{factory.pk}/").status_code == 404
    assert holder.post("/nhan-tai-khoan/", {"tax_code": factory.tax_code, "code": code}).status_code == 302
    assert holder.get(f"/co-so/{factory.pk}/").status_code == 200
