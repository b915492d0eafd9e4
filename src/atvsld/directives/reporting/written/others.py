"""The parts on the reports of others, on the years of a review and on what people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....base.documents.official import Align
from .blocks import Figure, Grid, Line, Section, Sentence
from .words import CHILD, STATUS, day, number

_MISSING = ("overdue", "returned", "none", "undated", "draft")
MOST_NAMES, MOST_BODIES = 12, 400
_RIGHT: tuple[Align, ...] = ("right",) * 12


def gathered(figures: dict[str, Any]) -> Section | None:
    """Who sent a report, who is late, who is missing, against who owes one."""
    found = figures.get("children")
    return Section("BÁO CÁO CỦA CÁC CƠ QUAN, ĐƠN VỊ", [*_gathered(found)]) if found else None


def _gathered(found: dict[str, Any]) -> Iterator[Sentence]:
    sent = sum(found["states"].get(state, 0) for state in ("sent", "received"))
    of = f" trên {number(found['owed'])} cơ quan, đơn vị phải gửi" if found["owed"] else " cơ quan, đơn vị"
    yield Sentence(("Đã nhận báo cáo của ", Figure(number(sent), "children:sent"), f"{of}."))
    for state in _MISSING:
        rows = [row for row in found["rows"] if row["state"] == state]
        if not rows:
            continue
        names = "; ".join(row["name"] for row in rows[:MOST_NAMES])
        more = f" và {number(len(rows) - MOST_NAMES)} nơi khác" if len(rows) > MOST_NAMES else ""
        total = Figure(number(found["states"][state]), f"children:{state}")
        yield Sentence((f"{CHILD[state].capitalize()}: ", total, f" ({names}{more})."), True)


def bodies(figures: dict[str, Any]) -> Grid | None:
    """Each body with how its report stands, and the version that was gathered, by which it can be found again."""
    rows = (figures.get("children") or {}).get("rows", [])
    if not rows:
        return None
    lines = [(*_body(at, row),) for at, row in enumerate(rows[:MOST_BODIES], 1)]
    heads = ["TT", "Cơ quan, đơn vị", "Tình trạng", "Bản", "Gửi ngày", "Mã băm SHA-256 của bản đã tổng hợp"]
    aligns: list[Align] = ["center", "left", "left", "center", "center", "left"]
    note = f"Bảng ghi {number(len(lines))} trên {number(len(rows))} nơi." if len(rows) > len(lines) else ""
    return Grid("Tình hình gửi báo cáo", heads, lines, [0.5, 3.5, 2, 0.6, 1.2, 5], aligns, note, is_wide=True)


def _body(at: int, row: dict[str, Any]) -> Iterator[Line]:
    version = row.get("version")
    yield (str(at),)
    yield (Figure(row["name"], f"report:{row['report']}") if version else row["name"],)
    yield (CHILD[row["state"]],)
    yield (str(version["number"]) if version else "",)
    yield (day(version["sent_on"]) if version else "",)
    yield (version["sha256"] if version else "",)


def years(figures: dict[str, Any]) -> Section | None:
    """How the tasks due in each year stand, documents by year, and the yearly reports it rests on."""
    found = figures.get("years")
    return Section("KẾT QUẢ QUA CÁC NĂM", [*_years(figures, found)]) if found else None


def _years(figures: dict[str, Any], found: list[dict[str, Any]]) -> Iterator[Sentence | Grid]:
    shown = [status for status in STATUS if any(row["counts"].get(status) for row in found)]
    issued = [row["year"] for row in figures["documents"]["rows"]]
    rows: list[tuple[Line, ...]] = [
        ((str(row["year"]),), (number(issued.count(row["year"])),),
         (Figure(number(row["total"]), f"year:{row['year']}"),), *((number(row["counts"].get(s, 0)),) for s in shown))
        for row in found
    ]  # fmt: skip
    yield Grid(
        "Văn bản ban hành và nhiệm vụ đến hạn theo năm",
        ["Năm", "Văn bản", "Nhiệm vụ đến hạn", *(STATUS[s].capitalize() for s in shown)], rows,
        [0.8, 1, 1.3, *(1.3 for _ in shown)], ["center", *_RIGHT[: len(shown) + 2]],
    )  # fmt: skip
    sources = figures.get("sources", [])
    if not sources:
        yield Sentence(("Chưa có báo cáo định kỳ nào trong giai đoạn được gửi qua hệ thống để làm nguồn.",))
        return
    yield Sentence(("Báo cáo định kỳ dùng làm nguồn:",))
    for one in sources:
        said = f", bản {one['version']}, gửi ngày {day(one['sent_on'])}."
        yield Sentence((Figure(one["title"], f"report:{one['report']}"), said), True)


def written(texts: dict[str, str]) -> Iterator[Section]:
    for part, title in (("problems", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"), ("proposals", "KIẾN NGHỊ, ĐỀ XUẤT"),
                        ("ahead", "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI")):  # fmt: skip
        yield Section(title, [], part, texts.get(part, ""))
