"""The parts on targets and on accidents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .blocks import Figure, Grid, Section, Sentence
from .words import BREAK, NOTHING, number, percent, value_of, verdict, wanted

PEOPLE = ("victims", "deaths", "severe")
_NOT_JUDGED = {
    "of_another": "Không kết luận đạt hay chưa, vì chỉ tiêu giao cho đơn vị ban hành.",
    "undeclared": "Không kết luận đạt hay chưa, vì chỉ tiêu chưa được khai thành chương trình.",
}
_COUNTED = " người bị thương nặng (tính theo nơi xảy ra, cả người không có hợp đồng lao động)."


def targets(figures: dict[str, Any], texts: dict[str, str]) -> Section | None:
    """None for a report of an agency's own tasks about which nobody wrote anything."""
    programmes, written = figures.get("targets"), texts.get("targets", "")
    if programmes is None and not written:
        return None
    blocks = [block for programme in programmes or () for block in _programme(programme)]
    if programmes is not None and not blocks:
        blocks = [Sentence((f"Chỉ tiêu của đơn vị: {NOTHING}.",))]
    return Section("KẾT QUẢ THỰC HIỆN CHỈ TIÊU", blocks, "targets", written)


def _programme(programme: dict[str, Any]) -> Iterator[Sentence | Grid]:
    if programme["not_judged"]:
        why = _NOT_JUDGED[programme["not_judged"]]
        yield Sentence((f"Số liệu trên địa bàn theo các chỉ tiêu của: {programme['title']}. {why}",))
    known = [row for row in programme["rows"] if row["value"] is not None]
    years = sorted({row["year"] for row in programme["rows"]})
    if known:
        yield Grid(
            _title(programme),
            ["Chỉ tiêu", "Năm", "Mức giao", "Kết quả", "Thay đổi so với năm trước", "Kết luận", "Cơ sở báo cáo"],
            [_row(row, programme) for row in programme["rows"] if row["value"] is not None],
            [4, 0.9, 1.5, 1.6, 1.5, 1.8, 1.6], ["left", "center", "right", "right", "right", "left", "right"],
        )  # fmt: skip
    for summary in dict.fromkeys(row["summary"] for row in programme["rows"] if row["value"] is None):
        missing = [row for row in programme["rows"] if row["summary"] == summary and row["value"] is None]
        waits = f", chờ {missing[0]['waits_for']}" if missing[0]["waits_for"] else ""
        which = "" if len(missing) == len(years) else f" năm {', '.join(str(row['year']) for row in missing)}"
        yield Sentence((f"{summary}: {NOTHING}{which}{waits}.",), True)
    yield from (Sentence((f"{text}: chưa đo được trong hệ thống.",), True) for text in programme["unmeasured"])
    yield from (Sentence((text,), True) for text in _said(known))


def _title(programme: dict[str, Any]) -> str:
    base = f"; năm gốc {programme['base_year']}" if programme["base_year"] else ""
    return f"Chỉ tiêu: {programme['title']}{base}"


def _row(row: dict[str, Any], programme: dict[str, Any]) -> tuple[tuple[str | Figure, ...], ...]:
    key = f"target:{programme['id']}:{row['year']}"
    unit = f" {row['unit']}"
    reporting = f"{number(row['reporting'])}/{number(row['owed'])}" if row["owed"] else "–"
    path = f" (lộ trình {value_of(row, 'path')})" if row["path"] is not None else ""
    return (
        (row["summary"],), (str(row["year"]),), (row.get("asked") or wanted(row),),
        (Figure(value_of(row), key), unit, path), (percent(row["change_percent"]),), (verdict(row),), (reporting,),
    )  # fmt: skip


def _said(rows: list[dict[str, Any]]) -> Iterator[str]:
    """How sure each is, what breaks its line, and its mean change since the base year; the same sentence once."""
    found = []
    for row in rows:
        if row["sentence"]:
            found.append(f"{row['summary']}, năm {row['year']}: {row['sentence']}")
        for one in row["breaks"]:
            between = f"từ {one['after']} sang {one['before']} {BREAK[one['kind']]}, không nối liền được"
            found.append(f"{row['summary']}: {between}.")
    last = {row["summary"]: row for row in rows if row["is_complete"] and row["since_base_percent"] is not None}
    for summary, row in last.items():
        found.append(f"{summary}: bình quân từ năm gốc đến {row['year']} {percent(row['since_base_percent'])} mỗi năm.")
    yield from dict.fromkeys(found)


def accidents(figures: dict[str, Any], texts: dict[str, str]) -> Section | None:
    found, written = figures.get("accidents"), texts.get("accidents", "")
    if found is None and not written:
        return None
    blocks = [*_years(found)] if found else []
    return Section("TÌNH HÌNH TAI NẠN LAO ĐỘNG", blocks, "accidents", written)


def _years(found: dict[str, Any]) -> Iterator[Sentence | Grid]:
    years = found["years"]
    when = f"Từ tháng {found['first_month']} đến tháng {found['last_month']}"
    if len(years) > 1:
        yield _grid(
            f"Người bị nạn trên địa bàn, từ tháng {found['first_month']} đến tháng {found['last_month']}", years
        )
        return
    [row] = years
    if row["is_known"]:
        hurt, killed, severe = (_people(row, name) for name in PEOPLE)
        first = f"{when}, trên địa bàn ghi nhận "
        yield Sentence((first, hurt, " người bị nạn, trong đó ", killed, " người chết, ", severe, _COUNTED))
    else:
        yield Sentence((f"{when}: {NOTHING}; chưa cơ sở nào báo cáo.",))
    if row["owed"]:
        silent = Figure(number(row["owed"] - row["reporting"]), f"silent:{row['year']}")
        owed = f"Năm {row['year']}, trong {number(row['owed'])} cơ sở đã biết phải báo cáo có "
        yield Sentence((owed, f"{number(row['reporting'])} cơ sở đã báo cáo, ", silent, " cơ sở chưa báo cáo."))


def _grid(title: str, years: list[dict[str, Any]]) -> Grid:
    rows = [
        ((str(row["year"]),), *((_people(row, name) if row["is_known"] else NOTHING,) for name in PEOPLE),
         (f"{number(row['reporting'])}/{number(row['owed'])}",))
        for row in years
    ]  # fmt: skip
    heads = ["Năm", "Người bị nạn", "Người chết", "Bị thương nặng", "Cơ sở đã báo cáo/phải báo cáo"]
    return Grid(title, heads, rows, [1, 1.4, 1.4, 1.6, 2], ["center", "right", "right", "right", "right"])


def _people(row: dict[str, Any], name: str) -> Figure:
    return Figure(number(row[name]), f"{name}:{row['year']}")
