"""A task of an accepted document is handed out from its page, and shows there to whom it went."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from atvsld.directives.documents.models import TASK, Document, Provision
from atvsld.directives.documents.tests.test_pages import accept, send, signed_in
from atvsld.directives.reading.extracting.tests.make import PLAN
from atvsld.directives.tasks.models import Charge
from atvsld.testing import make_user
from atvsld.web.tasks.from_document import first_day

from .test_pages import department

pytestmark = pytest.mark.django_db
PICKED = ("agencies", "coordinating")
YEAR = timezone.localdate().year + 1
OURS = PLAN.replace("LẠNG SƠN", "THÁI NGUYÊN").replace("30/6/2026", f"30/6/{YEAR}")


@pytest.fixture
def client(db):
    return signed_in(make_user("labour", place="Thái Nguyên"))


@pytest.fixture
def provision(client) -> Provision:
    accept(client, send(client, OURS))
    return Provision.objects.get(kind=TASK)


def test_a_task_of_a_document_is_handed_out_from_its_page(client, provision):
    page = f"/van-ban/{provision.document_id}/"
    link = re.search(r'href="(/viec-giao/giao-viec/\?provision=\d+)"', client.get(page).content.decode())[1]
    asked = client.get(link)
    form = asked.context["form"]
    begun = {name: form[name].value() for name in form.fields}
    assert begun["first_due"] == f"30/06/{YEAR}" and begun["number"] == "12/KH-UBND"
    assert begun["title"].startswith("Sở Nội vụ chủ trì") and asked.context["undecided"] == ["Sở Nội vụ", "Sở Y tế"]
    begun |= {"giver": department().pk, "agencies_words": "Sở Nội vụ tỉnh Thái Nguyên"}
    answer = client.post(link, {name: value or "" for name, value in begun.items() if name not in PICKED})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    charge = Charge.objects.get()
    assert charge.provision == provision and charge.cause.number == "12/KH-UBND"
    shown = client.get(page).content.decode()
    assert f"?charge={charge.pk}" in shown and "Giao thêm" in shown
    seen = signed_in(make_user("leader", place="Thái Nguyên")).get(page).content.decode()
    assert f"?charge={charge.pk}" in seen and "Giao thêm" not in seen


def test_every_commune_is_asked_for_in_one_step_and_what_is_no_agency_is_only_told(client, provision):
    provision.content |= {"lead": ["UBND các xã, phường"], "coordinating": ["các đơn vị có liên quan"]}
    provision.save()
    page = client.get(f"/viec-giao/giao-viec/?provision={provision.pk}")
    form = page.context["form"]
    assert (form["whom"].value(), form["agencies"].value(), form["coordinating"].value()) == ("communes", [""], [""])
    assert (
        page.context["undecided"] == ["các đơn vị có liên quan"] and "các đơn vị có liên quan" in page.content.decode()
    )


def test_a_document_of_others_gives_nothing(provision):
    other = signed_in(make_user("labour", place="Cà Mau"))
    page = other.get(f"/viec-giao/giao-viec/?provision={provision.pk}")
    assert page.status_code == 200 and not page.context["form"]["title"].value()
    assert "12/KH-UBND" not in page.content.decode() and Document.objects.count() == 1
    for asked in ("0", "-1", "x", "9" * 40):
        assert other.get(f"/viec-giao/giao-viec/?provision={asked}").status_code == 200


def test_a_day_is_filled_in_only_where_the_document_names_one():
    today = date(2026, 11, 22)
    assert first_day("2027-06-30", today) == date(2027, 6, 30)
    assert first_day("--12-10", today) == date(2026, 12, 10)
    assert first_day("--06-15", today) == date(2027, 6, 15)
    assert [first_day(said, today) for said in ("2027", "2027-06", "", "2027-02-31", "--02-30")] == [None] * 5
