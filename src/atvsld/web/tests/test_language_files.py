"""Files in both languages: headings are those of the reader, and either is read whatever the reader's language."""

import openpyxl
import pytest

from atvsld.accidents.victim_register import VICTIMS
from atvsld.base.excel import workbook_process
from atvsld.base.excel.opening import Opened
from atvsld.base.fields.scalar import NO_SAID, YES_SAID
from atvsld.base.language import everywhere, in_vietnamese, speaking
from atvsld.base.lists import registers
from atvsld.base.surfaces.excel_export import SOURCE_SHEET
from atvsld.base.surfaces.excel_reader import read_columns
from atvsld.base.surfaces.excel_template import DATA_SHEET, GUIDE_SHEET, template_workbook
from atvsld.base.surfaces.matrix import matrix
from atvsld.base.surfaces.template_lists import LISTS_SHEET

pytestmark = pytest.mark.django_db
LANGUAGES = ("vi", "en")
every_register = pytest.mark.parametrize("name", registers())


def headings(name: str, language: str) -> list[str]:
    with speaking(language), template_workbook(registers()[name]) as file:
        book = openpyxl.load_workbook(file)
        assert book.sheetnames[0] == str(DATA_SHEET)
        return [str(cell.value) for cell in book[str(DATA_SHEET)][1]]


@every_register
def test_a_template_of_either_language_is_read_in_either(name):
    found = {}
    for language in LANGUAGES:
        table = Opened("a.xlsx", [(1, headings(name, language))])
        for reader in LANGUAGES:
            with speaking(reader):
                columns = read_columns(registers()[name], table)
                found[language, reader] = (columns.names, columns.ignored)
    assert len({str(understood) for understood in found.values()}) == 1
    assert headings(name, "vi") != headings(name, "en")


def test_sheets_of_ours_are_never_taken_for_data():
    ours = {word for sheet in (GUIDE_SHEET, SOURCE_SHEET, LISTS_SHEET) for word in everywhere(sheet)}
    assert ours <= workbook_process.OURS
    assert not set(everywhere(DATA_SHEET)) & workbook_process.OURS


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("typed", ["Chết", "Fatal", "fatal", "tử vong"])
def test_choices_are_understood_in_both(typed, reader):
    with speaking(reader):
        assert VICTIMS.field("reported_condition").clean(typed, None) == "fatal"


@pytest.mark.parametrize("reader", LANGUAGES)
def test_yes_and_no_are_understood_in_both(reader):
    declared = VICTIMS.field("has_labour_contract")
    with speaking(reader):
        assert [declared.clean(word, None) for word in everywhere(YES_SAID) + everywhere(NO_SAID)] == [
            True, True, False, False,
        ]  # fmt: skip


@every_register
def test_declarations_for_machines_do_not_follow_the_reader(name):
    told = []
    for language in LANGUAGES:
        with speaking(language):
            told.append(matrix(registers()[name])["title"])
    assert told == [in_vietnamese(registers()[name].title)] * 2
