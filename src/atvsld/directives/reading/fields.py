"""Lines that tell of a task nothing but who, with whom, until when and with what result: "Cơ quan chủ trì: …"."""

from __future__ import annotations

import re

FIELD = re.compile(
    r"(?:^|(?<=[;.,(])\s*|^[-+*]\s*)(?P<name>(?:(?:Các\s+)?(?:Cơ quan|Đơn vị|Phòng|Bộ phận|Cấp)\s+)?"
    r"(?:chủ trì|đầu mối|phối hợp|thực hiện)(?:\s+(?:thực hiện|tham mưu|chính|tổ chức|soạn thảo))?"
    r"|(?:Thời gian|Thời hạn|Tiến độ|Lộ trình|Thời điểm)"
    r"(?:\s+(?:thực hiện|hoàn thành|báo cáo|trình|triển khai|ban hành|tổ chức|dự kiến))?"
    r"|Hoàn thành|Sản phẩm(?:\s+(?:dự kiến|đầu ra|hoàn thành))?|Kết quả(?:\s+(?:dự kiến|đầu ra|đạt được))?|Đầu ra"
    r"|Lãnh đạo (?:phụ trách|chỉ đạo)|Nguồn lực|Kinh phí)\s*:\s*",
    re.IGNORECASE,
)


def is_fields(text: str) -> bool:
    """Whether a paragraph is such a line."""
    found = FIELD.match(text)
    return found is not None and len(found["name"]) < 40
