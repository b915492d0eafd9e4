"""The lines on which the head stands: found by what was read, and silent where it stands in no one piece."""

from __future__ import annotations

import pytest

from atvsld.directives.documents.head_places import HeadPlace, head_places
from atvsld.directives.reading import read
from atvsld.directives.reading.extracting import extract

LETTER = """ỦY BAN NHÂN DÂN
TỈNH THÁI NGUYÊN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/KH-UBND
Thái Nguyên, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Bảo đảm an toàn, vệ sinh lao động
trên địa bàn tỉnh năm 2026

1. Sở Nội vụ chủ trì tổ chức huấn luyện trước ngày 30/6/2026.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""


def test_each_part_of_the_head_is_found_on_its_lines():
    source = extract(LETTER.encode(), "a.txt")
    found = {place.field: (place.first, place.last) for place in head_places(read(source).as_json(), source.lines)}
    assert found == {"issuing_body": (1, 2), "number": (4, 4), "issued_on": (5, 5), "title": (8, 9), "signer": (15, 15)}


@pytest.mark.parametrize("silent", ["number", "issued_on", "issuing_body", "title", "signer"])
def test_what_was_not_read_is_not_marked(silent):
    source = extract(LETTER.encode(), "a.txt")
    reading = read(source).as_json() | {silent: None}
    if silent == "issued_on":
        reading["issued_month"] = None
    assert silent not in {place.field for place in head_places(reading, source.lines)}


def test_a_corrected_title_is_looked_for_as_it_was_corrected():
    source = extract(LETTER.encode(), "a.txt")
    reading = read(source).as_json() | {"title": "Kế hoạch bảo đảm an toàn, vệ sinh lao động"}
    assert HeadPlace("title", 7, 8) in head_places(reading, source.lines)
    nowhere = reading | {"title": "Không có ở đâu"}
    assert not [place for place in head_places(nowhere, source.lines) if place.field == "title"]
