"""Agencies are picked by some letters of their names, with a script or without, within what the giver may charge."""

from __future__ import annotations

import json
import re

import pytest

from atvsld.directives.documents.models import Provision
from atvsld.directives.tasks import services
from atvsld.directives.tasks.models import Charge, Task
from atvsld.directives.tasks.tests.make import (
    AWAY,
    COMMUNE,
    DAY,
    HOME,
    agency,
    commune_committee,
    department,
    make_charge,
)  # fmt: skip
from atvsld.org.agencies.models import Agency
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user

from .test_from_document import OURS, accept, send, signed_in
from .test_pages import client_of, given

pytestmark = pytest.mark.django_db
PAGE = "/viec-giao/giao-viec/"


@pytest.fixture
def client():
    return client_of(make_user("labour", place=HOME))


def labels(client, giver, typed, part="chu-tri") -> list[str]:
    answer = client.get(f"/viec-giao/co-quan/{part}/", {"giver": giver.pk, "q": typed})
    return [one["label"] for one in answer.json()]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("so y te", "Sở Y tế tỉnh Thái Nguyên"),
        ("Sở Y TẾ", "Sở Y tế tỉnh Thái Nguyên"),
        ("ubnd xa tan cuong", "Ủy ban nhân dân xã Tân Cương, tỉnh Thái Nguyên"),
        ("ldld", "Liên đoàn Lao động tỉnh Thái Nguyên"),
    ],
)
def test_some_letters_are_enough(client, typed, first):
    assert labels(client, department(), typed)[0] == first


def test_only_whom_the_giver_may_charge_and_only_for_who_gives(client):
    assert labels(client, department(), "tan cuong ca mau") == labels(client, department(), "dat mui") == []
    assert "Ủy ban nhân dân xã Đất Mũi, tỉnh Cà Mau" in labels(client, department(), "ubnd dat mui", "phoi-hop")
    away = agency("department_home_affairs", "Cà Mau")
    assert labels(client, away, "so y te") == [] and labels(client, department(), "  ") == []
    police = client_of(make_user("department", agency=agency("police_province", HOME)))
    found = labels(police, agency("police_province", HOME), "tan cuong")
    assert found == ["Công an xã Tân Cương, tỉnh Thái Nguyên"]
    assert labels(police, department(), "so y te") == []
    assert client_of(make_user("leader", place=HOME)).get("/viec-giao/co-quan/chu-tri/").status_code == 403


def test_without_a_script_words_are_looked_up_and_ticked(client):
    sent = given(whom="chosen", agencies_words="so y te", find="agencies") | {"coordinating": []}
    page = client.post(PAGE, sent)
    found = re.findall(r'name="agencies" value="(\d+)">', page.content.decode())
    assert page.status_code == 200 and found == [str(agency("department_health", HOME).pk)]
    assert 'value="Rà soát cơ sở"' in page.content.decode() and not Charge.objects.exists()
    again = client.post(PAGE, given(whom="chosen", agencies=found, agencies_words="xa tan cuong", find="agencies"))
    ticked = re.findall(r'name="agencies" value="(\d+)" checked', again.content.decode())
    assert ticked == found and str(commune_committee().pk) in again.content.decode()
    both = [*found, commune_committee().pk]
    assert client.post(PAGE, given(whom="chosen", agencies=both)).status_code == 302
    assert set(Task.objects.values_list("agency", flat=True)) == {int(found[0]), commune_committee().pk}


def test_words_that_mean_nothing_or_several_are_asked_again(client):
    for text, said in (("Sở Không Có", "Không có cơ quan nào tên"), ("Sở Y tế", "có thể là")):
        answer = client.post(PAGE, given(whom="chosen", agencies_words=text))
        assert answer.status_code == 422 and said in answer.content.decode()
    assert client.post(PAGE, given(whom="chosen", agencies_words="Sở Y tế tỉnh Thái Nguyên")).status_code == 302
    assert Task.objects.get().agency == agency("department_health", HOME)


def test_keys_that_are_sent_by_hand(client):
    """Of another province, of none, of a body that has ended: refused, nothing handed out."""
    gone = Agency.objects.create(kind="school", name_vi="Trường cũ", valid_to="2025-06-30", source="kiểm thử")
    for key in (commune_committee(AWAY).pk, 0, "x", gone.pk, "9" * 30):
        answer = client.post(PAGE, given(whom="chosen", agencies=[key]))
        assert answer.status_code == 422 and not Charge.objects.exists(), key
    many = list(Agency.objects.values_list("pk", flat=True)[:201])
    assert client.post(PAGE, given(whom="chosen", agencies=many)).status_code == 422


@pytest.mark.parametrize(
    ("role", "unit", "groups"),
    [
        ("labour", {"place": HOME}, ["communes", "departments"]),
        ("ministry", {}, ["communes", "provinces", "ministries"]),
        ("commune", {"place": COMMUNE}, []),
    ],
)
def test_groups_that_each_may_charge_in_one_step(role, unit, groups):
    form = client_of(make_user(role, **unit)).get(PAGE).context["form"]
    offered = [value for value, _label in form.fields["whom"].choices]
    assert offered[0] == "chosen" and set(groups) <= set(offered)


def test_the_departments_of_the_province_in_one_step(client):
    assert client.post(PAGE, given(whom="departments")).status_code == 302
    charged = {task.agency.kind for task in Task.objects.select_related("agency")}
    assert {"department_health", "police_province", "department_construction", "zone_authority"} <= charged
    assert "department_home_affairs" not in charged and "peoples_committee_commune" not in charged


def test_the_bodies_of_the_own_line_in_one_step():
    police = agency("police_province", HOME)
    client = client_of(make_user("department", agency=police))
    sent = given(giver=police.pk, whom="below", kind="conclusion", number="", cause_title="Giao ban Công an tỉnh")
    assert client.post(PAGE, sent).status_code == 302
    assert Charge.objects.get().agencies == 92


def test_what_a_document_names_is_ticked_and_can_be_changed():
    client = signed_in(make_user("labour", place=HOME))
    accept(client, send(client, OURS))
    provision, health = Provision.objects.get(kind="task"), agency("department_health", HOME)
    document, names = provision.document, provision.content["lead"] + provision.content["coordinating"]
    document.reading = json.dumps(document.whole | {"agencies": dict.fromkeys(names, health.pk)})
    document.save()
    page = client.get(f"{PAGE}?provision={provision.pk}").content.decode()
    assert f'name="agencies" value="{health.pk}" checked' in page


def test_a_part_is_offered_only_where_there_is_somebody_below():
    """The police of the province have those of the communes; the department of construction has nobody."""
    labour = make_user("labour", place=HOME)
    told = {}
    for kind in ("police_province", "department_construction"):
        officer = make_user("department", agency=agency(kind, HOME))
        task = make_charge(scope_of(labour), [agency(kind, HOME)], title=kind).tasks.get()
        services.accept(scope_of(officer), task.pk, today=DAY)
        told[kind] = client_of(officer).get(f"/viec-giao/{task.pk}/").content.decode()
    assert "Giao cho mọi đơn vị cấp dưới" in told["police_province"]
    assert not any(words in told["department_construction"] for words in ("Giao cho mọi", "Giao tiếp xuống"))
