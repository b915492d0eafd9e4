"""Phụ lục XIV by province in the years of the mergers, and who sees which line."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from django.core.management import call_command

from atvsld.base.errors import OutOfScope
from atvsld.base.fields.scalar import HERE
from atvsld.figures.forms import FormRequest, cell_ids, fill
from atvsld.org.establishments.models import Establishment
from atvsld.org.places.basis import NOW, THEN, unit_asked
from atvsld.statutes.period import Period
from atvsld.testing import make_accident, make_establishment, make_headcount, make_scope, make_victim, place

from .test_provinces import FORM, of_nation

pytestmark = pytest.mark.django_db
RATES = {"11", "11b", "12", "12b", "13"}


def test_as_then_and_as_now_have_one_total() -> None:
    """Hà Giang went into Tuyên Quang on 1/7/2025; Thái Nguyên took Bắc Kạn in."""
    names = ("Hà Giang", "Bắc Kạn", "Thái Nguyên")
    then = [unit_asked(name, THEN, date(2024, 1, 1), date(2024, 12, 31)) for name in names]
    for day in (date(2024, 3, 1), date(2025, 3, 1)):
        for unit in then:
            assert unit is not None
            office = make_establishment()
            Establishment.objects.filter(pk=office.pk).update(province=unit, commune=None)
            make_headcount(office, 2024, workers=100)
            at = datetime(day.year, day.month, day.day, 9, tzinfo=HERE)
            case = make_accident(establishment=office, occurred_at=at)
            make_victim(case, has_labour_contract=True, reported_condition="fatal", died_on=day)
    late = make_accident(establishment=make_establishment(), occurred_at=datetime(2025, 9, 1, 9, tzinfo=HERE))
    make_victim(late, has_labour_contract=True)
    assert lines(2024, THEN) == {
        "Tỉnh Hà Giang (đến 30/06/2025)": (2, 1, 1), "Tỉnh Bắc Kạn (đến 30/06/2025)": (2, 1, 1),
        "Tỉnh Thái Nguyên (đến 30/06/2025)": (3, 1, 1),
    }  # fmt: skip
    assert lines(2024, NOW) == {"Tỉnh Tuyên Quang": (2, 1, 1), "Tỉnh Thái Nguyên": (5, 2, 2)}
    assert lines(2025, NOW) == {"Tỉnh Tuyên Quang": (2, 1, 1), "Tỉnh Thái Nguyên": (5, 3, 2)}
    assert lines(2025, THEN) == {
        "Tỉnh Hà Giang (đến 30/06/2025)": (0, 1, 1), "Tỉnh Bắc Kạn (đến 30/06/2025)": (0, 1, 1),
        "Tỉnh Thái Nguyên (đến 30/06/2025)": (0, 1, 1), "Tỉnh Thái Nguyên": (5, 1, 0), "Tỉnh Tuyên Quang": (2, 0, 0),
    }  # fmt: skip
    for year in (2024, 2025):
        totals = [of_nation(form, year, basis=basis) for form in (FORM, "pl-xiv") for basis in (NOW, THEN)]
        for table in ("I", "II"):
            kept = [{k: v for k, v in f.table(table).rows[-1].values.items() if k not in RATES} for f in totals]
            assert kept[1:] == kept[:-1]


def lines(year: int, basis: str) -> dict[str, tuple[object, ...]]:
    """{province: (offices, victims of both kinds, deaths at work)} of the lines that are not empty."""
    filled = of_nation(FORM, year, basis=basis)
    assert [c.message for c in filled.checks if not c.is_ok] == []
    found: Counter[str] = Counter()
    told = {}
    for first, second in zip(filled.table("I").rows, filled.table("II").rows, strict=True):
        values = (first.values["3"], second.values["6"], first.values["9"])
        if first.row.code and any(values):
            label = str(first.row.label)
            found[label] += 1
            told[label] = values
    assert not found or max(found.values()) == 1
    return told


def test_an_officer_of_a_province_sees_its_line_only(capsys: pytest.CaptureFixture[str]) -> None:
    officer = make_scope("labour", place="Thái Nguyên")
    assert len(fill(officer, FormRequest(FORM, Period(2026), place("19"))).table("I").rows) == 2
    for scope, unit in ((officer, None), (officer, place("24")), (make_scope(), None), (make_scope("admin"), None)):
        with pytest.raises(OutOfScope):
            fill(scope, FormRequest(FORM, Period(2026), unit))
        with pytest.raises(OutOfScope):
            cell_ids(scope, FormRequest(FORM, Period(2026), unit), "I", "total", "3")
    assert len(fill(make_scope("ministry"), FormRequest(FORM, Period(2026))).table("I").rows) == 36
    call_command("figures", FORM, "--unit", "VN", "--year", "2024", "--basis", "then")
    said = capsys.readouterr().out
    assert "Tỉnh Hà Giang" in said and "ngày cuối kỳ" in said
