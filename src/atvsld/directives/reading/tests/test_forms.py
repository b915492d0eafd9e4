"""Forms that documents take on web sites: numbers on lines of their own, bold over lines, heads broken in the middle of
a name, fields after several tasks, tables whose left cells are merged."""

from __future__ import annotations

import pytest

from atvsld.directives.reading import Source, read
from atvsld.directives.reading.source import Cell, Table

HEAD = """Số: 12/KH-UBND
Hà Nội, ngày 05 tháng 02 năm 2026
KẾ HOẠCH
Bảo đảm an toàn lao động năm 2026
"""


def reading(text: str):
    return read(Source.of_text(HEAD + text))


def test_a_number_alone_on_its_line_numbers_the_next():
    found = reading("""
**IV. NỘI
DUNG THỰC HIỆN**

**1.
Công tác vệ sinh môi trường**

*a) Thu gom rác thải*

- Tổ chức thu gom, vận chuyển và xử lý triệt để rác thải sau lũ.

- Thống kê số lượng gia súc, gia cầm chết; tiêu hủy theo quy định.

**2.
Công tác xử lý nước sinh hoạt**

- Lấy mẫu xét nghiệm nhanh các nguồn nước giếng, bể chứa.
""")
    assert [task.section for task in found.tasks] == ["IV.1.a", "IV.1.a", "IV.2"]


def test_a_heading_in_bold_over_two_lines_is_one():
    found = reading("""
IV. TỔ CHỨC THỰC HIỆN

**2. Các cơ quan trực thuộc Bộ
Văn hóa, Thể thao và Du lịch**

Chủ trì, phối hợp với Ủy ban nhân dân các tỉnh ưu tiên bố trí nguồn lực thực hiện quy hoạch.
""")
    [task] = found.tasks
    assert task.text.startswith("Chủ trì, phối hợp") and task.section == "IV.2"


def test_fields_beside_the_tasks_are_of_all_of_them():
    found = reading("""
**II. NHIỆM VỤ**

**1. Về dữ liệu**

a) Nhiệm vụ:

- Triển khai rà soát, hoàn thiện, chuẩn hóa cơ sở dữ liệu của đơn vị.

- Phối hợp triển khai số hóa theo hướng dẫn của bộ, ngành chuyên môn.

b) Cơ quan thực hiện:

- Đơn vị chủ trì: Sở Khoa học và Công nghệ.

- Đơn vị phối hợp: Công an thành phố.

c) Thời gian thực hiện: Hoàn thành trong năm 2026.

**2. Về đào tạo**

a) Nhiệm vụ: Xây dựng, tổ chức triển khai chương trình đào tạo kỹ năng số.

b) Cơ quan thực hiện: Sở Nội vụ.

c) Thời gian thực hiện: Thực hiện thường xuyên .
""")
    assert [task.lead for task in found.tasks] == [("Sở Khoa học và Công nghệ",)] * 2 + [("Sở Nội vụ",)]
    assert [task.deadline for task in found.tasks] == ["2026", "2026", None]
    assert found.tasks[2].recurrence == "continuous"


@pytest.mark.parametrize("head", [
    "**CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\n",
    "ĐẢNG CỘNG SẢN\nVIỆT NAM\n", "",
])  # fmt: skip
def test_the_name_of_the_state_is_no_body_however_it_is_broken(head):
    text = f"""|
**BỘ VĂN HÓA, THỂ
THAO VÀ DU LỊCH**
-------
|
{head}Độc lập - Tự do - Hạnh phúc
|
Số: 4385/QĐ-BVHTTDL
|
*Hà Nội, ngày 19
tháng 11 năm 2025 *
|

**KẾ HOẠCH**
Bảo đảm an toàn lao động năm 2026

Bộ Văn hóa, Thể thao và Du lịch giao các đơn vị.
"""
    found = read(Source.of_text(text))
    assert (found.issuing_body, found.issued_on) == ("Bộ Văn hóa, Thể thao và Du lịch", "2025-11-19")


def test_what_is_listed_behind_phan_dau_is_to_be_reached():
    found = reading(
        """
II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
a) Chủ trì, phối hợp với các sở nâng cao chất lượng dân số, cụ thể: Phấn đấu tổng tỷ suất sinh đạt 2,1 con/phụ nữ; """
        """tỷ số giới tính khi sinh dưới 109 bé trai; giảm 50% số cặp tảo hôn; 70% phụ nữ mang thai được """
        """tầm soát. Kiểm tra 20 cơ sở mỗi năm.
"""
    )
    assert [(target.comparator, target.value) for target in found.targets] == [
        ("=", 2.1), ("<", 109), ("decrease_by", 50), ("=", 70),
    ]  # fmt: skip


def test_the_words_before_a_figure_are_its_own():
    found = reading("""
I. MỤC TIÊU
- Nồng độ bụi trung bình năm vào năm 2030 đạt dưới 40 µg/m3.
- Tỷ lệ cơ sở báo cáo năm 2026 đạt ít nhất 60%.
""")
    assert [(t.comparator, t.value, t.unit) for t in found.targets] == [("<", 40, "µg/m3"), (">=", 60, "%")]


def test_paragraphs_below_an_item_are_of_whom_it_names():
    found = reading("""
IV. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ cụ thể hóa hướng dẫn này phù hợp với thực tiễn của địa phương.

Bố trí kinh phí, trang bị phương tiện phục vụ công tác biên soạn tài liệu.
""")
    assert [task.lead for task in found.tasks] == [("Sở Nội vụ",)] * 2


COLUMNS = ("STT", "Cơ quan chủ trì", "Thuộc nhóm nhiệm vụ", "Nội dung nhiệm vụ", "Thời hạn hoàn thành")
FIRST = ("1", "Bộ Nội vụ", "Hoàn thiện chính sách", "Hoàn thiện nghị định về điều tra tai nạn lao động", "Năm 2026")
SECOND = ("Xây dựng quy chế phối hợp liên ngành về an toàn lao động", "Năm 2027")


def test_rows_without_the_cells_merged_above_take_them_from_there():
    bars = "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in (COLUMNS, FIRST, SECOND))
    for found in (reading(f"\nPHỤ LỤC\n{bars}\n"), read(_table_of_word())):
        assert [(t.lead, t.deadline, t.section) for t in found.tasks[-2:]] == [
            (("Bộ Nội vụ",), "2026", "PL.1"), (("Bộ Nội vụ",), "2027", "PL.1"),
        ]  # fmt: skip


def _table_of_word() -> Source:
    """The same with the first three cells of the first row merged over two rows, as the file itself says."""
    lines = [*HEAD.split("\n"), "PHỤ LỤC"]
    rows = []
    for row in (COLUMNS, FIRST, SECOND):
        cells = []
        for at, text in enumerate(row):
            lines.append("\t" + text)
            cells.append(Cell(text, len(lines), len(lines), row_span=2 if row is FIRST and at < 3 else 1))
        lines.append("")
        rows.append(tuple(cells))
    return Source(tuple(lines), (Table(tuple(rows)),))
