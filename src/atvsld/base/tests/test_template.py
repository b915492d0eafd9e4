"""A template that was filled in comes back in, and offers nothing that the import would refuse."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from atvsld.base import lists
from atvsld.base.codelists.reading import CodeLists
from atvsld.base.errors import RuleViolation
from atvsld.base.importing import import_rows
from atvsld.base.references import ScopedRefs
from atvsld.base.search import fold
from atvsld.base.surfaces.excel_reader import fields_in_file
from atvsld.base.surfaces.excel_template import template_workbook
from atvsld.base.surfaces.template_lists import options_of
from atvsld.base.surfaces.words import example_of
from atvsld.org.establishments.models import Establishment
from atvsld.testing import make_scope

pytestmark = pytest.mark.django_db
REGISTERS = list(lists.registers())


def fill(path: Path, register: str, **cells) -> Path:
    with template_workbook(lists.register(register)) as file:
        book = load_workbook(file)
    sheet = book.worksheets[0]
    columns = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    for label, value in cells.items():
        sheet.cell(2, columns[label], value)
    book.save(path)
    return path


def test_filled_and_brought_in(tmp_path):
    cells = {
        "Mã số thuế": "0100109106", "Tên cơ sở": "Công ty A", "Tỉnh, thành phố": "Tỉnh Thái Nguyên",
        "Xã, phường, đặc khu": "Xã Tân Cương, tỉnh Thái Nguyên", "Loại hình cơ sở": "2.2 – Công ty cổ phần",
        "Nguy cơ cao theo NĐ 39/2016 Điều 36": "Có",
    }  # fmt: skip
    path = fill(tmp_path / "a.xlsx", "establishments", **cells)
    result = import_rows(lists.register("establishments"), make_scope("labour", place="Thái Nguyên"), [path])
    assert (result.created, result.errors, result.ignored_columns, result.notes) == (1, [], [], [])
    row = Establishment.objects.get()
    assert (row.tax_code, row.type_code, row.commune.name_vi) == ("0100109106", "2.2", "Tân Cương")


def test_an_empty_template_brings_in_nothing(tmp_path):
    path = fill(tmp_path / "a.xlsx", "headcounts")
    result = import_rows(lists.register("headcounts"), make_scope("ministry"), [path])
    assert [e["code"] for e in result.errors] == ["file.empty"]


@pytest.mark.parametrize("name", REGISTERS)
def test_whatever_is_offered_is_understood(name):
    codes, refs = CodeLists(), ScopedRefs(make_scope("ministry"))
    for declared in lists.register(name).entered:
        options = options_of(declared, codes)
        for text in (*options[::97], *options[-1:], example_of(declared)):
            try:
                assert text == "" or declared.clean(text, refs) is not None
            except RuleViolation as violation:
                pytest.fail(f"{declared.label}: {text}: {violation.message}")


@pytest.mark.parametrize("name", REGISTERS)
def test_every_column_is_explained(name):
    register = lists.register(name)
    with template_workbook(register) as file:
        book = load_workbook(file)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    explained = {row[0] for row in book.worksheets[1].iter_rows(values_only=True)}
    fields = fields_in_file(register).values()
    assert {str(f.label) for f in fields} <= explained
    marked = [cell.value for cell in book.worksheets[0][1] if cell.value.endswith(" *")]
    assert marked == [f"{f.label} *" for f in fields if f.required]


def test_a_commune_is_offered_among_those_of_the_province_in_its_line():
    """The formula of the cell, worked out here as a sheet would: MATCH, INDEX and OFFSET over the named ranges."""
    with template_workbook(lists.register("accidents")) as file:
        book = load_workbook(file)
    sheet, hidden = book.worksheets[0], book.worksheets[2]
    names = {str(cell.value).removesuffix(" *"): cell.column_letter for cell in sheet[1]}
    commune, province = names["Xã, phường, đặc khu nơi xảy ra"], names["Tỉnh, thành phố nơi xảy ra"]
    (rule,) = [v for v in sheet.data_validations.dataValidation if str(v.sqref).startswith(f"{commune}2")]
    assert len(rule.formula1) <= 255
    found = re.fullmatch(
        r'IF\(\$(?P<at>[A-Z]+)2="",(\w+),OFFSET\((\w+),INDEX\((\w+),MATCH\(\$(?P=at)2,(?P<known>\w+),0\)\),0,'
        r"INDEX\((\w+),MATCH\(\$(?P=at)2,(?P=known),0\)\),1\)\)",
        rule.formula1,
    )
    assert found
    column, whole, everything, first, provinces, count = found.groups()
    assert (column, whole) == (province, everything)

    def cells(name):
        _, at = next(book.defined_names[name].destinations)
        assert hidden.title in book.defined_names[name].attr_text
        return [cell.value for (cell,) in hidden[at.replace("$", "")]]

    communes, known = cells(everything), cells(provinces)
    assert (len(communes), len(known)) == (3321, 34)
    seen = []
    for number, name in enumerate(known):
        start, many = cells(first)[number], cells(count)[number]
        part = communes[start : start + many]
        assert {fold(label.rpartition(", ")[2]) for label in part} == {fold(name)}
        seen += part
    assert sorted(seen) == sorted(communes)
