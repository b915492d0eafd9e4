"""How often something is to be done, in the words of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Words that only look like a recurrence: names of things, and of how a task is regarded.
_NAMES = re.compile(
    r"khám sức khỏe định kỳ|khám sức khoẻ định kỳ|kiểm định(?: kỹ thuật)? định kỳ|năm/lần học|h[ằà]ng năm,\s*5 năm"
    r"|5 năm,\s*h[ằà]ng năm|nhiệm vụ(?: chính trị)?(?: quan trọng)?,?\s*thường xuyên,?\s*(?:,|"
    r"và)?\s*(?:liên tục|lâu dài)|giáo dục thường xuyên"
    r"|thường xuyên,?\s+lâu dài|không thường xuyên|chi thường xuyên|(?:kinh phí|ngân sách|vốn)[^.;,]{0,30}thường xuyên"
    r"|[Tt]hường xuyên \d|chưa thường xuyên|kiểm toán[^.;,]{0,20}định kỳ",
    re.IGNORECASE,
)
# The first that is found counts; what names an interval comes before what names none.
_KINDS = (
    ("every_2_years", r"(?:0?2|hai) năm\s*(?:/|một|1)\s*(?:01\s*)?lần|hai năm một lần|(?:0?2|hai) năm/lần"),
    ("monthly", r"(?:định kỳ\s+)?h[ằà]ng tháng|mỗi tháng|(?:0?1|một) tháng/lần|định kỳ tháng"),
    ("quarterly",
        (r"(?:định kỳ\s+)?h[ằà]ng qu[ýí]|mỗi qu[ýí]|0?3 tháng/lần|định kỳ (?:0?3 tháng|qu[ýí])|tháng "
        r"(?:cuối|đầu) (?:mỗi )?qu[ýí]")),
    ("half_yearly",
        (r"(?:định kỳ\s+)?(?:0?6|sáu) tháng(?:\s*(?:/|một|1)\s*lần)?(?:\s*(?:,|và|/|đầu năm)\s*(?:đầu "
        r"năm\s*(?:,|và)\s*)?(?:h[ằà]ng\s+|cả\s+)?năm)?")),
    ("yearly",
        (r"(?:định kỳ\s+)?(?:h[ằà]ng năm|mỗi năm(?: một lần| 01 lần)?|thường niên|năm một lần|0?1 năm/lần|"
        r"0?1 lần/năm)")),
    ("periodic", r"định kỳ(?:\s*(?:và|hoặc|,)\s*đột xuất)?"),
    ("continuous", r"thường xuyên(?:(?:\s*,\s*|\s+và\s+|\s*-\s*)(?:đột xuất|liên tục))?|liên tục"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)) for kind, pattern in _KINDS)
# "sáu tháng" without a word that makes it regular is a length of time.
_REGULAR = re.compile(r"định kỳ|lần|báo cáo|sơ kết|h[ằà]ng|,\s*năm|và năm|cả năm|/năm", re.IGNORECASE)


@dataclass(frozen=True)
class Recurrence:
    kind: str
    raw: str


def recurrence_in(text: str, *, is_cell: bool = False) -> Recurrence | None:
    """The recurrence that a text names; the one with an interval before the one without."""
    bare = _NAMES.sub(lambda found: "·" * len(found.group()), text)
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(bare):
            if kind == "half_yearly" and not is_cell and not _is_regular(bare, found):
                continue
            return Recurrence(kind, text[found.start() : found.end()])
    if is_cell and re.search(r"(?:0?2|hai) năm\s*/\s*lần", bare):
        return Recurrence("every_2_years", bare)
    return None


def _is_regular(text: str, found: re.Match[str]) -> bool:
    return bool(_REGULAR.search(found.group()) or _REGULAR.search(text[max(0, found.start() - 25) : found.start()]))
