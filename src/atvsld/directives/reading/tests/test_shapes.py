"""The same document in other shapes is read the same, but for the lines: lines broken and joined, empty lines after
each, page breaks within sentences, other bullets."""

from __future__ import annotations

import textwrap
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from atvsld.directives.reading import Source, read

AGENCIES = (
    "Sở Nội vụ", "Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Ban Quản lý các khu công nghiệp tỉnh",
    "UBND các xã, phường", "Liên đoàn Lao động tỉnh", "Sở Nông nghiệp và Môi trường",
)  # fmt: skip
PARTNERS = ("các sở, ban, ngành liên quan", "Sở Tài chính và các đơn vị có liên quan", "các địa phương")
WORK = (
    "tăng cường kiểm tra việc chấp hành quy định về an toàn, vệ sinh lao động tại các cơ sở sản xuất, kinh doanh",
    "tổ chức tập huấn cho người làm công tác an toàn, vệ sinh lao động, nhất là ở khu vực không có quan hệ lao động",
    "rà soát, cập nhật danh sách cơ sở có yếu tố nguy hiểm, có hại; công khai trên cổng thông tin điện tử của tỉnh",
    "hướng dẫn doanh nghiệp tự kiểm tra, đánh giá nguy cơ rủi ro và khắc phục ngay những thiếu sót đã phát hiện",
)
TIMES = (
    "",
    ", hoàn thành trước ngày 30/6/2027",
    " hằng năm",
    ", trong quý III/2026",
    "; định kỳ 6 tháng báo cáo UBND tỉnh",
)
TARGETS = (
    "Tỷ lệ tai nạn lao động chết người giảm ít nhất 4%/năm",
    "Trên 90% cơ sở có nguy cơ cao được thanh tra, kiểm tra mỗi năm",
    "Số người lao động được khám bệnh nghề nghiệp tăng 5%/năm",
)


@st.composite
def documents(draw: st.DrawFn) -> list[str]:
    """The paragraphs of a plan, in the form of Decree 30/2020/NĐ-CP."""
    names = draw(st.lists(st.sampled_from(AGENCIES), min_size=2, max_size=5, unique=True))
    lines = [
        "ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI", f"Số: {draw(st.integers(1, 999))}/KH-UBND",
        "Lào Cai, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH", "Thực hiện Chỉ thị số 31-CT/TW về an toàn, vệ sinh lao động",
        "Thực hiện Chỉ thị số 31-CT/TW ngày 19/3/2024 của Ban Bí thư, UBND tỉnh ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
    ]  # fmt: skip
    lines += [f"- {text}." for text in draw(st.lists(st.sampled_from(TARGETS), min_size=1, unique=True))]
    lines.append("II. TỔ CHỨC THỰC HIỆN")
    for number, name in enumerate(names, 1):
        lines.append(f"{number}. {name}")
        for work in draw(st.lists(st.sampled_from(WORK), min_size=1, max_size=3, unique=True)):
            partner = draw(st.sampled_from(("", *PARTNERS)))
            head = f"Chủ trì, phối hợp với {partner} " if partner else ""
            text = (head + work)[:1].upper() + (head + work)[1:]
            lines.append(f"- {text}{draw(st.sampled_from(TIMES))}.")
    return [
        *lines,
        "Nơi nhận:",
        "- Bộ Nội vụ (b/c);",
        "- Lưu: VT, NC.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Minh",
    ]


def told(text: str) -> dict[str, Any]:
    found = read(Source.of_text(text)).as_json()
    for kind in ("targets", "tasks", "reporting", "warnings"):
        for item in found[kind]:
            del item["lines"]
    return found


def broken(lines: list[str], width: int, between: str) -> str:
    """Each paragraph over lines of this width; `between` stands behind each line or behind each paragraph."""
    parts = [textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in lines]
    if between == "lines":
        return "\n\n".join(part for whole in parts for part in whole)
    return ("\n\n" if between == "paragraphs" else "\n").join("\n".join(whole) for whole in parts)


@settings(max_examples=60, deadline=None)
@given(documents(), st.integers(70, 110), st.sampled_from(["lines", "paragraphs", "nothing"]))
def test_lines_may_be_broken_and_joined(lines: list[str], width: int, between: str) -> None:
    whole = told("\n".join(lines))
    assert whole["tasks"] and whole["targets"] and whole["number"]
    assert told(broken(lines, width, between)) == whole


@settings(max_examples=60, deadline=None)
@given(documents(), st.data())
def test_a_page_may_end_within_a_sentence(lines: list[str], data: st.DataObject) -> None:
    paged, page = [], 1
    for line in lines:
        words = line.split(" ")
        if len(words) > 16 and data.draw(st.booleans()):
            cut, page = data.draw(st.integers(6, len(words) - 4)), page + 1
            paged += [" ".join(words[:cut]), "", str(page), "\f" + " ".join(words[cut:])]
        else:
            paged.append(line)
    assert told("\n".join(paged)) == told("\n".join(lines))


@settings(max_examples=30, deadline=None)
@given(documents(), st.sampled_from("•–*+−"))
def test_bullets_may_be_others(lines: list[str], bullet: str) -> None:
    other = [f"{bullet}{line[1:]}" if line.startswith("- ") else line for line in lines]
    assert told("\n".join(other)) == told("\n".join(lines))


@settings(max_examples=30, deadline=None)
@given(documents(), st.lists(st.integers(0, 30), max_size=8), st.sampled_from(["", "   ", "\u200b", "**"]))
def test_empty_lines_and_marks_say_nothing(lines: list[str], at: list[int], mark: str) -> None:
    other = list(lines)
    for place in sorted(at, reverse=True):
        other.insert(min(place, len(other)), "")
    bold = [f"{mark}{line}{mark}" if mark and line.isupper() else line for line in other]
    assert told("\n".join(bold)) == told("\n".join(lines))
