"""Anybody signed in learns what became of a place; the province's officer finds the cases that wait for a commune."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from atvsld.accidents.models import Accident
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.testing import make_accident, make_user

pytestmark = pytest.mark.django_db


def client_of(role: str, **where: str) -> Client:
    client = Client()
    client.force_login(make_user(role, **where))
    return client


def test_an_old_address_leads_to_its_unit_and_on_to_that_of_today():
    client = client_of("commune", place="Xã Tân Cương, Tỉnh Thái Nguyên")
    found = client.get(reverse("where-now"), {"q": "P. Hoàng Văn Thụ, tp. Thái Nguyên"}).content.decode()
    assert "Phường Hoàng Văn Thụ, thành phố Thái Nguyên, tỉnh Thái Nguyên" in found
    assert all(
        edge.new.label in found for edge in Place.objects.get(code="05440", valid_to__lt="2025-07-01").successions.all()
    )
    old = Place.objects.get(full_name="Phường Hoàng Văn Thụ", parent__full_name="Thành phố Thái Nguyên")
    told = client.get(reverse("place", args=[old.pk])).content.decode()
    for edge in old.successions.all():
        assert edge.new.full_name in told
        assert edge.source in told


def test_a_district_tells_what_its_communes_became():
    district = Place.objects.get(full_name="Thành phố Thái Nguyên", level=Place.Level.DISTRICT)
    told = client_of("labour", place="Thái Nguyên").get(reverse("place", args=[district.pk])).content.decode()
    assert all(commune.full_name in told for commune in district.children.all())
    assert client_of("labour", place="Thái Nguyên").get(reverse("place", args=[999_999_999])).status_code == 404


def test_the_officer_places_a_case_on_the_page_and_others_do_not_find_it():
    edge = PlaceSuccession.objects.filter(kind="part", new__province__full_name="Tỉnh Thái Nguyên").order_by("pk")[0]
    case = make_accident()
    Accident.objects.filter(pk=case.pk).update(event_commune=edge.old, event_province=edge.old.province)
    officer, stranger = client_of("labour", place="Thái Nguyên"), client_of("labour", place="Cà Mau")
    assert str(case) in officer.get(reverse("placing")).content.decode()
    assert str(case) not in stranger.get(reverse("placing")).content.decode()
    where = reverse("place-case", args=[case.pk])
    assert stranger.post(where, {"commune": f"#{edge.new_id}"}).status_code == 404
    assert officer.post(where, {"commune": "#0"}).status_code == 302
    case.refresh_from_db()
    assert case.placed_commune is None
    officer.post(where, {"commune": f"#{edge.new_id}"})
    case.refresh_from_db()
    assert case.placed_commune_id == edge.new_id
    assert where not in officer.get(reverse("placing")).content.decode()
