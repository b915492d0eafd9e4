"""Figures as then and as now: counted where a case lies on the map, and the same total on both maps."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone

from atvsld.accidents.models import Accident, Victim
from atvsld.base.errors import Refused
from atvsld.base.fields.scalar import HERE
from atvsld.figures.forms import FormRequest, cell_ids, fill
from atvsld.figures.indicators import FATAL_ACCIDENT_RATE, evaluate_indicator
from atvsld.org.places.basis import NOW, THEN, unit_asked
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_victim, place

pytestmark = pytest.mark.django_db

LAST = date(2025, 6, 30)


def old(code: str, level: str = Place.Level.COMMUNE) -> Place:
    return Place.objects.get(code=code, level=level, valid_to=LAST)


def case(day: date, commune: Place | None = None, province: Place | None = None, placed: Place | None = None) -> Victim:
    """A victim without contract of an accident with these places, as an older installation may hold it."""
    accident = make_accident(occurred_at=datetime(day.year, day.month, day.day, 9, tzinfo=HERE))
    Accident.objects.filter(pk=accident.pk).update(
        event_commune=commune, event_province=province or (commune.province if commune else None), placed_commune=placed
    )
    return make_victim(accident, has_labour_contract=False, reported_condition="fatal", died_on=day)


def count(unit: Place | None, year: int, basis: str, row: str = "total") -> object:
    table = "II" if unit is None or unit.level == Place.Level.PROVINCE else "I"
    row = row if table == "II" else "3"
    return fill(EVERYTHING, FormRequest("pl-xv", Period(year), unit, basis=basis)).table(table).value(row, "6")


def of_2024(name: str) -> Place:
    found = unit_asked(name, THEN, date(2024, 1, 1), date(2024, 12, 31))
    assert found is not None
    return found


def test_a_case_of_an_old_province_is_counted_as_then_and_as_now():
    """Hà Giang went into Tuyên Quang on 1/7/2025."""
    ha_giang, old_tuyen_quang, tuyen_quang = of_2024("Hà Giang"), of_2024("Tuyên Quang"), place("Tuyên Quang")
    case(date(2024, 3, 1), province=ha_giang)
    case(date(2024, 3, 1), province=old_tuyen_quang)
    case(date(2025, 3, 1), province=ha_giang)
    case(date(2025, 9, 1), province=tuyen_quang)
    assert [count(unit, 2024, THEN) for unit in (ha_giang, old_tuyen_quang, tuyen_quang)] == [1, 1, 0]
    assert [count(unit, 2025, THEN) for unit in (ha_giang, old_tuyen_quang, tuyen_quang)] == [1, 0, 1]
    assert [count(tuyen_quang, year, NOW) for year in (2024, 2025)] == [2, 2]
    assert count(ha_giang, 2024, NOW) == 2, "today Hà Giang is named Tuyên Quang"
    assert [count(None, 2024, basis) for basis in (NOW, THEN)] == [2, 2]


def test_a_case_entered_with_the_unit_of_today_is_carried_back_where_that_is_certain():
    merged = place("Tuyên Quang")
    commune = Place.objects.get(code="00922", valid_to=None)  # Thuận Hoà, made of communes of Hà Giang alone
    case(date(2024, 3, 1), commune=commune, province=merged)
    case(date(2024, 3, 1), province=merged)
    assert count(of_2024("Hà Giang"), 2024, THEN) == 1
    assert count(None, 2024, THEN, "province:chua_xac_dinh") == 1
    assert count(merged, 2024, NOW) == 2
    assert count(merged, 2024, NOW, "commune:chua_xac_dinh") == 1


def test_a_divided_commune_counts_in_the_province_until_an_officer_places_the_case():
    divided = PlaceSuccession.objects.filter(kind="part").order_by("pk")[0].old
    parts = [edge.new for edge in PlaceSuccession.objects.filter(old=divided).order_by("pk")]
    province = Place.objects.in_force().get(pk=parts[0].province_id)
    case(date(2024, 3, 1), commune=divided)
    assert count(province, 2024, NOW, "commune:chua_xac_dinh") == 1
    assert [count(part, 2024, NOW) for part in parts] == [0] * len(parts)
    assert count(divided, 2024, THEN) == 1
    case(date(2024, 3, 1), commune=divided, placed=parts[1])
    assert count(province, 2024, NOW, "commune:chua_xac_dinh") == 1
    assert [count(part, 2024, NOW) for part in parts[:2]] == [0, 1]
    assert count(divided, 2024, THEN) == 2


def test_a_district_of_then_has_figures_as_then_and_none_as_now():
    thanh_pho = old("164", Place.Level.DISTRICT)  # Thành phố Thái Nguyên
    commune = Place.objects.filter(parent=thanh_pho).first()
    case(date(2024, 3, 1), commune=commune)
    assert count(thanh_pho, 2024, THEN) == 1
    with pytest.raises(Refused) as refused:
        FormRequest("pl-xv", Period(2024), thanh_pho)
    assert refused.value.codes == ["figures.basis"]


def test_offices_and_the_indicator_follow_the_same_map():
    ha_giang, merged = of_2024("Hà Giang"), place("Tuyên Quang")
    office = make_establishment(province=merged)
    type(office).objects.filter(pk=office.pk).update(province=ha_giang)
    make_headcount(office, 2024, workers=500)
    accident = make_accident(establishment=office, occurred_at=datetime(2024, 5, 5, 9, tzinfo=HERE))
    make_victim(accident, reported_condition="fatal", died_on=date(2024, 5, 5), has_labour_contract=True)
    for unit, basis, expected in ((ha_giang, THEN, 1), (of_2024("Tuyên Quang"), THEN, 0), (merged, NOW, 1)):
        table = fill(EVERYTHING, FormRequest("pl-xiv", Period(2024), unit, basis=basis)).table("I")
        assert [table.value("total", key) for key in ("3", "4", "9")] == [expected] * 3
        assert table.value("total", "5") == 500 * expected
    now = evaluate_indicator(FATAL_ACCIDENT_RATE, EVERYTHING, merged, 2025)
    then = evaluate_indicator(FATAL_ACCIDENT_RATE, EVERYTHING, merged, 2025, boundaries=THEN)
    assert (now.before.count, then.before.count) == (1, None)


def test_a_case_reported_from_a_merged_province_goes_back_by_the_commune_of_the_office():
    merged = place("Tuyên Quang")
    commune = Place.objects.get(code="00922", valid_to=None)
    for office in (make_establishment(province=merged), make_establishment(province=merged)):
        make_victim(make_accident(establishment=office, occurred_at=datetime(2024, 5, 5, 9, tzinfo=HERE)))
    type(office).objects.filter(pk=office.pk).update(commune=commune)
    for name, expected in (("Hà Giang", 1), ("Tuyên Quang", 0)):
        filled = fill(EVERYTHING, FormRequest("pl-xiv", Period(2024), of_2024(name), basis=THEN))
        assert filled.table("II").value("3", "6") == expected


@pytest.mark.parametrize("seed", range(3))
def test_random_histories_have_one_total_and_rows_as_a_slow_count_has_them(seed: int):
    random = Random(seed)
    days = [date(2025, 1, 1) + timedelta(days=random.randrange(365)) for _ in range(25)]
    communes = list(Place.objects.communes().filter(province__code__in=("02", "08", "75", "24")).order_by("?")[:200])
    cases = []
    for day in days:
        commune = random.choice(communes)
        cases.append((day, random.choice((commune, commune, None)), commune.province))
    for day, commune, province in cases:
        case(day, commune, province)
    for basis in (NOW, THEN):
        maps = [case[0] if basis == THEN else timezone.localdate() for case in cases]
        expected = Counter(slow_province(case[1] or case[2], day) for case, day in zip(cases, maps, strict=True))
        request = FormRequest("pl-xv", Period(2025), basis=basis)
        table = fill(EVERYTHING, request).table("II")
        assert table.value("total", "6") == len(cases) == sum(expected.values())
        found: Counter[int | None] = Counter()
        for line in table.rows:
            if line.values["6"] and line.row.key != "total":
                assert len(cell_ids(EVERYTHING, request, "II", line.row.key, "6")[1]) == line.values["6"]
                found[unit_of_row(line.row.key, basis)] += int(line.values["6"])
        assert found == expected


def unit_of_row(key: str, basis: str) -> int | None:
    """The province of a row: "province:24" is the first in order that bears the code, "province:24:7" a later one."""
    _, code, *pk = key.split(":")
    if pk:
        return int(pk[0])
    if code == "chua_xac_dinh":
        return None
    units = Place.objects.provinces().filter(code=code).in_vietnamese_order()
    return units.in_force()[0].pk if basis == NOW else units[0].pk


def slow_province(unit: Place, day: date) -> int | None:
    """Walk successions row by row until all units stand on the day; their province, if it is one."""
    units = {unit}
    while any(not u.is_in_force(day) for u in units):
        step: set[Place] = set()
        for u in units:
            if u.is_in_force(day):
                step.add(u)
            elif u.valid_to and u.valid_to < day:
                step |= {edge.new for edge in u.successions.all()} or {u.province}
            else:
                step |= {edge.old for edge in u.origins.all()} or {u.province}
        units = step
    provinces = set()
    for u in units:
        provinces |= {u.pk} if u.level == "province" else provinces_on(u.province, day)
    return next(iter(provinces)) if len(provinces) == 1 else None


def provinces_on(province: Place, day: date) -> set[int]:
    found = slow_province(province, day)
    return set() if found is None else {found}


def test_the_command_counts_by_both(capsys: pytest.CaptureFixture[str]):
    case(date(2024, 3, 1), province=of_2024("Hà Giang"))
    call_command("figures", "pl-xv", "--unit", "Hà Giang", "--year", "2024", "--basis", "then")
    then = capsys.readouterr().out
    assert "Tỉnh Hà Giang" in then
    assert "địa giới của ngày xảy ra" in then
    call_command("figures", "pl-xv", "--unit", "08", "--year", "2024", "--basis", "now")
    assert "Tỉnh Tuyên Quang" in capsys.readouterr().out
