"""Targets in tables: a row a measure, with its unit, and figures under years or under what is to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .annex import Entry, Grid
from .numbers import figure_of
from .result import Target
from .words import folded, trimmed

_MEASURE = re.compile(r"^(?:ten |noi dung |cac )?(?:chi tieu|muc tieu|chi so)\b")
_UNIT = re.compile(r"^(?:don vi(?: tinh)?|dvt|don vi do)$")
_YEAR = re.compile(r"(?:^|\b)(?:den |nam |giai doan |ke hoach |muc tieu )*(20\d{2})(?:\s*-\s*(20\d{2}))?$")
_WANTED = re.compile(r"^(?:ket qua|ke hoach|muc tieu|gia tri|phan dau|muc can dat|can dat|muc dat)\b")
_DONE = re.compile(r"thuc hien|hien trang|dat duoc|uoc|co so")
_FIGURE = re.compile(
        r"(?P<sign>≥|≤|>=|<=|>|<|=|trên|dưới|ít nhất|tối thiểu|không quá|tối đa|"
        r"từ)?\s*(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
    r"\s*(?:[-–]\s*\d[\d.,]*)?\s*%?(?P<after>\s*trở lên)?", re.IGNORECASE,
)  # fmt: skip
_SIGNS = {
    **dict.fromkeys(("≥", ">=", "ít nhất", "tối thiểu", "từ"), ">="),
    **dict.fromkeys(("≤", "<=", "không quá", "tối đa"), "<="),
    **dict.fromkeys((">", "trên"), ">"), **dict.fromkeys(("<", "dưới"), "<"), "=": "=",
}  # fmt: skip
_UNTIL = re.compile(r"đến (?:hết )?năm \d{4}|giai đoạn \d{4}\s*[-–]\s*\d{4}|năm \d{4}", re.IGNORECASE)


@dataclass(frozen=True)
class _Columns:
    measure: int
    unit: int
    figures: tuple[tuple[int, str | None], ...]


def targets_of(grid: Grid) -> Iterator[Target]:
    """The targets of a table whose heading says that it lists some."""
    columns: _Columns | None = None
    until: str | None = None
    for row in grid.rows:
        if found := _columns(row):
            columns = found
            continue
        if columns is None:
            continue
        said = [cell for cell in row if cell.text]
        if len(said) <= 2 and (named := _UNTIL.search(" ".join(cell.text for cell in said))):
            until = named.group().lower()
            continue
        yield from _of_row(_aligned(row, columns, grid.is_exact), columns, until)


def _columns(row: Sequence[Entry]) -> _Columns | None:
    words = [folded(cell.text).strip(" .:*") for cell in row]
    measure = next((at for at, text in enumerate(words) if _MEASURE.match(text)), -1)
    if measure < 0 or len(row) < 3:
        return None
    figures: list[tuple[int, str | None]] = []
    for at, text in enumerate(words):
        if at == measure or (_DONE.search(text) and not _WANTED.match(text)):
            continue
        if year := _YEAR.search(text):
            figures.append(
                (at, f"năm {year.group(1)}" if not year.group(2) else f"giai đoạn {year.group(1)}-{year.group(2)}")
            )
        elif _WANTED.match(text):
            figures.append((at, None))
    if not figures:
        return None
    return _Columns(measure, next((at for at, text in enumerate(words) if _UNIT.match(text)), -1), tuple(figures))


def _aligned(row: Sequence[Entry], columns: _Columns, is_exact: bool) -> Sequence[Entry]:
    """A flattened row that lacks its number begins with the measure."""
    if not is_exact and columns.measure == 1 and row and not re.fullmatch(r"[\d.]+|[IVX]+|[a-z]\)?", row[0].text):
        return (Entry(""), *row)
    return row


def _of_row(row: Sequence[Entry], columns: _Columns, until: str | None) -> Iterator[Target]:
    if columns.measure >= len(row):
        return
    measure = trimmed(row[columns.measure].text)
    unit = row[columns.unit].text.strip() if 0 <= columns.unit < len(row) else ""
    for at, year in columns.figures:
        cell = row[at] if at < len(row) else Entry("")
        for found in _FIGURE.finditer(cell.text):
            if cell.text[found.end() :].lstrip()[:1] in ("/",) or len(measure) < 4:
                continue
            text = f"{measure}: {cell.text}" + (f" ({year})" if year else "")
            yield Target(
                text=text, indicator=measure, comparator=_comparator(found), value=figure_of(found["value"]),
                unit=unit or ("%" if "%" in found.group() else None), period=year or until, lines=cell.lines,
                rule="target.table",
            )  # fmt: skip


def _comparator(found: re.Match[str]) -> str:
    return ">=" if found["after"] else _SIGNS.get((found["sign"] or "").lower(), "=")
