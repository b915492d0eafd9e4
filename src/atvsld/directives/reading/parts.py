"""A file taken apart: the document, what is attached to it, its annexes; of each the head, the body and the close."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cleaning import Line
from .numbering import marker_of
from .words import is_ended, is_upper

# Kinds of documents by the words on the line of their own (Decree 30/2020/NĐ-CP, Điều 7; Regulation 66-QĐ/TW).
TYPES = (
    "Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo", "Hướng dẫn", "Chương trình",
    "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Tờ trình", "Công điện", "Kết luận", "Chiến lược", "Đề cương",
    "Nghị định", "Thông tư", "Luật", "Pháp lệnh", "Lệnh", "Công văn", "Thông tri", "Quy trình",
)  # fmt: skip
_TYPE = re.compile(
    rf"^({'|'.join(t.upper() for t in TYPES)})(\s+(?:HÀNH ĐỘNG|PHỐI HỢP|LIÊN TỊCH|CÔNG TÁC|KẾT LUẬN|"
    rf"TỔNG THỂ|CHI TIẾT|CÁ BIỆT))?\s*:?$"
)
_TYPE_AND_MORE = re.compile(rf"^({'|'.join(t.upper() for t in TYPES)})\s+\S")
_ANNEX = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ\s+)?(?:[IVX]{1,5}|\d{1,2}[A-Za-z]?))?\s*[:.]?$|^PHỤ LỤC\b.{0,80}$"
)
_ATTACHED = re.compile(r"^\(?\s*(?:(?:Ban hành )?[Kk]èm theo|BAN HÀNH KÈM THEO|KÈM THEO)\b")
RECIPIENTS = re.compile(r"^(?:Nơi nhận|NƠI NHẬN|Nơi gửi)\s*[:.]?", re.IGNORECASE)
SIGNED_FOR = re.compile(
    r"^(?:TM|T/M|T\.M|KT|K/T|K\.T|TL|T/L|TUQ|Q)\s?[./]\s*\S|^(?:TM|KT|TL|T/M|K/T|T/L)\s+[A-ZĐ]{2}", re.IGNORECASE
)
_OFFICES = (
    "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "BÍ THƯ", "PHÓ BÍ THƯ",
    "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "TỔNG GIÁM ĐỐC", "CỤC TRƯỞNG", "VỤ TRƯỞNG",
    "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TRƯỞNG PHÒNG", "CHÁNH THANH TRA", "BỘ TRƯỞNG, CHỦ NHIỆM", "TỔNG BÍ THƯ",
    "HIỆU TRƯỞNG", "VIỆN TRƯỞNG", "CHÁNH ÁN", "TỔNG CỤC TRƯỞNG", "CHỈ HUY TRƯỞNG", "THỐNG ĐỐC", "TỔNG THANH TRA",
    "THƯỜNG TRỰC", "PHÓ BÍ THƯ THƯỜNG TRỰC", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "PHÓ TỔNG GIÁM ĐỐC", "CHỦ NHIỆM",
    "PHÓ CHỦ NHIỆM", "PHÓ HIỆU TRƯỞNG",
    "ỦY VIÊN", "TRƯỞNG ĐOÀN", "BÍ THƯ THÀNH ỦY", "BÍ THƯ TỈNH ỦY", "PHÓ THỐNG ĐỐC", "PHÓ CỤC TRƯỞNG", "CHI CỤC TRƯỞNG",
)  # fmt: skip
OFFICE = re.compile(rf"^(?:{'|'.join(sorted(_OFFICES, key=len, reverse=True))})\b")


@dataclass(frozen=True)
class Part:
    """`kind` is main, attached or annex; `head` the lines up to and with its name, `close` recipients and signature."""

    kind: str
    doc_type: str
    head: tuple[Line, ...]
    name: tuple[Line, ...]
    body: tuple[Line, ...]
    close: tuple[Line, ...]


def type_of(text: str) -> str:
    """The kind of document that a line on its own names, "" where it names none."""
    found = _TYPE.match(text.strip().strip("*"))
    if not found:
        return ""
    kind = next(t for t in TYPES if t.upper() == found.group(1))
    return kind + (f" {found.group(2).strip().lower()}" if found.group(2) and "HÀNH ĐỘNG" in found.group(2) else "")


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """The first is the main document, whatever stands at its head."""
    starts = _starts(lines)
    parts = []
    for number, (kind, start, at, doc_type) in enumerate(starts):
        end = starts[number + 1][1] if number + 1 < len(starts) else len(lines)
        parts.append(_part(kind, doc_type, lines[start:end], at - start))
    return parts


def _starts(lines: Sequence[Line]) -> list[tuple[str, int, int, str]]:
    """(kind, first line, line of the type or -1 of none, type) of each part."""
    main = _main_type(lines)
    found = [("main", 0, main[0], main[1])] if main else [("main", 0, -1, "")]
    closed = False
    for at in range(found[0][2] + 1, len(lines)):
        text = lines[at].text
        closed = closed or bool(RECIPIENTS.match(text)) or bool(SIGNED_FOR.match(text) and is_upper(text))
        if _ANNEX.match(text) and (is_upper(text) or closed) and not marker_of(text):
            found.append(("annex", at, at, "Phụ lục"))
            closed = False
        elif (
            at - found[-1][2] > 3
            and (closed or _says_attached(lines, at))
            and (kind := type_of(text) or _begun_type(text))
        ):
            found.append(("attached", at, at, kind))
            closed = False
    return found


def _begun_type(text: str) -> str:
    found = _TYPE_AND_MORE.match(text) if is_upper(text) else None
    return next(t for t in TYPES if t.upper() == found.group(1)) if found else ""


def _main_type(lines: Sequence[Line]) -> tuple[int, str] | None:
    """The line that names the kind of the document: within the first forty, before any numbered heading."""
    for at, line in enumerate(lines[:40]):
        if kind := type_of(line.text):
            return at, kind
        if (kind := _begun_type(line.text)) and len(line.text) < 200:
            return at, kind
        if (marker := marker_of(line.text)) and marker.kind in ("roman", "number", "article") and at > 6:
            return None
    return None


def _says_attached(lines: Sequence[Line], at: int) -> bool:
    return any(_ATTACHED.match(line.text) for line in lines[at + 1 : at + 10])


def _part(kind: str, doc_type: str, lines: Sequence[Line], at: int) -> Part:
    begin = _name_end(lines, at) if at >= 0 else _letter_begins(lines)
    close = _close_start(lines, begin)
    named = at if at >= 0 else begin
    return Part(
        kind, doc_type, tuple(lines[:named]), tuple(lines[named:begin]), tuple(lines[begin:close]), tuple(lines[close:])
    )


_TO = re.compile(r"^Kính gửi\s*:?\s*")


def _letter_begins(lines: Sequence[Line]) -> int:
    """The first line of a letter behind those to whom it goes; 0 where nothing says that it is one."""
    at = next((at for at, line in enumerate(lines[:40]) if _TO.match(line.text)), -1)
    if at < 0:
        return 0
    here = at + 1
    has_names = bool(_TO.sub("", lines[at].text))
    while here < len(lines) and here - at < 40:
        text, before = lines[here].text, lines[here - 1].text
        is_bullet = text[:1] in "-–+•*"
        if (not is_bullet and has_names and before.rstrip().endswith((".", "./."))) or text.endswith(":"):
            break
        if (
            not is_bullet
            and has_names
            and ((lines[here].blanks and not before.rstrip().endswith((",", ";"))) or len(text) > 150)
        ):
            break
        if not is_bullet and has_names and _BODY.match(text) and not before.rstrip().endswith((",", ";")):
            break
        has_names = True
        here += 1
    return here


_BODY = re.compile(
    r"^(?:Căn cứ|Thực hiện|Xét|Theo|Để|Nhằm|Qua|Trong|Kính gửi|Ngày|Năm|Thời gian|Triển khai|Sau khi|"
    r"Trước|Tiếp tục|Hiện nay"
    r"|Hôm nay|Đây là|QUYẾT NGHỊ|QUYẾT ĐỊNH|[A-ZĐ][^.]{0,60} ban hành (?:Kế hoạch|Chương trình|Chỉ thị))\b"
)
_DECIDES = re.compile(
    r"^(?:CHÍNH PHỦ|THỦ TƯỚNG(?: CHÍNH PHỦ)?|QUỐC HỘI|BỘ TRƯỞNG\b.{0,60}|(?:ỦY|UỶ) BAN NHÂN DÂN\b.{0,50}|UBND\b.{0,50}"
    r"|HỘI ĐỒNG NHÂN DÂN\b.{0,50}|CHỦ TỊCH\b.{0,60}|GIÁM ĐỐC\b.{0,60}|BAN (?:THƯỜNG VỤ|CHẤP HÀNH|BÍ THƯ)\b.{0,50})$"
)
LONGEST_NAME = 12


def _name_end(lines: Sequence[Line], at: int) -> int:
    """Where the name of the document ends: what it is about, and in brackets to what it belongs."""
    end = at + 1
    is_bracketed = False
    while end < len(lines) and end - at <= LONGEST_NAME:
        line = lines[end]
        text = line.text
        is_bracketed = is_bracketed or text.startswith("(")
        if is_bracketed:
            end += 1
            if text.rstrip(" ./;").endswith(")"):
                break
            continue
        if marker_of(text) or line.is_cell or _starts_body(lines, end, at):
            break
        end += 1
    return end


def _starts_body(lines: Sequence[Line], at: int, named: int) -> bool:
    text, before = lines[at].text, lines[at - 1]
    if is_upper(text):
        # The body that decides stands between the name and the recitals: CHÍNH PHỦ, ỦY BAN NHÂN DÂN TỈNH …
        return at > named + 1 and bool(_DECIDES.match(text)) and not before.text.rstrip().endswith(",")
    if at == named + 1:
        return False
    if _BODY.match(text) and (is_upper(before.text) or len(text) > 90 or _is_sentence(lines, at)):
        return True
    return bool(text.endswith((".", ":", ";")) and len(text) > 60)


def _is_sentence(lines: Sequence[Line], at: int) -> bool:
    """Whether what begins there comes to an end, which names of documents do not."""
    for line in lines[at : at + LONGEST_NAME]:
        if marker_of(line.text) and line is not lines[at]:
            return False
        if is_ended(line.text):
            return True
    return False


def _close_start(lines: Sequence[Line], begin: int) -> int:
    """The first line of recipients or signature that is followed by nothing of the body."""
    for at in range(begin, len(lines)):
        text = lines[at].text
        if RECIPIENTS.match(text):
            return at
        if SIGNED_FOR.match(text) and is_upper(text) and len(text) < 80:
            return at
        if OFFICE.match(text) and is_upper(text) and len(text) < 60 and at > begin and _is_last(lines, at):
            return at
    return len(lines)


def _is_last(lines: Sequence[Line], at: int) -> bool:
    """Whether only a name, recipients and the like follow: no long line, no numbered one."""
    following = lines[at + 1 : at + 6]
    return all(len(line.text) < 70 or RECIPIENTS.match(line.text) for line in following)
