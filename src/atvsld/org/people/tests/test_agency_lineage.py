"""Who took over from whom: merged provinces, merged ministries, a province that became a city."""

from __future__ import annotations

from datetime import date

import pytest

from atvsld.org.agencies.find import agency_for
from atvsld.org.agencies.kinds import agency_kinds
from atvsld.org.agencies.lineage import _successions, heir, predecessor_ids, successor_ids
from atvsld.org.agencies.models import Agency
from atvsld.org.places.models import Place
from atvsld.testing import make_scope, place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def body(kind: str, where: Place | None, name: str, until: date) -> Agency:
    return Agency.objects.create(kind=kind, place=where, name_vi=name, valid_to=until, source="kiểm thử")


def test_each_kind_that_ended_went_to_one_that_there_is():
    kinds = agency_kinds()
    for old, new in _successions():
        assert not kinds[old].is_present and kinds[new].is_present, (old, new)


def test_a_ministry_that_was_merged():
    labour = body("ministry_labour", None, "Bộ Lao động - Thương binh và Xã hội", date(2025, 2, 28))
    home = agency_for("ministry_home_affairs", None)
    assert home is not None
    assert predecessor_ids(home, TODAY) == {labour.pk} and successor_ids(labour, TODAY) == {home.pk}
    assert heir(labour, TODAY) == home and heir(labour, date(2025, 2, 1)) == labour
    assert predecessor_ids(home, date(2025, 2, 28)) == set()


def test_the_department_of_a_province_that_was_merged_whole():
    """Bắc Kạn became part of Thái Nguyên on 1/7/2025."""
    before = Place.objects.get(level="province", name_vi="Bắc Kạn")
    police = body("police_province", before, "Công an tỉnh Bắc Kạn", date(2025, 6, 30))
    labour = body("department_labour", before, "Sở LĐTBXH tỉnh Bắc Kạn", date(2025, 2, 28))
    now = agency_for("police_province", place("Thái Nguyên"))
    assert now is not None and successor_ids(police, TODAY) == {now.pk}
    scope = make_scope("department", agency=now)
    assert scope.parts[0].agency_ids == {now.pk, police.pk} and scope.parts[0].place_ids == frozenset()
    away = make_scope("department", agency=agency_for("police_province", place("Cà Mau")))
    assert police.pk not in away.parts[0].agency_ids
    home = place("Thái Nguyên")
    heirs = make_scope("labour", place=home, agency=agency_for("department_home_affairs", home))
    assert labour.pk in heirs.parts[0].agency_ids


def test_of_several_of_a_kind_none_is_the_heir():
    home = place("Thái Nguyên")
    gone = body("general_hospital_province", home, "Bệnh viện A cũ", date(2025, 1, 1))
    one = agency_for("general_hospital_province", home)
    assert one is not None and predecessor_ids(one, TODAY) == {gone.pk}
    Agency.objects.create(kind="general_hospital_province", place=home, name_vi="Bệnh viện thứ hai", source="kiểm thử")
    assert predecessor_ids(one, TODAY) == set() == successor_ids(gone, TODAY)
