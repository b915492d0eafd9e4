"""An export holds what its maker may see, masked unless opened row by row, and never a formula."""

import pytest
from openpyxl import load_workbook

from atvsld.accidents.models import Accident, Victim
from atvsld.base import lists
from atvsld.base.errors import OutOfScope
from atvsld.base.models import AuditEntry
from atvsld.base.privacy import initials
from atvsld.base.surfaces.excel_export import export_workbook
from atvsld.testing import make_accident, make_establishment, make_scope, make_victim

pytestmark = pytest.mark.django_db


def rows_of(register: str, scope, queryset, **how) -> list[dict]:
    with export_workbook(lists.register(register), scope, queryset, **how) as file:
        book = load_workbook(file)
    sheet = book.worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def victim():
    accident = make_accident(make_establishment(name='=HYPERLINK("http://x")'), summary="Anh B ngã")
    return make_victim(
        accident, full_name="Trần Thị Bích", identity_number="001199000001", injury_text="gãy xương", birth_year=1990
    )


def readings() -> int:
    return AuditEntry.objects.filter(verb__startswith="read_").count()


def test_masked_unless_opened(victim):
    (row,) = rows_of("victims", make_scope("labour", place="Thái Nguyên"), Victim.objects.all())
    assert row["Họ và tên"] == "T. T. B."
    assert (row["Số định danh cá nhân"], row["Năm sinh"], row["Tình trạng thương tích"]) == ("•••", "•••", "(y tế)")
    assert (row["Giới tính"], row["Nhóm lao động"]) == ("•••", "•••"), "nothing known is hidden like something"
    assert readings() == 0


def test_opened_by_right_with_one_line_a_row_and_kind(victim):
    (row,) = rows_of("victims", make_scope("labour", place="Thái Nguyên"), Victim.objects.all(), unmasked=True)
    assert (row["Họ và tên"], row["Số định danh cá nhân"]) == ("Trần Thị Bích", "001199000001")
    assert row["Tình trạng thương tích"] == "gãy xương"
    assert (row["Giới tính"], row["Nhóm lao động"]) == (None, None)
    lines = AuditEntry.objects.filter(register="victims", object_id=victim.pk, via="export")
    assert sorted(lines.values_list("verb", flat=True)) == ["read_medical", "read_personal"]


def test_health_officers_open_medical_values_alone(victim):
    (row,) = rows_of("victims", make_scope("health", place="Thái Nguyên"), Victim.objects.all(), unmasked=True)
    assert (row["Họ và tên"], row["Tình trạng thương tích"]) == ("T. T. B.", "gãy xương")
    assert (row["Giới tính"], row["Nhóm lao động"]) == ("•••", "•••")


def test_ministry_asks_in_vain(victim):
    (row,) = rows_of("victims", make_scope("ministry"), Victim.objects.all(), unmasked=True)
    assert row["Họ và tên"] == "T. T. B."
    assert readings() == 0


def test_other_provinces_get_nothing_and_strangers_not_even_a_file(victim):
    assert rows_of("accidents", make_scope("labour", place="Cà Mau"), Accident.objects.all()) == []
    for scope in (make_scope(), make_scope("leader", place="Thái Nguyên")):
        with pytest.raises(OutOfScope):
            export_workbook(lists.register("accidents"), scope, Accident.objects.all())


def test_text_is_never_a_formula(victim):
    content = export_workbook(
        lists.register("establishments"), make_scope("ministry"), victim.accident.establishment.__class__.objects.all()
    )
    cell = load_workbook(content).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_words_and_days(victim):
    (row,) = rows_of("accidents", make_scope("labour", place="Thái Nguyên"), Accident.objects.all())
    assert f"{row['Thời điểm xảy ra']:%d/%m/%Y %H:%M}" == "10/03/2026 09:30"
    assert row["Xã, phường, đặc khu nơi xảy ra"] == "Xã Tân Cương, tỉnh Thái Nguyên"
    assert row["Số tiếp nhận"] == victim.accident.receipt_number
    assert row["Người khai báo"] is None


def test_the_number_of_queries_does_not_grow_with_rows(django_assert_max_num_queries, victim):
    for _ in range(20):
        make_accident(make_establishment())
    scope = make_scope("labour", place="Thái Nguyên")
    with django_assert_max_num_queries(12):
        rows_of("accidents", scope, Accident.objects.all())


def test_initials():
    assert initials("Lê  Văn An") == "L. V. A."
