"""The head of a document: kind, number, day, who issued it, what it is about, what it carries out and what it cites."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .agencies import agencies_at
from .cleaning import Line
from .closing import written
from .numbering import marker_of
from .numbers import BLANK_NUMBER, cited_in
from .paragraphs import Paragraph
from .parts import Part
from .words import folded, is_upper, trimmed

_MOTTO = re.compile(
    r"c[oộ]ng h(?:òa|oà|oa|óa) x[aã] h[oộ]i|[đd][oộ]c l[aậ]p\s*[-–]|đảng cộng sản|^c[oộ]ng h(?:òa|"
    r"oà)\b|ch[uủ] ngh[iĩ]a vi[eệ]t nam|^cộng sản vi|h[aạ]nh ph[uú]c$|^\W*$",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(r"^\s*Số\s*[:.]?\s*", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:^\W*|[A-ZĐ][\w.\s\-]{0,40},\s*)ngày\s*(\d{1,2}|[.…\s]*)\s*tháng\s*(\d{1,2}|[.…\s]*)\s*năm\s*(\d{4})\s*\.?\)?$",
    re.IGNORECASE,
)
_DATE = re.compile(r"ngày\s+(\d{1,2})\s*(?:tháng\s+|/|\.|-)\s*(\d{1,2})\s*(?:năm\s+|/|\.|-)\s*(\d{4})", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:V/v|Về việc|V/v:|V\.v)\s*:?\s*", re.IGNORECASE)
_WITH = re.compile(r"\(?\s*(?:Ban hành )?kèm theo\s+(?P<what>.+)", re.IGNORECASE | re.DOTALL)
_RECITAL = re.compile(
    r"^(?:-\s*)?(?:Căn cứ|Thực hiện|Triển khai|Xét|Theo|Tiếp theo|Trên cơ sở|Để (?:triển khai|thực hiện))\b"
)
_CARRIES_OUT = re.compile(
    r"(?:Thực hiện|thực hiện|Triển khai|triển khai|Căn cứ|Để thực hiện|quán triệt|Cụ thể hóa|cụ thể hóa)\b[^;]*?$",
    re.DOTALL,
)
_PROPOSED = re.compile(
    r"(?:đề nghị|tại|Tờ trình|Báo cáo|Công văn|văn bản)\s+(?:của\s+[^;]*?)?(?:số\s*)?$", re.IGNORECASE
)
_ISSUES = re.compile(
    r"\b(?:ban hành|xây dựng|xây dựng và ban hành)\s+(?:Kế hoạch|Chương trình|Chỉ thị|Nghị quyết|Đề "
    r"án|Kết luận|Hướng dẫn)"
)
_CONCRETE = ("Kế hoạch", "Chương trình", "Đề án", "Quy chế", "Chiến lược", "Quy định", "Phương án")


@dataclass
class Head:
    """What the head says; `rules` names the rule for each part, `blanks` the parts that were left for the pen."""

    doc_type: str | None = None
    number: str | None = None
    issued_on: str | None = None
    issued_month: str | None = None
    issuing_body: str | None = None
    title: str | None = None
    based_on: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)
    blanks: list[str] = field(default_factory=list)


def head_of(parts: Sequence[Part], opening: Sequence[Paragraph], text: str) -> Head:
    """`opening`: the paragraphs before the first section; `text`: all of the file, for how names are written."""
    main, head = parts[0], Head()
    main = replace(main, head=tuple(_without_motto(_whole_runs(main.head))))
    lines = [*main.head, *main.name[:1]] if main.head else list(main.body[:25])
    _number(head, lines)
    _day(head, lines)
    _from_attachments(head, parts)
    _kind_and_title(head, main, text)
    _body(head, main, opening, text)
    _references(head, main, opening, text)
    return head


def _whole_runs(lines: Sequence[Line]) -> list[Line]:
    """A name in bold that is broken over lines, as one line."""
    found: list[Line] = []
    for line in lines:
        if found and line.bold_run and found[-1].bold_run == line.bold_run:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line.text}")
        else:
            found.append(line)
    return found


_WHOLE_MOTTO = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap tu do hanh phuc")


def _without_motto(lines: Sequence[Line]) -> list[Line]:
    """Without the name of the state or of the Party, however it is broken over lines."""
    kept, at = [], 0
    while at < len(lines):
        wide = next(
            (n for n in (4, 3, 2, 1) if at + n <= len(lines)
             and _plain(" ".join(line.text for line in lines[at : at + n])) in _WHOLE_MOTTO), 0,
        )  # fmt: skip
        if not wide:
            kept.append(lines[at])
        at += wide or 1
    return kept


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", folded(text)).split())


def _number(head: Head, lines: Sequence[Line]) -> None:
    for at, line in enumerate(lines):
        if not _NUMBER_LINE.match(line.text):
            continue
        told = _NUMBER_LINE.sub("", line.text) or (lines[at + 1].text if at + 1 < len(lines) else "")
        found = next(cited_in(told), None)
        if found and found.start <= 3:
            head.number, head.rules["number"] = found.number, "number.line"
            return
        if BLANK_NUMBER.match(line.text) or re.search(r"[/-]\s?[A-ZĐ]{2}", line.text):
            head.blanks.append("number")
            return


def _day(head: Head, lines: Sequence[Line]) -> None:
    for line in _with_next(lines):
        found = _DATELINE.search(line.text)
        if not found or len(line.text) > 110 or re.match(r"\(?(?:Ban hành )?kèm theo", line.text, re.IGNORECASE):
            continue
        day, month, year = (part.strip(" .…") for part in found.groups())
        if month:
            head.issued_month, head.rules["issued_month"] = f"{year}-{int(month):02}", "day.line"
        if day and month:
            head.issued_on, head.rules["issued_on"] = f"{year}-{int(month):02}-{int(day):02}", "day.line"
        else:
            head.blanks.append("issued_on")
        return


def _with_next(lines: Sequence[Line]) -> Iterator[Line]:
    """Each line, and each with the next where a date is broken between them."""
    for at, line in enumerate(lines):
        yield line
        if at + 1 < len(lines) and re.search(r"\bngày\b[^,]{0,14}$", line.text):
            yield replace(line, text=f"{line.text} {lines[at + 1].text}")


def _from_attachments(head: Head, parts: Sequence[Part]) -> None:
    """ "(Kèm theo Nghị quyết số 209/NQ-CP ngày …)" of what is attached tells of the document itself."""
    if head.number:
        return
    kind = parts[0].doc_type
    for part in parts[1:]:
        name = " ".join(line.text for line in part.name)
        found = _WITH.search(name)
        if not found or not kind or kind.lower() not in found["what"].lower():
            continue
        behind = found["what"][found["what"].lower().index(kind.lower()) :]
        cited = next(cited_in(behind), None)
        if cited is None:
            continue
        head.number, head.rules["number"] = cited.number, "number.attachment"
        if date := _DATE.search(behind):
            day, month, year = date.groups()
            head.issued_on = f"{year}-{int(month):02}-{int(day):02}"
            head.issued_month = head.issued_on[:7]
            head.rules["issued_on"] = "day.attachment"
        if body := re.search(r"\b(?:của|CỦA)\s+(.+?)\s*\)?\s*$", behind):
            head.issuing_body, head.rules["issuing_body"] = trimmed(body.group(1)), "body.attachment"
        return


def _kind_and_title(head: Head, main: Part, text: str) -> None:
    if main.doc_type:
        head.doc_type, head.rules["doc_type"] = main.doc_type, "type.line"
        title = _title(main)
        if title:
            head.title, head.rules["title"] = recased(title, text), "title.below_type"
            concrete = re.match(
                rf"(?:về việc\s+|v/v\s+)?ban hành\s+({'|'.join(_CONCRETE)})(\s+hành động)?", title, re.IGNORECASE
            )
            if concrete:
                head.doc_type += f" ban hành {next(c for c in _CONCRETE if c.lower() == concrete.group(1).lower())}"
                head.doc_type += " hành động" if concrete.group(2) else ""
        return
    about = _about(main)
    if about or any(line.text.startswith("Kính gửi") for line in main.body[:30]):
        head.doc_type, head.rules["doc_type"] = "Công văn", "type.letter"
    if about:
        head.title, head.rules["title"] = about, "title.about"


def _title(main: Part) -> str:
    lines = [line.text for line in main.name]
    first = re.sub(rf"^{main.doc_type.upper()}\s*", "", lines[0]) if lines else ""
    said = [first, *lines[1:]]
    kept: list[str] = []
    for text in said:
        if text.startswith("("):
            break
        if text:
            kept.append(text)
    return trimmed(" ".join(kept))


def _about(main: Part) -> str:
    lines = [*main.head, *main.body[:25]]
    for at, line in enumerate(lines):
        if not _ABOUT.match(line.text):
            continue
        kept = [_ABOUT.sub("", line.text)]
        for following in lines[at + 1 : at + 5]:
            if (
                following.blanks
                or _MOTTO.search(following.text)
                or _DATELINE.search(following.text)
                or kept[-1].endswith(".")
            ):
                break
            if re.match(r"Kính gửi|Số\s*:", following.text):
                break
            kept.append(following.text)
        return trimmed(" ".join(kept))
    return ""


def _body(head: Head, main: Part, opening: Sequence[Paragraph], text: str) -> None:
    if named := _left_of_head(main):
        head.issuing_body, head.rules["issuing_body"] = recased(named, text), "body.head"
    if head.issuing_body:
        return
    for paragraph in opening:
        found = _ISSUES.search(paragraph.text)
        if not found:
            continue
        before = re.split(r"[;,]\s+(?=[A-ZĐU])", paragraph.text[: found.start()])[-1]
        named_at = agencies_at(before.strip())
        if named_at and not trimmed(before.strip()[named_at.end :]):
            body = named_at.names[-1]
            head.issuing_body, head.rules["issuing_body"] = _with_place(body, text), "body.issues"
            return
    for line in (*main.name[1:], *main.body[:3]):
        if is_upper(line.text) and (
            found_body := re.search(
                r"(?:^|CỦA\s+)((?:CHÍNH PHỦ|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|UBND|ỦY BAN|THỦ TƯỚNG|HỘI ĐỒNG|BỘ|SỞ)\b.*)",
                line.text,
            )
        ):
            head.issuing_body, head.rules["issuing_body"] = (
                _with_place(recased(found_body.group(1), text), text),
                "body.name",
            )
            return


_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố)\s+((?:[A-ZĐ][\w]*)(?:[ -][A-ZĐ][\w]*){0,3})")


def _with_place(body: str, text: str) -> str:
    """The body with the province, where the text names one province and the body leaves it out."""
    if not re.search(r"(?:[Tt]ỉnh ủy|[Tt]hành ủy|tỉnh|thành phố|UBND)$", body):
        return body
    named = Counter(found.group(1) for found in _PROVINCE.finditer(text))
    return f"{body} {named.most_common(1)[0][0]}" if len(named) == 1 else body


def _left_of_head(main: Part) -> str:
    """The issuing body: the lines in capitals above the number, the last of several bodies."""
    names: list[str] = []
    for line in main.head:
        text = line.text
        if _NUMBER_LINE.match(text) or _ABOUT.match(text):
            if names:
                break
            continue
        if (
            _MOTTO.search(text)
            or _DATELINE.search(text)
            or not is_upper(text)
            or len(text) > 90
            or marker_of(text)
            or re.search(r"\d", text)
        ):
            continue
        if names and _goes_on(names[-1], text):
            names[-1] += f" {text}"
        else:
            names.append(text)
    if len(names) > 1 and re.fullmatch(r"BAN (?:THƯỜNG VỤ|CHẤP HÀNH)", names[-1]):
        return f"{names[-1]} {_PARTY.sub(lambda found: f'{found.group(1)} ỦY', names[-2])}"
    return trimmed(names[-1]) if names else ""


_PARTY = re.compile(r"^ĐẢNG BỘ (TỈNH|THÀNH|HUYỆN)(?: PHỐ)?\b")


def _goes_on(before: str, text: str) -> bool:
    """ "ỦY BAN NHÂN DÂN / TỈNH LÀO CAI" is one body on two lines; "UBND TỈNH … / SỞ …" two."""
    if re.match(
        r"(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|QUẬN|VÀ|TRUNG ƯƠNG|VIỆT NAM|ĐẶC KHU|THỊ XÃ|NHÂN DÂN|DÂN|CHÍNH PHỦ)\b", text
    ):
        return True
    return before.rstrip().endswith((",", "-", "VÀ"))


def _references(head: Head, main: Part, opening: Sequence[Paragraph], text: str) -> None:
    title = " ".join(line.text for line in main.name) if main.doc_type else head.title or ""
    based: dict[str, None] = {}
    for found in cited_in(title):
        if not re.search(r"kèm theo", title[: found.start], re.IGNORECASE) or main.doc_type in _CONCRETE:
            based.setdefault(found.number)
    for paragraph in opening:
        if not _RECITAL.match(paragraph.whole):
            continue
        for clause in re.split(r";\s+", paragraph.whole):
            for found in cited_in(clause):
                before = clause[: found.start]
                if (
                    not found.is_law
                    and _CARRIES_OUT.search(before)
                    and not re.search(r"[Tt]ờ trình|đề nghị|[Bb]áo cáo số", before)
                ):
                    based.setdefault(found.number)
    based.pop(head.number or "", None)
    head.based_on = tuple(based)
    every = dict.fromkeys(found.number for found in cited_in(text))
    head.cited = tuple(number for number in every if number not in based and number != head.number)


def recased(title: str, text: str) -> str:
    """What stands in capitals as the rest of the text writes it; a title that has small letters is left."""
    if not is_upper(title):
        return trimmed(title)
    if same := re.search(
        rf"(?<!\w){re.escape(title)}(?!\w)", re.sub(rf"(?<!\w){re.escape(title)}(?!\w)", "", text), re.IGNORECASE
    ):
        return same.group()
    known = _capitals(text)
    words = title.split()
    kept = [
        _word(word, words[at + 1] if at + 1 < len(words) else "", words[at - 1] if at else "", known)
        for at, word in enumerate(words)
    ]
    said = written(" ".join(kept)) if not any(w[:1].isupper() for w in kept) else " ".join(kept)
    return said[:1].upper() + said[1:]


def _word(word: str, following: str, before: str, known: dict[tuple[str, str], Counter[str]]) -> str:
    low = word.lower()
    if any(c.isdigit() for c in word) or "/" in word:
        return word
    for pair, side in (((low, following.lower()), 0), ((before.lower(), low), 1)):
        if seen := known.get(pair):
            return seen.most_common(1)[0][0].split("\t")[side]
    return low


def _capitals(text: str) -> dict[tuple[str, str], Counter[str]]:
    """How pairs of words are written in the text where it is not in capitals."""
    known: dict[tuple[str, str], Counter[str]] = {}
    for line in _running(text):
        words = re.findall(r"[^\W_]+(?:[-/][^\W_]+)*", line)
        for first, second in itertools.pairwise(words):
            known.setdefault((first.lower(), second.lower()), Counter())[f"{first}\t{second}"] += 1
    return known


def _running(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line and not is_upper(line))
