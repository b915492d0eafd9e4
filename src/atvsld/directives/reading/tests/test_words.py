"""The smallest rules one by one: names of bodies, days, recurrences, numbers, targets."""

from __future__ import annotations

import time

import pytest

from atvsld.directives.reading import Source, read
from atvsld.directives.reading.agencies import agencies_at, listed, only_agencies
from atvsld.directives.reading.cleaning import plain
from atvsld.directives.reading.days import due_in, due_of_cell
from atvsld.directives.reading.numbering import marker_of
from atvsld.directives.reading.numbers import cited_in, figure_of
from atvsld.directives.reading.recurrence import recurrence_in


@pytest.mark.parametrize(("text", "names"), [
    ("Các huyện ủy, thành ủy, đảng ủy trực thuộc chỉ đạo", ("Các huyện ủy", "thành ủy", "đảng ủy trực thuộc")),
    ("Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương xây dựng",
     ("Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",)),
    ("các sở, ban, ngành, cơ quan, đơn vị tổ chức triển khai", ("các sở, ban, ngành", "cơ quan, đơn vị")),
    ("Sở Giáo dục và Đào tạo, Sở Văn hóa, Thể thao và Du lịch phối hợp",
     ("Sở Giáo dục và Đào tạo", "Sở Văn hóa, Thể thao và Du lịch")),
    ("UBND các phường: Yên Bái, Văn Phú tăng cường", ("UBND phường Yên Bái", "UBND phường Văn Phú")),
    ("các ngành liên quan, Công an, Viện Kiểm sát nhân dân trong công tác",
     ("các ngành liên quan", "Công an", "Viện Kiểm sát nhân dân")),
    ("Tăng cường quản lý", None), ("Tổ chức triển khai", None), ("Ban hành kế hoạch", None), ("Báo cáo kết quả", None),
    ("Phòng ngừa tai nạn", None), ("Hội nghị tổng kết", None), ("Đoàn kết nội bộ", None),
])  # fmt: skip
def test_a_list_of_bodies_ends_where_they_are_told_what_to_do(text, names):
    found = agencies_at(text)
    assert (found.names if found else None) == names


def test_a_cell_that_shares_a_word_gives_it_to_each():
    assert listed("Các Bộ: Xây dựng; Công Thương; Y tế") == ("Bộ Xây dựng", "Bộ Công Thương", "Bộ Y tế")
    assert only_agencies("Các Bộ: Xây dựng; Công Thương") == ("Bộ Xây dựng", "Bộ Công Thương")
    assert only_agencies("Sở Nội vụ chủ trì rà soát") == ()


@pytest.mark.parametrize(("text", "on"), [
    ("hoàn thành trước ngày 15/6/2026", "2026-06-15"), ("chậm nhất 30/11 hằng năm", "--11-30"),
    ("trong quý II/2026", "2026-06"), ("xây dựng kế hoạch trong tháng 12 năm 2024", "2024-12"),
    ("hoàn thành trong năm 2027", "2027"), ("Năm 2018: rà soát", "2018"),
    ("trước ngày 10 tháng 12 hằng năm", "--12-10"),
    ("theo Nghị quyết số 209/NQ-CP ngày 28/10/2024", None), ("giai đoạn 2021-2025", None),
    ("trước ngày 45/13/2026", None),
])  # fmt: skip
def test_days(text, on):
    found = due_in(text)
    assert (found.on if found else None) == on


def test_a_cell_is_about_time_alone():
    assert [due_of_cell(text).on for text in ("Năm 2025", "Quý IV/2026", "2025-2030", "Tháng 5/2026")] == [
        "2025", "2026-12", "2030", "2026-05",
    ]  # fmt: skip
    assert due_of_cell("Thường xuyên") is None


@pytest.mark.parametrize(("text", "kind"), [
    ("định kỳ 2 năm/lần", "every_2_years"), ("hằng năm", "yearly"), ("định kỳ 6 tháng, năm", "half_yearly"),
    ("hằng quý báo cáo", "quarterly"), ("trước ngày 18 hằng tháng", "monthly"), ("định kỳ và đột xuất", "periodic"),
    ("thường xuyên kiểm tra", "continuous"), ("khám sức khỏe định kỳ", None), ("giáo dục thường xuyên", None),
    ("coi đây là nhiệm vụ thường xuyên, lâu dài", None), ("trong 6 tháng đầu", None),
])  # fmt: skip
def test_recurrences(text, kind):
    found = recurrence_in(text)
    assert (found.kind if found else None) == kind


def test_numbers_of_documents():
    text = (
        "Chỉ thị số 31-CT/TW, Nghị quyết 209/NQ-CP, Luật số 84/2015/QH13, 3137/TTr-SNV, ngày 19/3/2024, "
        "1/2, QCVN 01:2019/BCT"
    )
    assert [found.number for found in cited_in(text)] == ["31-CT/TW", "209/NQ-CP", "84/2015/QH13", "3137/TTr-SNV"]


def test_figures_are_written_with_a_comma_before_parts_and_dots_between_thousands():
    assert [figure_of(text) for text in ("2.989,5", "5,5", "5.5", "2.000", "03", "1.234.567")] == [
        2989.5, 5.5, 5.5, 2000, 3, 1234567,
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "label"), [
    ("IV. NHIỆM VỤ", "roman", "IV"), ("II- CHỈ TIÊU", "roman", "II"), ("1. Sở Y tế", "number", "1"),
    ("4.1. Kiện toàn", "decimal", "4.1"),
    ("đ) Phối hợp", "letter", "đ"), ("• Rà soát", "dash", ""), ("Điều 2. Giao", "article", "Đ2"),
    ("(1) 100% cơ sở", "number", "1"),
    ("659/QĐ-TTg ngày", None, None), ("V/v triển khai", None, None), ("10/12 hằng năm", None, None),
])  # fmt: skip
def test_what_begins_a_paragraph(text, kind, label):
    found = marker_of(text)
    assert (found.kind if found else None, found.label if found else None) == (kind, label)


def test_letters_one_by_one_are_words():
    assert plain("K Ế   H O Ạ C H") == "KẾ HOẠCH"
    assert plain("Đ ẩ y  m ạ n h  t u y ê n  t r u y ề n về an toàn") == "Đẩy mạnh tuyên truyền về an toàn"
    assert plain("a b c") == "a b c"


@pytest.mark.parametrize(("text", "comparator", "value", "unit"), [
    (
        ("Phần đầu giảm tai nạn lao động, nhất là tai nạn nghiêm trọng, tỉ lệ tai nạn chết người giảm ít "
        "nhất 4%/năm"), "decrease_at_least", 4, "%"),
    ("Số cơ sở được quan trắc tăng ít nhất 5,5%/năm trở lên", "increase_at_least", 5.5, "%"),
    ("Số vụ giảm 5% so với năm 2024", "decrease_by", 5, "%"), ("Trên 90% cơ sở lập hồ sơ", ">", 90, "%"),
    ("Tỷ lệ người được khám đạt 80% trở lên", ">=", 80, "%"), ("100% vụ được điều tra", "=", 100, "%"),
    ("Thời gian xử lý không quá 03 ngày làm việc", "<=", 3, "ngày làm việc"), ("Tỷ lệ vi phạm dưới 10%", "<", 10, "%"),
    ("Tần suất giãm ít nhất 4%", "decrease_at_least", 4, "%"),
])  # fmt: skip
def test_targets(text, comparator, value, unit):
    (found,) = read(Source.of_text(f"KẾ HOẠCH\nThực hiện\n\nII. MỤC TIÊU CỤ THỂ\n- {text}.")).targets
    assert (found.comparator, found.value, found.unit) == (comparator, value, unit)


def test_results_are_no_targets_and_effects_no_tasks():
    found = read(Source.of_text(
            "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n- Tần suất tai nạn giảm 5%/năm; "
            "90% cơ sở báo cáo.\n"
        "II. NHIỆM VỤ\n1. Rà soát danh sách cơ sở có nguy cơ cao.\n"
        "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký."
    ))  # fmt: skip
    assert found.targets == () and [task.text for task in found.tasks] == ["Rà soát danh sách cơ sở có nguy cơ cao."]


def test_what_was_left_for_the_pen_is_a_warning_and_nothing_is_invented():
    found = read(
        Source.of_text(
            "Số: /KH-UBND\nThái Nguyên, ngày tháng 11 năm 2025\n\nKẾ HOẠCH\nTriển khai công tác\n\nI. NHIỆM "
            "VỤ\n- Rà soát cơ sở."
        )
    )
    assert (found.number, found.issued_on, found.issued_month) == (None, None, "2025-11")
    assert {"head.number", "head.issued_on"} <= {warning.code for warning in found.warnings}
    empty = read(Source.of_text(""))
    assert empty.tasks == empty.targets == () and empty.doc_type is None


@pytest.mark.parametrize("text", [
    "an toan lao dong va\n" * 5_000, "Sở Nội vụ, " * 9_000, " " * 100_000, "(" + "a " * 50_000, "KẾ HOẠCH\n" * 11_000,
    "II. NHIỆM VỤ\n" + "- phối hợp với " * 6_000, "31-CT/TW " * 11_000, "|\n" * 50_000, "\f" * 100_000, "1. " * 33_000,
    "II. MỤC TIÊU\n- " + "tăng 5%, " * 11_000, "ngày " * 20_000, "*" * 100_000,
])  # fmt: skip
def test_a_text_without_end_takes_no_time_without_end(text):
    """As many characters as a long plan has, of a kind that no plan has: work grows with them, not faster."""
    started = time.process_time()
    read(Source.of_text(text))
    assert time.process_time() - started < 4
