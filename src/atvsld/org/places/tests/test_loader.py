import time
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Count, F

from atvsld.org.agencies.models import Agency
from atvsld.org.loading import LoadCount
from atvsld.org.places.loader import load_places
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.old_units import LISTED_ON
from atvsld.org.places.tests.make import START, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_places")]


def kinds_on(on: date) -> dict[str, int]:
    rows = Place.objects.in_force(on).order_by().values("kind").annotate(n=Count("pk"))
    return {row["kind"]: row["n"] for row in rows}


def levels_on(on: date) -> dict[str, int]:
    rows = Place.objects.in_force(on).order_by().values("level").annotate(n=Count("pk"))
    return {row["level"]: row["n"] for row in rows}


def test_units_in_force_today() -> None:
    assert kinds_on(TODAY) == {"tinh": 25, "thanh_pho": 9, "xa": 2_599, "phuong": 709, "dac_khu": 13}


def test_units_in_force_on_the_first_day() -> None:
    assert kinds_on(START) == {"tinh": 28, "thanh_pho": 6, "xa": 2_621, "phuong": 687, "dac_khu": 13}


def test_units_in_force_on_the_last_day_with_districts() -> None:
    """696 districts and 63 provinces of the list of 4/1/2025; its communes, and three that began after it."""
    assert levels_on(date(2025, 6, 30)) == {"province": 63, "district": 696, "commune": 10_051 + 3}
    assert levels_on(LISTED_ON) == {"province": 63, "district": 696, "commune": 10_051}
    assert levels_on(date(2019, 5, 1)) == levels_on(LISTED_ON)
    kinds = kinds_on(date(2025, 6, 30))
    assert kinds["thi_tran"] == 618
    assert kinds["quan"] == 49
    assert kinds["tinh"] == 57


@pytest.mark.parametrize(
    ("code", "last_day", "first_day"),
    [
        ("75", date(2026, 4, 29), date(2026, 4, 30)),
        ("22", date(2026, 8, 31), date(2026, 9, 1)),
        ("24", date(2026, 9, 19), date(2026, 9, 20)),
    ],
)
def test_a_province_became_a_city_overnight(code: str, last_day: date, first_day: date) -> None:
    provinces = Place.objects.provinces().filter(code=code)
    assert provinces.in_force(last_day).get().kind == Place.Kind.TINH
    assert provinces.in_force(first_day).get().kind == Place.Kind.THANH_PHO


def test_on_no_day_does_a_code_name_two_units() -> None:
    for day in (START, date(2026, 4, 29), date(2026, 4, 30), date(2026, 9, 19), date(2026, 9, 20), TODAY):
        units = Place.objects.in_force(day)
        assert units.count() == units.values("level", "code").distinct().count() == 34 + 3_321


def test_a_province_stands_under_itself_and_a_commune_under_the_row_of_its_last_day() -> None:
    assert not Place.objects.provinces().exclude(province=F("pk")).exists()
    communes = Place.objects.communes()
    assert not communes.filter(valid_from__gte=START).exclude(parent=F("province")).exists()
    assert not communes.filter(valid_to__lt=START).exclude(parent__province=F("province")).exists()
    assert not communes.filter(valid_to__lt=START).exclude(parent__level=Place.Level.DISTRICT).exists()
    assert not Place.objects.communes().filter(valid_to=None).exclude(province__valid_to=None).exists()
    ended = Place.objects.communes().filter(valid_to__gte=START)
    assert {(place.province.code, place.province.kind) for place in ended} == {("75", "tinh"), ("24", "tinh")}


def test_loading_again_changes_nothing() -> None:
    before = list(Place.objects.order_by("pk").values_list())
    assert load_places() == LoadCount(unchanged=3_380 + 10_813 + 10_658)
    assert list(Place.objects.order_by("pk").values_list()) == before
    assert PlaceSuccession.objects.count() == 10_658


def test_loading_mends_a_shipped_row_and_leaves_a_row_of_a_person() -> None:
    Place.objects.filter(code="00004", valid_to=None).update(name_vi="sai")
    Place.objects.filter(code="00008", valid_to=None).update(name_vi="Của tôi", source="Sở Nội vụ")
    assert load_places().changed == 1
    assert Place.objects.get(code="00004", valid_to=None).name_vi == "Ba Đình"
    assert Place.objects.get(code="00008", valid_to=None).name_vi == "Của tôi"


def test_command_gives_a_machine_its_counts() -> None:
    out = StringIO()
    call_command("load_places", "--json", stdout=out)
    assert out.getvalue() == '{"created": 0, "changed": 0, "unchanged": 24851}\n'


def test_first_loading_is_quick() -> None:
    Agency.objects.all()._raw_delete(using=Agency.objects.db)
    PlaceSuccession.objects.all().delete()
    for level in (Place.Level.COMMUNE, Place.Level.DISTRICT):
        units = Place.objects.filter(level=level)
        units.update(province=None, parent=None)
        units._raw_delete(using=Place.objects.db)
    started = time.process_time()
    assert load_places().created == 3_343 + 696 + 10_054 + 10_658
    assert time.process_time() - started < 9


def test_an_older_installation_gains_what_was_not_there() -> None:
    """Before, only the units since 1/7/2025 were shipped: their rows keep their ids."""
    kept = set(Place.objects.filter(valid_from__gte=START).values_list("pk", flat=True))
    PlaceSuccession.objects.filter(old__valid_to__lt=START).delete()
    for level in (Place.Level.COMMUNE, Place.Level.DISTRICT):
        units = Place.objects.filter(level=level, valid_to__lt=START)
        units.update(province=None, parent=None)
        units._raw_delete(using=Place.objects.db)
    assert load_places().created == 696 + 10_054 + 10_658 - 25
    assert set(Place.objects.filter(valid_from__gte=START).values_list("pk", flat=True)) == kept
