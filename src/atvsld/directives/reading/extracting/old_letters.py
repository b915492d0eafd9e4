"""Vietnamese texts of before Unicode: the code pages TCVN3 (ABC) and windows-1258."""

from __future__ import annotations

import re
import unicodedata

# TCVN 5712:1993, set VN3, from 0xA1; a dot where the standard has no letter of Vietnamese.
_FROM_A1 = (
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ."
)  # fmt: skip
TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_FROM_A1) if letter != "."}

# Words that no administrative text does without, all with letters beyond ASCII.
COMMON = frozenset(
    "và của các được những về người để cho với ngày tháng năm thực hiện công việc cơ quan quản lý nhà nước động đồng "
    "số tổ chức hội đảm bảo định phòng ủy bộ sở tỉnh huyện xã chỉ thị nghị quyết kế hoạch báo cáo vệ lao toàn quốc độ "
    "đến trên này phải khác có là một không theo tại đơn vị thời kỳ tiếp tục hướng dẫn kiểm tra".split()
)  # fmt: skip
MARKED = frozenset(word for word in COMMON if not word.isascii())
# How many words with marks must be common ones before a code page is believed.
LEAST_WORDS, LEAST_SHARE = 5, 0.25
WORD = re.compile(r"[^\W\d_]+")


def decoded_from_old(data: bytes) -> str | None:
    """The text, composed, when exactly one of the two code pages makes words of it; None otherwise."""
    if b"\0" in data:
        return None
    tried = (_windows_1258(data), _tcvn3(data))
    good = [text for text in tried if text is not None and _reads_as_vietnamese(text)]
    return good[0] if len(good) == 1 else None


def _windows_1258(data: bytes) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _tcvn3(data: bytes) -> str | None:
    # Quotation marks and dashes of such texts are those of windows-1252.
    table = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(256)} | TCVN3
    text = "".join(table[byte] for byte in data)
    return None if "\ufffd" in text else text


def _reads_as_vietnamese(text: str) -> bool:
    words = [word for word in WORD.findall(text[:200_000].lower()) if not word.isascii()]
    known = sum(word in MARKED for word in words)
    return known >= LEAST_WORDS and known >= LEAST_SHARE * len(words)
