"""A real file of a business registry goes in, with a true account of every row."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from atvsld.base import lists
from atvsld.base.importing import import_rows
from atvsld.base.importing.result import ImportResult
from atvsld.base.models import AuditEntry, Change
from atvsld.org.establishments.models import Establishment
from atvsld.testing import make_scope, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(shared) -> Path:
    return shared / "data" / "test-only" / "ca_mau_enterprises_no_persons.csv"


@pytest.fixture
def part(registry, tmp_path) -> Path:
    """Its first 300 rows and those with something amiss, in a file that is gone after the test."""
    lines = registry.read_text("utf-8").splitlines(keepends=True)
    chosen = [*lines[:301], lines[2365], lines[2424], lines[3201], lines[3297]]
    path = tmp_path / registry.name
    path.write_text("".join(chosen), "utf-8")
    return path


def bring_in(file: Path, role: str = "ministry", **how) -> ImportResult:
    unit = how.pop("unit", {})
    how = {"accept_valid": True, **how}
    return import_rows(lists.register("establishments"), make_scope(role, **unit), [file], **how)


def counts(result: ImportResult) -> tuple[int, ...]:
    return result.created, result.updated, result.unchanged, result.merged, result.rejected


def test_every_row_is_accounted_for_and_goes_in_once(registry):
    result = bring_in(registry)
    assert (result.rows, counts(result)) == (3943, (3931, 0, 0, 9, 3))
    assert result.ignored_columns == ["district_old", "main_vsic_name"]
    assert [(e["row"], e["code"]) for e in result.as_dict()["errors"]] == [
        (2366, "tax_code.check_digit"),
        (2425, "field.required"),
        (3202, "tax_code.format"),
    ]
    said = Counter()
    for note in result.notes:
        said[note["code"]] += note["count"]
    assert said == {
        "province.from_address": 3940,
        "vsic.assumed_2018": 3902,
        "cell.nothing": 38,
        "merged.contradictory": 9,
    }
    assert AuditEntry.objects.filter(register="establishments", verb="create", via="file").count() == 3931
    assert set(Establishment.objects.values_list("type_code", flat=True)) == {"2.1", "2.2", "2.3", "2.4"}
    assert Change.objects.filter(register="establishments").count() == 3931
    assert counts(bring_in(registry)) == (0, 0, 3931, 9, 3)
    assert Establishment.objects.count() == 3931
    assert AuditEntry.objects.filter(register="establishments").count() == 3931


def test_what_one_row_became(part):
    bring_in(part, "admin")
    row = Establishment.objects.get(tax_code="2000266846")
    assert row.name == "CÔNG TY TNHH XÂY DỰNG THƯƠNG MẠI VÀ DỊCH VỤ ĐỨC HIỆP"
    assert (row.province, row.commune) == (place("Cà Mau"), None)
    assert (row.vsic_code, row.vsic_version, row.type_code) == ("4220", "VSIC 2018", "2.1")
    assert (row.registered_on, row.capital_vnd) == (date(1997, 6, 26), 9_000_000_000)


def test_the_fuller_of_two_contradicting_rows_is_kept(part):
    bring_in(part)
    row = Establishment.objects.get(tax_code="2000413466")
    assert (row.name, row.vsic_code) == ("CÔNG TY TNHH THƯƠNG MẠI VÀ SẢN XUẤT THÉP ĐẠI HƯNG", "2599")


def test_another_province_can_bring_in_none_of_it(registry):
    result = bring_in(registry, "labour", unit={"place": "Thái Nguyên"})
    assert counts(result) == (0, 0, 0, 0, 3943)
    assert Counter(e["code"] for e in result.errors)["scope.denied"] == 3940
    assert not Establishment.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(part):
    assert counts(bring_in(part, dry_run=True)) == (299, 0, 0, 2, 3)
    assert not Establishment.objects.exists()
    assert not AuditEntry.objects.filter(register="establishments").exists()


def test_all_or_nothing(part):
    result = bring_in(part, accept_valid=False)
    assert (counts(result), result.withheld) == ((0, 0, 0, 0, 3), 301)
    assert not Establishment.objects.exists()
