"""Duties to report: who tells whom of what, until when and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .agencies import agencies_at
from .charges import Charge, charge_above, charge_of
from .days import due_in
from .outline import Node, walk
from .paragraphs import CLOSES
from .recurrence import recurrence_in
from .result import Reporting
from .words import trimmed

_REPORTS = re.compile(r"\b(?:báo cáo|gửi báo cáo|gửi (?:kết quả|về)|phản ánh)\b", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:bằng văn bản\s+)?(?:về|gửi|với|cho|đến|tới|lên|gửi về|cho đồng chí|qua|trình|để)?\s*", re.IGNORECASE
)
_TO_LATER = re.compile(
    r"\b(?:gửi về|báo cáo về|về|gửi|với|cho|đến|tới|trình|báo cáo)\s+(?=(?:các\s+)?[A-ZĐUỦỤ]|các cơ quan)"
)
_DUTY = re.compile(
    r"kết quả|tình hình|định kỳ|sơ kết|tổng kết|vướng mắc|h[ằà]ng (?:năm|quý|tháng)|trước ngày|6 "
    r"tháng|phát sinh|chế độ báo cáo|tiến độ",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"(?:kết quả[^,;.()]*|tình hình[^,;.()]*|tiến độ[^,;.()]*|(?:những\s+)?(?:khó khăn|vấn đề|vướng "
    r"mắc|nội dung)[^.;()]*?(?:phát sinh|vướng mắc|vượt thẩm quyền)[^,;.()]*"
    r"|sơ kết[^;.()]*|việc (?:thực hiện|triển khai)[^,;.()]*)",
    re.IGNORECASE,
)
_PRAISE = re.compile(r"báo cáo (?:tổng kết|đánh giá) (?:Luật|thi hành)|chế độ báo cáo thống kê", re.IGNORECASE)


def reporting_in(root: Node) -> Iterator[Reporting]:
    """From tasks that end in a report, from closing paragraphs, and from sections on reports."""
    for node in walk(root):
        if (
            node.paragraph is None
            or node.paragraph.is_cell
            or node.is_heading
            or node.zone in ("background", "targets", "money")
        ):
            continue
        yield from _of_node(node)


def _of_node(node: Node) -> Iterator[Reporting]:
    assert node.paragraph is not None
    text, seen = node.said, set()
    charge = Charge() if CLOSES.match(text) else charge_of(text, charge_above(node))
    subject = charge.lead
    for clause in _clauses(text):
        subject = _subject_of(clause) or subject
        found = _REPORTS.search(clause)
        if not found or not _DUTY.search(clause) or _PRAISE.search(clause):
            continue
        to = _to(clause, found)
        if to is None:
            continue
        by = _by(clause[: found.start()]) or subject
        due, again = due_in(clause), recurrence_in(clause)
        what = _WHAT.search(clause[found.end() :]) or _WHAT.search(clause)
        told = trimmed(what.group()) if what else None
        key = (told, to)
        if key in seen:
            continue
        seen.add(key)
        yield Reporting(
            what=told, by=", ".join(by) or None, to=to, deadline=due.on if due else None,
            recurrence=again.kind if again else None, lines=node.paragraph.lines,
            rule=f"report.{node.zone or 'text'}", deadline_raw=due.raw if due else None,
            recurrence_raw=again.raw if again else None,
        )  # fmt: skip


def _clauses(text: str) -> Iterator[str]:
    """Sentences, and the parts between semicolons."""
    yield from (part for part in re.split(r";\s+|(?<=[^\d.])\.\s+|(?<=\d)\.\s+(?=[A-ZĐ])", text) if part)


def _to(clause: str, found: re.Match[str]) -> str | None:
    """Whom: right behind the word, or behind "gửi", "về", "với"."""
    behind = _TO.match(clause, found.end())
    start = behind.end() if behind else found.end()
    named = agencies_at(clause, start)
    if named is None:
        for later in _TO_LATER.finditer(clause, found.end()):
            named = agencies_at(clause, later.end())
            if named is not None:
                break
    if named is None:
        return None
    through = re.match(r"\s*\((?:qua|thông qua)[^()]*\)", clause[named.end :])
    return "; ".join(named.names) + (through.group() if through else "")


def _subject_of(clause: str) -> tuple[str, ...]:
    """The bodies that a clause begins with and says something of."""
    named = agencies_at(clause)
    return named.names if named is not None and re.match(r"\s+[^\W\d_]", clause[named.end :]) else ()


def _by(before: str) -> tuple[str, ...]:
    """Whose duty: the last body that is named in the clause as one who does something."""
    for found in reversed(list(re.finditer(r"(?:^|[,;:.]\s+|giao\s+|yêu cầu\s+|đề nghị\s+)(?=[A-ZĐUỦỤc])", before))):
        named = agencies_at(before, found.end())
        if named is not None and named.end - found.end() > 4:
            return named.names
    return ()
