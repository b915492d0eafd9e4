"""A case of a commune that was divided, at every door: each successor sees that it is there, and no person in it,
until an officer of the province says in which one it lies."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from atvsld.accidents.models import Accident, Victim
from atvsld.accidents.placing import place_event
from atvsld.base.audit.models import AuditEntry
from atvsld.base.fields.scalar import HERE
from atvsld.org.people.models import User
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.testing import EVERYTHING, make_accident, make_scope, make_user, make_victim
from tests.kit.looking import body, client_of, count_in, looks

pytestmark = pytest.mark.django_db
SECRETS = ("Nguyễn Thị Kín Tên", "012345678901")
EDGES = PlaceSuccession.objects.filter(kind="part", old__level="commune")


@pytest.fixture
def parts() -> list[Place]:
    """The communes of today of one that was divided."""
    old = EDGES.order_by("pk")[0].old
    return [edge.new for edge in PlaceSuccession.objects.filter(old=old).order_by("pk")]


@pytest.fixture
def victim(parts: list[Place]) -> Victim:
    old = EDGES.order_by("pk")[0].old
    accident = make_accident(occurred_at=datetime(2024, 3, 1, 9, tzinfo=HERE))
    none = dict.fromkeys(("establishment_province", "establishment_commune", "reporting_province"))
    Accident.objects.filter(pk=accident.pk).update(
        event_commune=old, event_province=old.province, establishment=None, reporting_office=None, **none
    )
    name, identity = SECRETS
    return make_victim(Accident.objects.get(pk=accident.pk), full_name=name, identity_number=identity)


def officer(place: Place) -> tuple[User, Client]:
    user = make_user("commune", place=place.label)
    return user, client_of(user)


def doors(victim: Victim) -> dict[str, str]:
    pages = {f"{name} {kind}": url for name, row in (("accidents", victim.accident), ("victims", victim))
             for kind, url in looks(name, row).items()}  # fmt: skip
    return pages | {
        "api list": "/api/v1/victims", "api row": f"/api/v1/victims/{victim.pk}",
        "api case": f"/api/v1/accidents/{victim.accident_id}", "api cases": "/api/v1/accidents",
        "edit": reverse("victims-edit", args=[victim.pk]), "search": reverse("victims-list") + "?q=Kín",
        "reveal": reverse("victim-reveal", args=[victim.pk]),
    }  # fmt: skip


def said(answer: HttpResponse) -> str:
    """All that an answer says; JSON writes other letters than ASCII as numbers."""
    if "json" in answer["Content-Type"]:
        return json.dumps(json.loads(answer.content), ensure_ascii=False)
    return body(answer).decode(errors="replace")


def readings(user: User) -> int:
    return AuditEntry.objects.filter(actor=user, verb__startswith="read_").count()


def test_a_successor_sees_the_case_and_no_person_in_it(victim: Victim, parts: list[Place]) -> None:
    for part in parts:
        user, client = officer(part)
        for door, url in doors(victim).items():
            seen = said(client.get(url))
            assert not [word for word in SECRETS if word in seen], door
        assert count_in(client.get(reverse("accidents-list"))) == 1
        assert client.get("/api/v1/accidents").json()["count"] == 1
        assert client.get(doors(victim)["api row"]).status_code == 200
        for url in (doors(victim)["edit"], reverse("accidents-edit", args=[victim.accident_id])):
            assert client.get(url).status_code == client.post(url, {"full_name": "Khác"}).status_code == 403
        assert client.post(doors(victim)["reveal"], {"reason": "cần xem"}).status_code == 403
        assert readings(user) == 0, "nothing was shown, so nothing is entered"


def test_once_placed_the_one_commune_reads_it_with_a_line_and_the_others_nothing(
    victim: Victim, parts: list[Place]
) -> None:
    province = make_scope("labour", place=parts[0].province.full_name)
    place_event(province, Accident.objects.get(pk=victim.accident_id), parts[0].pk)
    user, client = officer(parts[0])
    assert SECRETS[0] in said(client.get(doors(victim)["victims detail"]))
    assert readings(user) == 1
    assert SECRETS[0] in said(client.get(doors(victim)["api row"]))
    assert readings(user) == 2
    for part in parts[1:]:
        other, client = officer(part)
        for door, url in doors(victim).items():
            answer = client.get(url)
            seen = said(answer)
            assert not [word for word in SECRETS if word in seen], door
            if door in ("accidents detail", "victims detail", "api row", "api case", "edit"):
                assert answer.status_code == 404, door
        assert count_in(client.get(reverse("accidents-list"))) == 0
        assert client.get("/api/v1/victims").json()["count"] == 0
        assert readings(other) == 0


def test_the_list_of_a_commune_leaves_out_what_was_placed_elsewhere(victim: Victim, parts: list[Place]) -> None:
    client = client_of(make_user("labour", place=parts[0].province.full_name))

    def found(part: Place) -> tuple[int, int, int]:
        query = {"unit": part.label}
        pages = [count_in(client.get(reverse(f"{name}-list"), query)) for name in ("accidents", "victims")]
        return (*pages, client.get("/api/v1/accidents", query).json()["count"])

    assert [found(part) for part in parts] == [(1, 1, 1)] * len(parts), "it may be in any of them"
    place_event(EVERYTHING, Accident.objects.get(pk=victim.accident_id), parts[1].pk)
    assert [found(part) for part in parts] == [(int(part == parts[1]),) * 3 for part in parts]
    assert found(parts[0].province) == (1, 1, 1)
