"""What is read into the rows of a business registry, and what is left alone."""

import pytest

from atvsld.base.codelists.reading import CodeLists
from atvsld.org.establishments.files import prepare_row

pytestmark = pytest.mark.django_db


def prepared(**raw):
    row, notes = prepare_row(raw, CodeLists())
    return row, sorted(n.code for n in notes)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Công ty trách nhiệm hữu hạn hai thành viên trở lên", "2.1"),
        ("CONG TY CO PHAN", "2.2"),
        ("Doanh nghiệp tư nhân", "2.3"),
        ("Hợp tác xã", "4"),
        ("2.2 – Công ty cổ phần", "2.2 – Công ty cổ phần"),
        ("2.2", "2.2"),
        ("Công ty", None),
        ("c", None),
        ("Văn phòng luật sư", None),
    ],
)
def test_words_of_the_registry(typed, code):
    row, notes = prepared(type_code=typed)
    assert row["type_code"] == code
    assert notes == (["type.unknown"] if code is None else [])


@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_an_empty_cell_stays_empty(nothing):
    assert prepared(type_code=nothing, vsic_code=nothing, address=nothing)[1] == []
    assert prepared(type_code=nothing)[0]["type_code"] is None


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("Số 5, Phường 9, Thành phố Cà Mau, Tỉnh Cà Mau, Việt Nam", "Tỉnh Cà Mau"),
        ("Thôn 2, tỉnh Thái Nguyên", "tỉnh Thái Nguyên"),
        ("Lô 3, khu tái định cư", None),
    ],
)
def test_the_province_at_the_end_of_an_address(address, province):
    row, notes = prepared(address=address)
    assert (row.get("province"), notes) == (province, ["province.from_address"] if province else [])
    assert prepared(address=address, province="Hà Nội")[0]["province"] == "Hà Nội"


def test_zeros_lost_in_a_spreadsheet_come_back_only_where_the_check_digit_agrees():
    assert prepared(tax_code="100109106") == ({"tax_code": "0100109106"}, ["tax_code.zeros"])
    assert prepared(tax_code="100109107") == ({"tax_code": "100109107"}, [])


def test_a_code_without_a_day_gets_no_version():
    assert prepared(vsic_code="4661")[0].get("vsic_version") is None
    assert prepared(vsic_code="4661", registered_on="45990")[0].get("vsic_version") is None
    assert prepared(vsic_code="4661", registered_on="45975")[0]["vsic_version"] == "VSIC 2018"
    assert prepared(vsic_code="--") == ({"vsic_code": None}, ["cell.nothing"])
