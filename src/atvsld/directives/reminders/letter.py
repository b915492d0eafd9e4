"""The letter that calls upon agencies to do what is overdue (công văn đôn đốc), in the form of Decree 30/2020/NĐ-CP.

An official document has one language. Number, signature and whoever signs are left for the pen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...base.documents.official import Annex, Block, OfficialDocument, Paragraph, Table
from ...base.numbers import vietnamese_number
from ...org.agencies.models import Agency
from ..tasks.models import Cause
from ..tasks.occurrences import Occurrence

# More addressees, or more rows, than a first page can hold go to an annex.
MOST_NAMED, MOST_IN_TEXT, MOST_ROWS = 6, 8, 2000
HEADS = ("TT", "Việc", "Cơ quan chủ trì", "Hạn", "Quá hạn (ngày)", "Căn cứ")
SHARES = (0.05, 0.34, 0.21, 0.11, 0.09, 0.20)


@dataclass(frozen=True)
class Asked:
    """What the letter says: by whom, of which rows (read with charge, cause and agency), on which day, to be answered
    until which day (None: at once)."""

    giver: Agency
    rows: Sequence[Occurrence]
    day: date
    reply_by: date | None = None
    marks: tuple[str, ...] = ()


def letter_of(asked: Asked) -> OfficialDocument:
    """Of rows that are overdue on the day; there must be one at least."""
    rows = sorted(asked.rows, key=lambda row: (row.agency.sort_key, row.due_now or date.max, row.pk))
    agencies = list({row.agency_id: row.agency for row in rows}.values())
    causes = list({row.charge.cause_id: row.charge.cause for row in rows}.values())
    in_text = len(rows) <= MOST_IN_TEXT
    table = _table(rows, asked.day)
    blocks: list[Block] = [
        Paragraph(_handed(asked.giver, causes)),
        Paragraph(_standing(rows, len(agencies), asked.day, in_text)),
        *([table] if in_text else []),
        Paragraph(_wanted(asked)),
        Paragraph(f"{asked.giver.name_vi} đề nghị các cơ quan, đơn vị quan tâm thực hiện./."),
    ]
    place = asked.giver.place
    province = place.province or place if place else None
    return OfficialDocument(
        body=asked.giver.name_vi, parent=asked.giver.parent.name_vi if asked.giver.parent else "", sign="…",
        summary=_summary(causes), place=province.name_vi if province else "Hà Nội",
        addressees=[agency.name_vi for agency in agencies] if len(agencies) <= MOST_NAMED
        else ["Các cơ quan, đơn vị có tên trong danh sách kèm theo"],
        blocks=blocks, recipients=("Như trên", "Lưu: VT"), marks=asked.marks,
        annexes=() if in_text else (Annex("Phụ lục", "Danh sách việc đã quá hạn, chưa báo xong", [table]),),
    )  # fmt: skip


def _summary(causes: Sequence[Cause]) -> str:
    if len(causes) == 1 and causes[0].number:
        return f"đôn đốc thực hiện việc được giao theo {causes[0].number}"
    return "đôn đốc thực hiện việc đã giao"


def _handed(giver: Agency, causes: Sequence[Cause]) -> str:
    if len(causes) > 1:
        return f"{giver.name_vi} đã giao việc cho các cơ quan, đơn vị theo các văn bản, kết luận nêu ở cột «Căn cứ»."
    cause = causes[0]
    words = [f"{giver.name_vi} đã giao việc cho các cơ quan, đơn vị theo"]
    words.append(f"{cause.number} " if cause.number else "")
    words.append(f"ngày {cause.issued_on:%d/%m/%Y} " if cause.issued_on else "")
    words.append(f"của {cause.issuing_body}: {cause.title.rstrip('.')}.")
    return " ".join(word.strip() for word in words if word)


def _standing(rows: Sequence[Occurrence], agencies: int, day: date, in_text: bool) -> str:
    longest = max(_days(row, day) for row in rows)
    where = "sau đây" if in_text else "trong Phụ lục kèm theo"
    return (
        f"Theo dữ liệu trên hệ thống thông tin an toàn, vệ sinh lao động, đến ngày {day:%d/%m/%Y} còn "
        f"{vietnamese_number(len(rows))} việc của {vietnamese_number(agencies)} cơ quan, đơn vị đã quá hạn mà chưa báo "
        f"xong, lâu nhất {vietnamese_number(longest)} ngày, {where}."
    )


def _wanted(asked: Asked) -> str:
    by = f"trước ngày {asked.reply_by:%d/%m/%Y}" if asked.reply_by else "ngay khi nhận được công văn này"
    return (
        f"{asked.giver.name_vi} đề nghị các cơ quan, đơn vị khẩn trương hoàn thành và cập nhật kết quả, minh chứng "
        f"trên hệ thống {by}; việc không kịp thì nêu rõ lý do và đề nghị gia hạn."
    )


def _table(rows: Sequence[Occurrence], day: date) -> Table:
    return Table(
        HEADS,
        [
            (
                str(at), row.charge.title, row.agency.name_vi, f"{row.due_now:%d/%m/%Y}",
                vietnamese_number(_days(row, day)), row.charge.cause.number or row.charge.cause.title,
            )
            for at, row in enumerate(rows, 1)
        ],
        SHARES, ("center", "left", "left", "center", "right", "left"),
    )  # fmt: skip


def _days(row: Occurrence, day: date) -> int:
    assert row.due_now is not None
    return (day - row.due_now).days
