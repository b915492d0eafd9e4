"""Declaring with and without scripts: the same refusals, nothing typed lost, one accident whatever is sent twice."""

from __future__ import annotations

import pytest
from django.test import Client

from atvsld.accidents.models import Accident, Victim
from atvsld.org.establishments.models import Establishment
from atvsld.testing import COMMUNE, make_establishment, make_user, place

pytestmark = pytest.mark.django_db
URL = "/khai-bao/"


@pytest.fixture
def office() -> Establishment:
    return make_establishment()


@pytest.fixture
def employer(office: Establishment) -> Client:
    return client_of("employer", establishment=office)


def client_of(role: str, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


def notice(office: Establishment | None = None, **changes: str) -> dict[str, str]:
    """What a browser sends for one lightly injured."""
    sent = {
        "occurred_at": "10/03/2026 09:30", "event_province": "Tỉnh Thái Nguyên", "event_commune": COMMUNE,
        "event_address": "Xưởng 2", "summary": "Trượt ngã", "declarant_name": "Lê Thị Khai",
        "victims-TOTAL_FORMS": "1", "victims-0-full_name": "Nguyễn Văn Ví Dụ", "victims-0-reported_condition": "minor",
    }  # fmt: skip
    return sent | ({"establishment": office.tax_code} if office else {}) | changes


def test_the_page_starts_with_what_is_known(employer: Client, office: Establishment) -> None:
    page = employer.get(URL)
    assert page.context["form"]["establishment"].value() == office.tax_code
    assert "Tỉnh Thái Nguyên" in page.content.decode() and "Phụ lục III" in page.content.decode()


def test_without_scripts_it_is_received_and_the_number_stands_on_the_next_page(
    employer: Client, office: Establishment
) -> None:
    answer = employer.post(URL, notice(office), follow=True)
    accident = Accident.objects.get()
    assert answer.redirect_chain == [(f"/tai-nan/{accident.pk}/", 302)]
    said = answer.content.decode()
    assert f"Số tiếp nhận: {accident.receipt_number}" in said
    assert "Phải làm theo luật" in said and "data-print" in said
    assert f'href="/tai-nan/{accident.pk}/sua/"' in said and "Bổ sung thông tin" in said
    assert (accident.state, accident.declared_by, accident.establishment_id) == ("notified", "employer", office.pk)
    victim = Victim.objects.get()
    assert victim.full_name == "Nguyễn Văn Ví Dụ" and victim.has_labour_contract


def test_without_scripts_a_refusal_keeps_every_value(employer: Client, office: Establishment) -> None:
    wrong = {"occurred_at": "32/13/2026", "victims-0-reported_condition": "fatal", "victims-0-full_name": "Người Một"}
    answer = employer.post(URL, notice(office, **wrong))
    assert answer.status_code == 422 and not Accident.objects.exists()
    said = answer.content.decode()
    for kept in ("32/13/2026", "Xưởng 2", "Trượt ngã", "Lê Thị Khai", "Người Một"):
        assert kept in said, kept
    assert answer.context["form"]["occurred_at"].errors


def test_a_refusal_about_the_second_victim_stands_at_the_second_victim(employer: Client, office: Establishment) -> None:
    second = {
        "victims-TOTAL_FORMS": "2", "victims-1-full_name": "Người Hai", "victims-1-reported_condition": "fatal",
    }  # fmt: skip
    answer = employer.post(URL, notice(office, **second))
    assert answer.status_code == 422
    first, other = answer.context["victims"]
    assert not first.errors and "died_on" in other.errors


def test_a_victim_taken_away_again_is_not_declared(employer: Client, office: Establishment) -> None:
    employer.post(URL, notice(office, **{"victims-TOTAL_FORMS": "2", "victims-1-DELETE": "on"}))
    assert Accident.objects.get().victim_count == 1


@pytest.mark.parametrize("total", ["", "x", "-1", "99999999", "0"])
def test_a_wrong_number_of_victims_does_not_fall_over(employer: Client, office: Establishment, total: str) -> None:
    answer = employer.post(URL, notice(office, **{"victims-TOTAL_FORMS": total}))
    assert answer.status_code in (302, 422)


def as_json(client: Client, sent: dict[str, str], key: str = "") -> tuple[int, dict[str, object]]:
    answer = client.post(URL, sent, headers={"Accept": "application/json", "Idempotency-Key": key})
    return answer.status_code, answer.json()


def test_the_script_is_given_the_number_or_each_error_with_its_field(employer: Client, office: Establishment) -> None:
    status, told = as_json(employer, notice(office))
    accident = Accident.objects.get()
    assert (status, told) == (201, {"receipt": accident.receipt_number, "url": f"/tai-nan/{accident.pk}/"})
    wrong = notice(office, **{"occurred_at": "", "victims-0-reported_condition": "fatal"})
    status, refused = as_json(employer, wrong)
    assert status == 422 and Accident.objects.count() == 1
    errors = refused["errors"]
    assert isinstance(errors, list) and errors
    assert {"field", "code", "message"} == set(errors[0])
    assert "occurred_at" in {error["field"] for error in errors}
    status, refused = as_json(employer, notice(office, **{"victims-0-reported_condition": "fatal"}))
    assert [(e["field"], e["code"]) for e in refused["errors"]] == [("victims-0-died_on", "death.date")]  # type: ignore[attr-defined]


def test_the_same_key_twice_is_one_accident(employer: Client, office: Establishment) -> None:
    first = as_json(employer, notice(office), key="k-1")
    again = as_json(employer, notice(office), key="k-1")
    assert first == again and first[0] == 201
    by_form = employer.post(URL, notice(office, idempotency_key="k-1"))
    assert by_form.status_code == 302 and Accident.objects.count() == 1
    as_json(employer, notice(office), key="k-2")
    assert Accident.objects.count() == 2


def test_nobody_declares_for_another_establishment(employer: Client) -> None:
    status, _ = as_json(employer, notice(make_establishment()))
    assert status == 422 and not Accident.objects.exists()


def test_a_commune_declares_for_workers_without_contract() -> None:
    commune = client_of("commune", place=place(COMMUNE))
    page = commune.get(URL)
    assert "Phụ lục IV" in page.content.decode() and "establishment" not in page.context["form"].fields
    status, _ = as_json(commune, notice())
    assert status == 201
    assert Accident.objects.get().declared_by == "commune" and not Victim.objects.get().has_labour_contract


def test_a_commune_does_not_declare_in_another_province() -> None:
    commune = client_of("commune", place=place(COMMUNE))
    status, _ = as_json(commune, notice(event_province="Tỉnh Cà Mau", event_commune=""))
    assert status == 422 and not Accident.objects.exists()
