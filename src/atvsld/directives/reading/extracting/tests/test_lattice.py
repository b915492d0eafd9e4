"""Tables by their lines: any grid with any cells merged is found again, however its lines were drawn."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..lattice import Stroke, lattices
from ..pdf import page_of_pdf
from ..pdf_writing import unwrapped
from .make import pdf_of_pages

HIGH, WIDE = 20.0, 60.0
Merged = dict[tuple[int, int], tuple[int, int]]


def merged_cells(random: Random, rows: int, columns: int) -> Merged:
    """{(row, column): (rows, columns) that the cell goes over}, without overlap."""
    found: Merged = {}
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            high, wide = random.choice([1, 1, 1, 2]), random.choice([1, 1, 1, 2, 3])
            squares = {(row + r, column + c) for r in range(high) for c in range(wide)}
            inside = all(r < rows and c < columns for r, c in squares)
            if not inside or squares & taken:
                high = wide = 1
                squares = {(row, column)}
            taken |= squares
            found[row, column] = high, wide
    return found


def drawn(cells: Merged, rows: int, random: Random) -> Iterator[Stroke]:
    """The four sides of each cell, each drawn by itself and a little off its place."""
    for (row, column), (high, wide) in cells.items():
        left, right = column * WIDE, (column + wide) * WIDE
        top, bottom = (rows - row) * HIGH, (rows - row - high) * HIGH

        def off() -> float:
            return random.uniform(-0.4, 0.4)

        yield Stroke(True, top + off(), left + off(), right + off())
        yield Stroke(True, bottom + off(), left + off(), right + off())
        yield Stroke(False, left + off(), bottom + off(), top + off())
        yield Stroke(False, right + off(), bottom + off(), top + off())


@given(st.integers(2, 6), st.integers(2, 6), st.integers(0, 10**6))
@settings(max_examples=120, deadline=None)
def test_a_grid_is_found_again(rows: int, columns: int, seed: int):
    random = Random(seed)
    cells = merged_cells(random, rows, columns)
    rows_used = {row for (row, _c), (high, _w) in cells.items() for row in (row, row + high)}
    columns_used = {column for (_r, column), (_h, wide) in cells.items() for column in (column, column + wide)}
    # A line that no cell has is no line: its rows or columns are one on paper.
    if len(rows_used) <= rows or len(columns_used) <= columns or len(cells) < 2:
        return
    strokes = list(drawn(cells, rows, random))
    random.shuffle(strokes)
    [table] = lattices(strokes)
    assert {(b.row, b.column): (b.row_span, b.column_span) for b in table.boxes} == cells


@pytest.mark.parametrize("strokes", [
    [], [Stroke(True, 10, 0, 100)],
    [Stroke(True, 0, 0, 90), Stroke(True, 30, 0, 90), Stroke(False, 0, 0, 30), Stroke(False, 90, 0, 30)],
    [Stroke(True, 0, 0, 90), Stroke(True, 30, 0, 90), Stroke(True, 60, 0, 90)],
])  # fmt: skip
def test_lines_and_a_frame_are_no_table(strokes):
    assert lattices(strokes) == []


def test_two_tables_stand_from_the_top_downwards():
    def grid(bottom: float) -> list[Stroke]:
        flat = [Stroke(True, bottom + step * 20, 0, 100) for step in range(3)]
        return flat + [Stroke(False, x, bottom, bottom + 40) for x in (0, 50, 100)]

    assert [table.top for table in lattices([*grid(0), *grid(200)])] == [240, 40]


def cell(x: int, y: int, *lines: str) -> bytes:
    shown = b" ".join(b"1 0 0 1 %d %d Tm (%s) Tj" % (x, y - 12 * at, line.encode()) for at, line in enumerate(lines))
    return b"BT /F1 10 Tf " + shown + b" ET "


def rule(x: int, y: int, wide: int, high: int) -> bytes:
    return b"%d %d %d %d re f " % (x, y, wide, high)


def sheet(top: int, rows: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> bytes:
    """Two columns at 50 and 100, rows 40 high, the lines as thin filled boxes."""
    bottom = top - 40 * len(rows)
    lines = b"".join(rule(50, top - 40 * at, 250, 1) for at in range(len(rows) + 1))
    lines += b"".join(rule(x, bottom, 1, top - bottom) for x in (50, 100, 300))
    texts = (
        cell(55, top - 40 * at - 14, *left) + cell(105, top - 40 * at - 14, *right)
        for at, (left, right) in enumerate(rows)
    )
    return lines + b"".join(texts)


HEAD = (("TT",), ("Noi dung",))


def test_a_table_that_goes_on_over_the_page_is_one():
    first = cell(50, 800, "Phu luc") + sheet(760, [HEAD, (("1",), ("To chuc huan luyen cho", "nguoi lao dong"))])
    second = cell(290, 820, "2") + sheet(790, [HEAD, (("2",), ("Kiem tra",))]) + cell(50, 600, "Het")
    kept = page_of_pdf(pdf_of_pages(first, second))
    [table] = kept.page.tables
    assert [[one.text for one in row] for row in table.rows] == [
        ["TT", "Noi dung"], ["1", "To chuc huan luyen cho nguoi lao dong"], ["2", "Kiem tra"],
    ]  # fmt: skip
    lines = kept.page.lines
    for row in table.rows:
        for one in row:
            assert " ".join(lines[one.first_line - 1 : one.last_line]).strip("\t ") == one.text
    assert lines[0] == "Phu luc" and lines[-1] == "Het"


def test_another_heading_begins_another_table():
    pages = [sheet(760, [HEAD, (("1",), ("Mot",))]) + cell(50, 600, "Phu luc II"), sheet(790, [(("2",), ("Hai",))] * 2)]
    assert [len(table.rows) for table in page_of_pdf(pdf_of_pages(*pages)).page.tables] == [2, 2]


def test_what_stands_beside_a_table_is_not_lost():
    page = sheet(760, [HEAD, (("1",), ("Mot",))]) + cell(400, 740, "ben canh")
    kept = page_of_pdf(pdf_of_pages(page))
    assert not kept.page.tables and "ben canh" in "".join(kept.page.lines)


@pytest.mark.parametrize(("lines", "room", "text"), [
    (["Sở Y tế, UBND", "các xã, phường"], 14, "Sở Y tế, UBND các xã, phường"),
    (["Sở Nội vụ", "Sở Y tế", "Công an tỉnh"], 20, "Sở Nội vụ\nSở Y tế\nCông an tỉnh"),
    (["Bộ Lao động - Thương", "binh và Xã hội"], 20, "Bộ Lao động - Thương binh và Xã hội"),
    (["Ủy ban nhân dân tỉnh", "Thái Nguyên"], 22, "Ủy ban nhân dân tỉnh Thái Nguyên"),
    (["a) Rà soát;", "b) Cập nhật."], 30, "a) Rà soát;\nb) Cập nhật."),
])  # fmt: skip
def test_lines_of_the_paper_are_joined_and_those_of_the_text_kept(lines, room, text):
    assert unwrapped(lines, room) == text
