"""When something is due, as far as a text says it: a day, a month, a quarter, a year, a day of every year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

_D = r"(\d{1,2})"
_DAY = rf"(?:ngày\s+)?{_D}\s?[/.\-]\s?{_D}(?:\s?[/.\-]\s?(\d{{4}}))?"
_DAY_WORDS = rf"(?:ngày\s+)?{_D}\s+tháng\s+{_D}(?:\s*,?\s*năm\s+(\d{{4}}))?"
_QUARTER = r"[Qq]u[ýí]\s+(IV|III|II|I|[1-4])(?:\s*(?:/|[-–,]|năm|của năm)\s*(?:năm\s+)?(\d{4}))?"
_MONTH = r"[Tt]háng\s+(\d{1,2})\s*(?:/|[-–,]|năm|\s)\s*(?:năm\s+)?(\d{4})"
_YEAR = r"[Nn]ăm\s+(\d{4})"
_DUE = (
    r"(?:trước|chậm nhất|muộn nhất|hạn cuối|thời hạn|hoàn thành|hoàn tất|hết hạn|không quá|xong|kết "
    r"thúc|vào|đến|tới|gửi|hết"
    r"|báo cáo|trong|về)"
)
_BETWEEN = (
    r"(?:\s+(?:là|đến|hết|vào|trước|trong|ngày|hằng năm|hàng năm|cuối|xong|chậm nhất|tối đa|thời gian|"
    r"thời hạn|:|\())*\s*\(?"
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# A date that tells of a document or of a meeting is not a due date.
_OF_DOCUMENT = re.compile(r"(?:số|ký|ban hành|họp|QĐ|NQ|CT|KH|TW|TU|UBND|CP|TTg)[^.;]{0,25}$")

_FULL = re.compile(rf"{_DUE}{_BETWEEN}(?:{_DAY}|{_DAY_WORDS})", re.IGNORECASE)
_IN_QUARTER = re.compile(rf"(?:{_DUE}{_BETWEEN}|\()(?:cuối\s+)?{_QUARTER}", re.IGNORECASE)
_IN_MONTH = re.compile(rf"(?:{_DUE}{_BETWEEN}|\()(?:cuối\s+)?{_MONTH}", re.IGNORECASE)
_IN_YEAR = re.compile(
        r"(?:(?:hoàn thành|xong|hoàn tất)(?:\s+(?:trước|trong|vào|hết|đến))*|trong|chậm nhất(?:\s+(?:là|"
        r"đến|trong))*|trước)\s+"
    r"(?:cuối\s+)?năm\s+(\d{4})", re.IGNORECASE,
)  # fmt: skip
_BY_YEAR = re.compile(
    r"(?:chậm nhất\s+)?đến\s+(?:hết\s+)?(?:cuối\s+)?năm\s+(\d{4}),?\s+(?:phải\s+)?hoàn (?:thành|thiện)", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"^(?:Trong\s+)?[Nn]ăm\s+(\d{4})\s*[:,]")
_YEAR_LAST = re.compile(r"(?:vào|đến|trong|trước|hết)(?:\s+(?:hết|cuối))?\s+năm\s+(\d{4})\s*(?:[.;]|$)")
_CELL_DAY = re.compile(rf"{_DAY}|{_DAY_WORDS}", re.IGNORECASE)
_SPAN = re.compile(r"(?:giai đoạn\s+)?(\d{4})\s*[-–]\s*(\d{4})")
_BARE_YEAR = re.compile(r"(?<![\d/])(20\d{2})(?![\d/])")
_EVERY_YEAR = re.compile(r"h[ằà]ng năm|mỗi năm|năm/lần|các năm", re.IGNORECASE)


@dataclass(frozen=True)
class Due:
    """A due date: ISO as far as it is known, and the words that say it."""

    on: str
    raw: str


def due_in(text: str) -> Due | None:
    """The due date that a sentence of running text names with a word of limit; None where it names none."""
    for pattern, read in ((_FULL, _day), (_IN_QUARTER, _quarter), (_IN_MONTH, _month)):
        for found in pattern.finditer(text):
            if _OF_DOCUMENT.search(text[: found.start()][-30:]) and pattern is _FULL and not _is_limit(found.group()):
                continue
            on = read(found.groups())
            if on and (pattern is not _FULL or _is_limit(found.group()) or "hoàn thành" in found.group().lower()):
                return Due(on, found.group().strip(" ("))
    if first := _YEAR_FIRST.match(text):
        return Due(first.group(1), first.group())
    if re.match(r"(?:Phấn đấu )?[Hh]oàn (?:thành|thiện)", text) and (end := _YEAR_LAST.search(text)):
        return Due(end.group(1), end.group())
    for pattern in (_IN_YEAR, _BY_YEAR):
        year = pattern.search(text)
        if year and not re.match(r"\s*[-–]\s*\d{4}", text[year.end() :]):
            return Due(year.group(1), year.group())
    return None


def due_of_cell(text: str) -> Due | None:
    """The due date of a cell or a line that is about nothing else."""
    if found := _CELL_DAY.search(text):
        on = _day(found.groups())
        if on:
            return Due(on, text.strip())
    for pattern, read in ((re.compile(_QUARTER), _quarter), (re.compile(_MONTH), _month)):
        if found := pattern.search(text):
            on = read(found.groups())
            if on:
                return Due(on, text.strip())
    if found := _SPAN.search(text):
        return Due(found.group(2), text.strip())
    if found := _BARE_YEAR.search(text):
        return Due(found.group(1), text.strip())
    return None


def _is_limit(words: str) -> bool:
    return bool(
        re.match(
            r"(?:trước|chậm nhất|muộn nhất|hạn|thời hạn|hết hạn|xong|không quá|đến|kết thúc|hoàn)", words, re.IGNORECASE
        )
    )


def _day(groups: tuple[str | None, ...]) -> str:
    day, month, year = groups[:3] if groups[0] else groups[3:6]
    if not day or not month or not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    if year is None:
        return f"--{int(month):02}-{int(day):02}"
    if int(day) > monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _quarter(groups: tuple[str | None, ...]) -> str:
    quarter, year = groups[0], groups[1]
    if not quarter or not year:
        return ""
    return f"{year}-{_QUARTERS[quarter.upper()] * 3:02}"


def _month(groups: tuple[str | None, ...]) -> str:
    month, year = groups[0], groups[1]
    if not month or not year or not 1 <= int(month) <= 12:
        return ""
    return f"{year}-{int(month):02}"
