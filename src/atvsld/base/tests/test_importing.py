"""Rows that come in by file: recognised, merged, changed, refused; never blanked and never doubled."""

from itertools import islice
from pathlib import Path

import pytest

from atvsld.accidents.models import Accident, Victim
from atvsld.base import lists
from atvsld.base.bulk.new_rows import NewRows
from atvsld.base.errors import OutOfScope
from atvsld.base.importing import import_rows
from atvsld.base.models import AuditEntry
from atvsld.base.surfaces.excel_export import export_workbook
from atvsld.org.establishments.models import Establishment, Headcount
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_scope, make_victim, tax_codes

pytestmark = pytest.mark.django_db
HEAD = "Mã số thuế,Tên cơ sở,Tỉnh,Địa chỉ,Điện thoại,Trụ sở chính\n"


@pytest.fixture
def labour():
    return make_scope("labour", place="Thái Nguyên")


@pytest.fixture
def bring_in(tmp_path, labour):
    """Imports a text as a CSV file, or a path, and gives the result."""

    def run(register: str, content: str | Path, scope=None, **how):
        path = content
        if isinstance(content, str):
            path = tmp_path / "a.csv"
            path.write_text(content, "utf-8")
        return import_rows(lists.register(register), scope or labour, [path], **how)

    return run


def counts(result, withheld: int = 0) -> tuple[int, ...]:
    found = (result.created, result.updated, result.unchanged, result.merged, result.rejected)
    assert (sum(found) + withheld, result.withheld) == (result.rows, withheld)
    return found


def codes(result) -> list[str]:
    return [e["code"] for e in result.errors]


def test_a_filled_cell_changes_and_an_empty_one_does_not_blank(bring_in):
    row = make_establishment(tax_code="0100109106", name="Công ty A", address="Tổ 1", phone="0901")
    result = bring_in("establishments", HEAD + "0100109106,Công ty B,,,,\n")
    assert counts(result) == (0, 1, 0, 0, 0)
    row.refresh_from_db()
    assert (row.name, row.address, row.phone) == ("Công ty B", "Tổ 1", "0901")
    entry = AuditEntry.objects.get(register="establishments", object_id=row.pk, verb="edit")
    assert (entry.via, entry.changes) == ("file", {"name": ["Công ty A", "Công ty B"]})


def test_rows_that_say_the_same_or_complete_each_other_are_one(bring_in):
    rows = "0100109106,Công ty A,Thái Nguyên,,,\n0100109106,,,Tổ 1,,\n0100109106,Công ty A,Thái Nguyên,,,\n"
    result = bring_in("establishments", HEAD + rows)
    assert counts(result) == (1, 0, 0, 2, 0)
    assert {n["code"] for n in result.notes} == {"merged.same"}
    assert Establishment.objects.get().address == "Tổ 1"


def test_rows_that_contradict_are_merged_and_it_is_said_in_what(bring_in):
    rows = "0100109106,Công ty A,Thái Nguyên,Tổ 1,0901,\n0100109106,Công ty B,Thái Nguyên,,,\n"
    result = bring_in("establishments", HEAD + rows)
    assert counts(result) == (1, 0, 0, 1, 0)
    (note,) = result.notes
    assert (note["code"], note["rows"]) == ("merged.contradictory", [3])
    assert "Tên cơ sở" in note["message"]
    assert "dòng 2" in note["message"]
    assert "Công ty" not in note["message"]
    assert Establishment.objects.get().name == "Công ty A"


def test_rows_without_their_key_are_refused_each(bring_in):
    result = bring_in("establishments", HEAD + ",A,Thái Nguyên,,,\n,B,Thái Nguyên,,,\n")
    assert (counts(result), codes(result)) == ((0, 0, 0, 0, 2), ["field.required", "field.required"])


def test_what_lies_elsewhere_is_refused_and_not_revealed(bring_in):
    make_establishment(tax_code="0100109106", name="Bí mật", province="Cà Mau")
    result = bring_in("establishments", HEAD + "0100109106,A,Cà Mau,,,\n0100109106,A,Cà Mau,,,\n")
    assert (counts(result), set(codes(result))) == ((0, 0, 0, 0, 2), {"scope.denied"})
    assert "Bí mật" not in str(result.as_dict())
    elsewhere = bring_in("establishments", HEAD + f"{next(tax_codes(111_000_000))},A,Cà Mau,,,\n")
    assert elsewhere.errors[0]["message"] == result.errors[0]["message"]


def test_one_bad_row_does_not_sink_its_chunk(bring_in, monkeypatch):
    def row(new, values, extra):
        if values["name"] == "xấu":
            raise OutOfScope
        return original(new, values, extra)

    original = NewRows.row
    monkeypatch.setattr(NewRows, "row", row)
    rows = [
        f"{code},{'xấu' if i in (3, 17) else 'tốt'},Thái Nguyên,,,\n" for i, code in enumerate(islice(tax_codes(), 30))
    ]
    result = bring_in("establishments", HEAD + "".join(rows))
    assert (counts(result, withheld=28), Establishment.objects.count()) == ((0, 0, 0, 0, 2), 0)
    result = bring_in("establishments", HEAD + "".join(rows), accept_valid=True)
    assert counts(result) == (28, 0, 0, 0, 2)
    assert sorted(e["row"] for e in result.errors) == [5, 19]


def test_a_voided_row_is_not_brought_back(bring_in):
    row = make_establishment(tax_code="0100109106")
    lists.register("establishments").services.void(EVERYTHING, row, "khai nhầm")
    result = bring_in("establishments", HEAD + "0100109106,A,Thái Nguyên,,,\n")
    assert (counts(result), codes(result)) == ((0, 0, 0, 0, 1), ["row.voided"])


def test_headcounts_by_establishment_and_year(bring_in):
    factory = make_establishment(tax_code="0100109106")
    text = "MST;Năm;Tổng số lao động\n0100109106;2025;1.200\n0100109106;2026;1.300\n"
    text = text.replace("MST", "Mã số thuế")
    assert counts(bring_in("headcounts", text)) == (2, 0, 0, 0, 0)
    assert counts(bring_in("headcounts", text.replace("1.300", "1.400"))) == (0, 1, 1, 0, 0)
    assert Headcount.objects.get(establishment=factory, year=2026).average_workers == 1400
    elsewhere = bring_in("headcounts", text, make_scope("labour", place="Cà Mau"))
    assert set(codes(elsewhere)) == {"field.unknown"}


def test_accidents_without_a_key_come_in_once(bring_in, labour, tmp_path):
    factory = make_establishment(tax_code="0100109106")
    text = (
        "Bên khai báo,Mã số thuế,Thời điểm xảy ra,Xã xảy ra,Diễn biến\n"
        'cơ sở,0100109106,10/03/2026 09:30,"Tân Cương, Thái Nguyên",Ngã\n'
        'cơ sở,0100109106,11/03/2026 09:30,"Tân Cương, Thái Nguyên",Ngã\n'
    )
    assert counts(bring_in("accidents", text)) == (2, 0, 0, 0, 0)
    assert counts(bring_in("accidents", text)) == (0, 0, 2, 0, 0)
    assert counts(bring_in("accidents", text.replace("11/03", "12/03"))) == (1, 0, 1, 0, 0)
    assert Accident.objects.filter(reporting_office=factory, receipt_number__isnull=False).count() == 3


def test_a_masked_export_that_comes_back_writes_no_masks(bring_in, labour, tmp_path):
    accident = make_accident(make_establishment(phone="0901"), declarant_name="Lê Văn An", summary="Ngã")
    make_victim(accident, full_name="Trần Thị Bích", sex="female", worker_groups=["disabled"])
    for register, model in (("accidents", Accident), ("victims", Victim), ("establishments", Establishment)):
        path = tmp_path / f"{register}.xlsx"
        with export_workbook(lists.register(register), labour, model.objects.all()) as file:
            path.write_bytes(file.read())
        result = bring_in(register, path)
        assert result.created == result.updated == 0
        assert "cell.masked" in {n["code"] for n in result.notes} or codes(result) == ["field.required"]
    victim = Victim.objects.get()
    assert (victim.full_name, victim.sex) == ("Trần Thị Bích", "female")
    assert victim.worker_groups == ["disabled", "women"]


def test_an_open_export_comes_back_unchanged(bring_in, labour, tmp_path):
    accident = make_accident(make_establishment(), cause_code="", property_damage_vnd=12_000_000)
    make_victim(accident, full_name="Trần Thị Bích", birth_year=1990, worker_groups=["women"], sex="female")
    for register, model in (("victims", Victim), ("accidents", Accident), ("establishments", Establishment)):
        path = tmp_path / f"{register}.xlsx"
        with export_workbook(lists.register(register), labour, model.objects.all(), unmasked=True) as file:
            path.write_bytes(file.read())
        assert counts(bring_in(register, path)) == (0, 0, 1, 0, 0), register


def test_a_header_below_a_title_and_columns_that_are_not_known(bring_in):
    text = (
        "DANH SÁCH CƠ SỞ,,\n\nTên doanh nghiệp,mst (10 số),Tỉnh/Thành phố,tỉnh,Ghi chú\nA,0100109106,Thái Nguyên,x,y\n"
    )
    result = bring_in("establishments", text)
    assert counts(result) == (1, 0, 0, 0, 0)
    assert result.ignored_columns == ["tỉnh", "Ghi chú"]


def test_a_file_without_any_known_heading(bring_in):
    result = bring_in("establishments", "một,hai\n1,2\n")
    assert (result.rows, codes(result), result.errors[0]["row"]) == (0, ["file.header"], None)


def test_strangers_may_not_even_try(bring_in):
    with pytest.raises(OutOfScope):
        bring_in("establishments", HEAD, make_scope())
