import time
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Count, F

from atvsld.org.agencies.find import agency_for, search_agencies
from atvsld.org.agencies.kinds import agency_kinds
from atvsld.org.agencies.loader import load_agencies
from atvsld.org.agencies.models import Agency
from atvsld.org.loading import LoadCount
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.resolve import resolve_place
from atvsld.org.places.tests.make import TODAY

IN_2025 = date(2025, 12, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_places")]


def named(kind: str, place: str, on: date = TODAY) -> str | None:
    agency = agency_for(kind, resolve_place(place, TODAY), on)
    return None if agency is None else agency.name_vi


def test_one_body_of_each_present_kind_at_each_place() -> None:
    kinds = agency_kinds()
    numbers = {row["kind"]: row["n"] for row in Agency.objects.in_force(TODAY).values("kind").annotate(n=Count("pk"))}
    expected = {"central": 1, "province": 34, "zone": 34, "commune": 3_321}
    assert numbers == {k.code: expected[k.level] for k in kinds.values() if k.is_present and k.level in expected}
    assert sum(kind.level == "commune" and kind.is_present for kind in kinds.values()) == 5


@pytest.mark.parametrize(
    ("kind", "place", "name_vi"),
    [
        ("peoples_committee_commune", "xã Tân Cương, Thái Nguyên", "Ủy ban nhân dân xã Tân Cương"),
        ("party_committee_commune", "xã Tân Cương, Thái Nguyên", "Đảng ủy xã Tân Cương"),
        ("police_commune", "Trường Sa, Khánh Hòa", "Công an đặc khu Trường Sa"),
        ("party_committee_province", "Thái Nguyên", "Tỉnh ủy Thái Nguyên"),
        ("party_standing_committee_province", "Huế", "Ban Thường vụ Thành ủy Huế"),
        ("peoples_committee_province", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"),
        ("peoples_committee_province", "Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("department_home_affairs", "xã Tân Cương, Thái Nguyên", "Sở Nội vụ tỉnh Thái Nguyên"),
        ("ministry_home_affairs", "xã Tân Cương, Thái Nguyên", "Bộ Nội vụ"),
        ("ministry_home_affairs", "VN", "Bộ Nội vụ"),
        ("police_commune", "Thái Nguyên", None),
        ("ministry_labour", "VN", None),
        ("hospital", "Thái Nguyên", None),
    ],
)
def test_the_body_for_a_place(kind: str, place: str, name_vi: str | None) -> None:
    assert named(kind, place) == name_vi


def test_names_follow_the_kind_of_the_place_on_the_day() -> None:
    assert named("party_committee_province", "Đồng Nai") == "Thành ủy Đồng Nai"
    assert named("party_committee_province", "Đồng Nai", IN_2025) == "Tỉnh ủy Đồng Nai"
    assert named("peoples_committee_commune", "25357") == "Ủy ban nhân dân phường Tân Khai"
    assert named("peoples_committee_commune", "25357", IN_2025) == "Ủy ban nhân dân xã Tân Khai"
    assert named("department_health", "25357", IN_2025) == "Sở Y tế tỉnh Đồng Nai"


def test_no_name_keeps_a_placeholder() -> None:
    assert not Agency.objects.filter(name_vi__contains="{").exists()
    assert not Agency.objects.filter(name_vi__contains="cấp tỉnh").exists()


def test_each_body_stands_under_one_of_its_own_province_or_of_the_nation() -> None:
    below = Agency.objects.exclude(parent=None).exclude(parent__place=None)
    assert below.filter(place__level="commune").count() == 4 * (3_321 + 22)
    assert not below.exclude(place__province=F("parent__place__province")).exists()
    commune = agency_for("peoples_committee_commune", resolve_place("xã Tân Cương, Thái Nguyên", TODAY), TODAY)
    assert commune is not None
    assert commune.parent is not None
    assert commune.parent.parent is not None
    assert commune.parent.parent.name_vi == "Chính phủ"


def test_what_was_not_read_for_a_province_is_provisional() -> None:
    statuses = {
        province: Agency.objects.get(kind="department_construction", place__code=province, valid_to=None).status
        for province in ("19", "01")
    }
    assert statuses == {"19": "verified", "01": "provisional"}
    assert set(Agency.objects.filter(kind="peoples_committee_commune").values_list("status", flat=True)) == {"verified"}
    assert set(Agency.objects.filter(kind="court_province").values_list("status", flat=True)) == {"provisional"}


def test_loading_again_changes_nothing_and_leaves_rows_of_a_person() -> None:
    own = Agency.objects.create(kind="hospital", name_vi="Bệnh viện Gang Thép", source="người dùng")
    total = Agency.objects.count()
    assert load_agencies() == LoadCount(unchanged=total - 1)
    own.refresh_from_db()
    assert (own.name_vi, own.search_text) == ("Bệnh viện Gang Thép", "benh vien gang thep")


def test_the_same_body_twice_is_refused() -> None:
    for agency in Agency.objects.filter(kind__in=["government", "osh_council_province"])[:2]:
        agency.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            agency.save(force_insert=True)


def test_search_forgives_accents() -> None:
    found = search_agencies("so noi vu thai nguyen", on=TODAY)
    assert [agency.name_vi for agency in found] == ["Sở Nội vụ tỉnh Thái Nguyên"]
    thai_nguyen = Place.objects.provinces().in_force(TODAY).get(code="19")
    assert search_agencies("tân cương", province=thai_nguyen, kind="police_commune", on=TODAY)[0].place
    assert search_agencies("…", on=TODAY) == []


def test_command_and_first_loading_are_quick() -> None:
    total = Agency.objects.count()
    Agency.objects.update(parent=None)
    Agency.objects.all()._raw_delete(using=Agency.objects.db)
    out = StringIO()
    started = time.process_time()
    call_command("load_agencies", "--json", stdout=out)
    assert time.process_time() - started < 4
    assert f'"created": {total},' in out.getvalue()


def old(code: str, level: str = "commune") -> Place:
    return Place.objects.get(code=code, level=level, valid_to=date(2025, 6, 30))


def test_a_place_of_before_has_the_bodies_of_what_stands_there_today() -> None:
    """Hà Giang (02) went into Tuyên Quang whole; a district has no body of its own, its province of today has."""
    home_affairs = named("department_home_affairs", "Tuyên Quang")
    ha_giang = old("02", "province")
    whole = PlaceSuccession.objects.filter(kind="whole", old__level="commune", old__province=ha_giang).first()
    divided = PlaceSuccession.objects.filter(kind="part", old__level="commune", old__province=ha_giang).first()
    assert whole is not None and divided is not None
    district = whole.old.parent
    for place in (ha_giang, whole.old, divided.old, district):
        found = agency_for("department_home_affairs", place, TODAY)
        assert found is not None and found.name_vi == home_affairs, place
    of_commune = agency_for("peoples_committee_commune", whole.old, TODAY)
    assert of_commune is not None and of_commune.place_id == whole.new_id
    assert agency_for("peoples_committee_commune", divided.old, TODAY) is None, "which of its successors is not known"
    assert agency_for("department_home_affairs", ha_giang, date(2024, 1, 1)) is None, "the kinds are those since 2025"
