"""The parts on direction and on tasks: counts in sentences, the tasks one by one in a table that lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....base.documents.official import Align
from .blocks import Figure, Grid, Line, Piece, Section, Sentence
from .words import NOTHING, PROVED, STATUS, day, number

MOST_IN_ANNEX = 400
_RIGHT: tuple[Align, ...] = ("right",) * 9
_LATE = ("overdue", "done_late", "sent_back")


def direction(figures: dict[str, Any], texts: dict[str, str]) -> Section:
    return Section("CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", [*_documents(figures)], "direction", texts.get("direction", ""))


def _documents(figures: dict[str, Any]) -> Iterator[Sentence]:
    found = figures["documents"]
    if not found["total"]:
        yield Sentence((f"Văn bản chỉ đạo ban hành trong kỳ: {NOTHING}.",))
        return
    total = Figure(number(found["total"]), "documents")
    yield Sentence(("Trong kỳ đã ban hành ", total, " văn bản:"))
    for row in found["rows"]:
        name = f"{row['doc_type']} {row['number']}".strip()
        issued = f" ngày {row['issued']}" if row["issued"].count("/") == 2 else f" tháng {row['issued']}"
        yield Sentence(
            (Figure(name, f"document:{row['id']}"), f"{issued if row['issued'] else ''}: {row['title']}."), True
        )
    if found["total"] > len(found["rows"]):
        yield Sentence((f"và {number(found['total'] - len(found['rows']))} văn bản khác.",), True)


def tasks(figures: dict[str, Any], texts: dict[str, str]) -> Section:
    blocks: list[Sentence | Grid] = [*_counts(figures), *_by_cause(figures["tasks"]), *_late(figures["tasks"])]
    return Section("KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO", blocks, "tasks", texts.get("tasks", ""))


def _counts(figures: dict[str, Any]) -> Iterator[Sentence]:
    found = figures["tasks"]
    if not found["total"]:
        yield Sentence((f"Nhiệm vụ được giao trong kỳ: {NOTHING}.",))
        return
    parts: list[Piece] = []
    for status, n in found["counts"].items():
        if n:
            parts += ["; " if parts else "", Figure(number(n), f"tasks:{status}"), f" {STATUS[status]}"]
    total = Figure(number(found["total"]), "tasks:")
    yield Sentence((f"Tính đến ngày {day(found['as_of'])}, có ", total, " lượt nhiệm vụ: ", *parts, "."))
    shown = [f"{number(n)} {PROVED[by]}" for by, n in found["proved"].items() if n]
    if shown:
        yield Sentence((f"Trong số đã xong: {'; '.join(shown)}.",))


def _by_cause(found: dict[str, Any]) -> Iterator[Grid]:
    if len(found["causes"]) < 2:
        return
    shown = [status for status in STATUS if found["counts"].get(status)]
    rows = [
        ((cause["name"],), (Figure(number(cause["total"]), f"cause:{cause['id']}"),),
         *((number(cause["counts"].get(status, 0)),) for status in shown))
        for cause in found["causes"]
    ]  # fmt: skip
    yield Grid(
        "Nhiệm vụ theo căn cứ giao", ["Căn cứ giao", "Tổng", *(STATUS[s].capitalize() for s in shown)], rows,
        [5, 1, *(1.2 for _ in shown)], ["left", "right", *_RIGHT[: len(shown)]],
    )  # fmt: skip


def _late(found: dict[str, Any]) -> Iterator[Sentence]:
    """Those past their day, by what they ask, with the reasons that were recorded."""
    late = [row for row in found["rows"] if row["status"] in _LATE]
    if not late:
        return
    yield Sentence(("Nhiệm vụ quá hạn, xong quá hạn hoặc bị trả lại:",))
    by_title: dict[str, list[dict[str, Any]]] = {}
    for row in late:
        by_title.setdefault(row["title"], []).append(row)
    for title, rows in by_title.items():
        named = [_name(row) for row in rows[:5]]
        more = f" và {number(len(rows) - 5)} cơ quan khác" if len(rows) > 5 else ""
        yield Sentence((f"{title}: {'; '.join(named)}{more}.",), True)


def _name(row: dict[str, Any]) -> str:
    reason = f"; lý do đã ghi: {row['reason']}" if row["reason"] else ""
    return f"{row['agency']} ({STATUS[row['status']]}{reason})"


def annex(figures: dict[str, Any]) -> Grid | None:
    """Each task with its lead agency, its day, how it stands and what shows it."""
    found = figures["tasks"]
    if not found["rows"]:
        return None
    rows = [(*_row(at, row),) for at, row in enumerate(found["rows"][:MOST_IN_ANNEX], 1)]
    note = ""
    if found["total"] > len(rows):
        note = f"Bảng ghi {number(len(rows))} trên {number(found['total'])} lượt; danh sách đủ trong tệp Excel."
    heads = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn", "Tình trạng", "Căn cứ hoàn thành", "Lý do chậm"]
    aligns: list[Align] = ["center", "left", "left", "center", "left", "left", "left"]
    return Grid("Nhiệm vụ trong kỳ", heads, rows, [0.5, 4, 2.6, 1.2, 1.6, 2.2, 2.2], aligns, note, is_wide=True)


def _row(at: int, row: dict[str, Any]) -> Iterator[Line]:
    yield (str(at),)
    yield (Figure(row["title"], f"task:{row['task']}"),)
    yield (row["agency"],)
    yield (day(row["due"]),)
    done = f", ngày {day(row['done_on'])}" if row["done_on"] else ""
    yield (STATUS[row["status"]] + done,)
    yield ("; ".join([PROVED.get(row["proved_by"], ""), *row["evidence"]]).strip("; "),)
    yield (row["reason"],)
