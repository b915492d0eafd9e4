"""The pages of the cascade: what stands on them, where their numbers lead, and who gets nothing."""

import re
from datetime import date

import pytest
from django.test import Client

from atvsld.directives.cascade.tests.documents import carries_out, document
from atvsld.directives.cascade.tests.make import target, task
from atvsld.directives.documents.models import Implements
from atvsld.testing import make_user, place

pytestmark = pytest.mark.django_db
TAN_CUONG = "Xã Tân Cương, Tỉnh Thái Nguyên"
ASKS = task("Xây dựng kế hoạch thực hiện Kế hoạch này.", ("UBND các xã, phường",), deadline="2026-02")
ROADS = "Khảo sát, lập hồ sơ các tuyến đường liên xã hư hỏng nặng sau mưa lũ"


def signed_in(role: str | None, **unit) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def labour(db) -> Client:
    return signed_in("labour", place="Thái Nguyên")


@pytest.fixture
def three(db):
    """Resolution, plan of the province, plan of a commune."""
    resolution = document(
        body="Chính phủ", number="88/NQ-CP", issued_on=date(2025, 12, 1), based_on=("31-CT/TW",),
        tasks=(task(ROADS, ("Bộ Xây dựng",), deadline="2026"),),
        targets=[target("Số cơ sở được quan trắc môi trường lao động", "increase_at_least", 5.5)],
    )  # fmt: skip
    plan = document(
        place("Thái Nguyên"), "UBND tỉnh Thái Nguyên", (task(ROADS, ("Sở Xây dựng",), deadline="2027"), ASKS),
        targets=[target("Số cơ sở được quan trắc môi trường lao động", "increase_at_least", 5.0)],
    )  # fmt: skip
    commune = document(place(TAN_CUONG), "UBND xã Tân Cương", issued_on=date(2026, 2, 1))
    return resolution, carries_out(plan, resolution), carries_out(commune, plan)


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:500]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_tree_leads_from_the_directive_to_the_commune(labour, three):
    resolution, plan, commune = three
    answer = labour.get(f"/van-ban/{plan.pk}/so-do/")
    said = text_of(answer).split("Từ văn bản gốc xuống")[1]
    places = [said.index(word) for word in ("31-CT/TW", "88/NQ-CP", plan.number, commune.number)]
    assert places == sorted(places)
    assert "theo căn cứ ghi trong văn bản" in said
    assert f"/van-ban/{plan.pk}/doi-chieu/{resolution.pk}/" in answer.content.decode()
    assert f"/van-ban/{plan.pk}/ke-hoach-don-vi/" in answer.content.decode()


def test_the_comparison_shows_what_was_made_weaker(labour, three):
    resolution, plan, _commune = three
    url = f"/van-ban/{plan.pk}/doi-chieu/{resolution.pk}/"
    said = text_of(labour.get(url))
    assert "Mức: 5,5 → 5 nhẹ hơn" in said
    assert "Thời hạn: 2026 → 2027 nhẹ hơn" in said
    assert "Chủ trì: Bộ Xây dựng → Sở Xây dựng" in said
    assert "Văn bản trên không có." in said
    assert "quan trắc môi trường lao động" in said
    only = text_of(labour.get(url, {"trang-thai": "added"}))
    assert ASKS.text in only
    assert ROADS not in only


def test_only_what_stands_above_is_compared(labour, three):
    resolution, plan, commune = three
    assert labour.get(f"/van-ban/{commune.pk}/doi-chieu/{resolution.pk}/").status_code == 200
    for child, parent in ((plan, commune), (plan, plan), (resolution, plan)):
        assert labour.get(f"/van-ban/{child.pk}/doi-chieu/{parent.pk}/").status_code == 404


def test_each_number_of_plans_opens_its_units(labour, three):
    _resolution, plan, _commune = three
    url = f"/van-ban/{plan.pk}/ke-hoach-don-vi/"
    page = labour.get(url)
    context = page.context
    assert (context["has"], context["late"], context["without"]) == (1, 0, context["total"] - 1)
    assert context["shown"] == context["without"] > 50
    assert "Xã Tân Cương" not in text_of(page)
    there = labour.get(url, {"nhom": "da-co"})
    assert there.context["shown"] == 1
    assert "Xã Tân Cương" in text_of(there)
    for group, n in (("muon", 0), ("tat-ca", context["total"])):
        assert labour.get(url, {"nhom": group}).context["shown"] == n


def test_a_document_that_asks_nobody_says_so(labour, three):
    assert "không giao đơn vị nào" in text_of(labour.get(f"/van-ban/{three[0].pk}/ke-hoach-don-vi/"))


def test_a_commune_finds_itself_and_no_other(three):
    client = signed_in("commune", place=TAN_CUONG)
    context = client.get(f"/van-ban/{three[1].pk}/ke-hoach-don-vi/").context
    assert (context["total"], context["has"], context["without"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("role", "unit"), [("labour", {"place": "Cao Bằng"}), ("commune", {"place": "Xã Đồng Hỷ, Tỉnh Thái Nguyên"})]
)
def test_strangers_get_nothing(role, unit, three):
    client = signed_in(role, **unit)
    _resolution, plan, commune = three
    assert client.get(f"/van-ban/{commune.pk}/so-do/").status_code == 404
    assert client.get(f"/van-ban/{commune.pk}/doi-chieu/{plan.pk}/").status_code == 404
    assert client.get(f"/van-ban/{commune.pk}/ke-hoach-don-vi/").status_code == 404
    answer = client.post(f"/van-ban/{commune.pk}/so-do/quyet-dinh/", {"parent": plan.pk, "do": "unlink"})
    assert answer.status_code == 404
    assert Implements.objects.count() == 2


def test_a_person_decides_what_a_number_proposes(labour, three):
    resolution = three[0]
    later = document(place("Thái Nguyên"), "UBND tỉnh Thái Nguyên", based_on=("88/NQ-CP",))
    url = f"/van-ban/{later.pk}/so-do/"
    assert "Văn bản ghi căn cứ số 88/NQ-CP" in text_of(labour.get(url))
    decide = f"{url}quyet-dinh/"
    asked = {"parent": resolution.pk, "line": "nha_nuoc", "main": "yes"}
    assert labour.post(decide, asked)["Location"] == url
    assert Implements.objects.get(child=later).is_main
    assert "Văn bản ghi căn cứ số" not in text_of(labour.get(url))
    assert labour.post(decide, asked | {"line": "khác"}).status_code == 422
    assert labour.post(decide, asked | {"parent": "x"}).status_code == 404
    labour.post(decide, asked | {"do": "unlink"})
    assert not Implements.objects.filter(child=later).exists()


def test_who_does_not_own_the_document_decides_nothing(labour, three):
    resolution, _plan, commune = three
    answer = labour.post(f"/van-ban/{resolution.pk}/so-do/quyet-dinh/", {"parent": commune.pk, "line": "dang"})
    assert answer.status_code == 403
    assert Implements.objects.count() == 2
