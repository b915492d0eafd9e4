"""Tables of tasks: of the file itself, in Markdown, or flattened to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .agencies import listed
from .charges import Charge, with_time
from .cleaning import Line, plain
from .days import due_in
from .numbering import ROMAN
from .recurrence import recurrence_in
from .result import Lines, Task, Warning
from .source import Source, Table
from .words import folded, trimmed

# What the heading of a column announces, on its words without marks.
_COLUMNS = (
    ("number", r"^(?:tt|stt|so tt|so thu tu|t/t)$"),
    ("lead",
        (r"chu tri|co quan thuc hien|don vi thuc hien|dau moi|trach nhiem thuc hien|phan cong|don vi tham "
        r"muu|co quan tham muu|phu trach|(?:nguoi|can bo) thuc hien")),
    ("with", r"phoi hop"),
    ("time", r"thoi gian|thoi han|tien do|hoan thanh|lo trinh|ky bao cao|thoi diem"),
    ("result", r"san pham|ket qua|dau ra|chi tieu dat duoc"),
    ("group", r"(?:thuoc )?nhom (?:nhiem vu|giai phap|cong viec)"),
    ("text", r"noi dung|nhiem vu|cong viec|hoat dong|ten (?:de an|van ban|nhiem vu)|de an|giai phap"),
    ("leader", r"lanh dao"),
    ("note", r"ghi chu|can cu|kinh phi|nguon"),
)  # fmt: skip
_ROMAN = re.compile(rf"^(?:{ROMAN}|[A-H])\.?$")
_NUMBERED = re.compile(r"^(\d{1,3}(?:\.\d{1,2})*|[a-zđ])[.)]?$")
_COUNTED = re.compile(r"^\(?\d{1,2}\)?$")
_PIPES = re.compile(r"^\s*\|.*\|\s*$")


@dataclass(frozen=True)
class Entry:
    """One cell: its text, the lines on which it stands; `is_repeated` of one merged over rows, but in the first."""

    text: str
    first: int = 0
    last: int = 0
    is_repeated: bool = False

    @property
    def lines(self) -> Lines:
        return ((self.first, self.last),) if self.first else ()


@dataclass(frozen=True)
class Grid:
    """A table as rows of cells; `is_exact` where the file says which cell stands in which column, `lacks_left` where a
    shorter row lacks the cells at its left, which are merged with those above."""

    rows: tuple[tuple[Entry, ...], ...]
    is_exact: bool
    lacks_left: bool = False

    @property
    def first(self) -> int:
        return next((cell.first for row in self.rows for cell in row if cell.first), 0)


def grids_of(source: Source, lines: Sequence[Line]) -> list[Grid]:
    """The tables of the file, of Markdown, and those whose cells stand one a line."""
    known = [Grid(_whole_rows(table), True) for table in source.tables]
    return sorted([*known, *_pipes(lines), *barred(source.lines), *_flattened(lines)], key=lambda grid: grid.first)


def _whole_rows(table: Table) -> tuple[tuple[Entry, ...], ...]:
    """The rows with a cell in each column: what is merged over rows stands in all, over columns in the first."""
    above: dict[int, tuple[int, Entry]] = {}
    rows: list[tuple[Entry, ...]] = []
    for row in table.rows:
        entries: list[Entry] = []
        cells = iter(row)
        while True:
            if left := above.get(len(entries)):
                count, entry = left
                above[len(entries)] = (count - 1, entry)
                if count == 1:
                    del above[len(entries)]
                entries.append(entry)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            entry = Entry(plain(cell.text), cell.first_line, cell.last_line)
            if cell.row_span > 1:
                repeated = replace(entry, is_repeated=True)
                for column in range(len(entries), len(entries) + cell.column_span):
                    above[column] = (cell.row_span - 1, repeated if column == len(entries) else Entry(""))
            entries += [entry, *[Entry("")] * (cell.column_span - 1)]
        rows.append(tuple(entries))
    return tuple(rows)


def in_tables(source: Source, lines: Sequence[Line]) -> frozenset[int]:
    """Lines that are rows of a Markdown table, or of one with bars on lines of their own."""
    cells = [cell for grid in barred(source.lines) for row in grid.rows for cell in row]
    numbers = {number for cell in cells for number in range(cell.first, cell.last + 1)}
    return frozenset(numbers | {line.number for line in lines if _PIPES.match(line.text)})


def _pipes(lines: Sequence[Line]) -> Iterator[Grid]:
    held: list[tuple[Entry, ...]] = []
    last = 0
    for line in lines:
        if not _PIPES.match(line.text):
            continue
        if held and line.number > last + 3:
            yield Grid(tuple(held), True)
            held = []
        last = line.number
        cells = [trimmed_cell(cell) for cell in line.text.strip().strip("|").split("|")]
        if not all(re.fullmatch(r":?-*:?", cell) for cell in cells):
            held.append(tuple(Entry(cell, line.number, line.number) for cell in cells))
    if held:
        yield Grid(tuple(held), True)


# So many lines of a cell at most between two bars.
LONGEST_CELL = 30


def barred(lines: Sequence[str]) -> list[Grid]:
    """Tables that were put down with a bar on a line of its own behind each cell, two of them between rows."""
    bars = [at for at, line in enumerate(lines) if line.strip() == "|"]
    stretches: list[list[int]] = []
    for at in bars:
        if stretches and at - stretches[-1][-1] <= LONGEST_CELL:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return [grid for stretch in stretches if (grid := _barred(lines, stretch))]


def _barred(lines: Sequence[str], bars: Sequence[int]) -> Grid | None:
    """The table of these bars from the row that names its columns on; None without such a row."""
    rows: list[list[Entry]] = [[]]
    for before, bar in zip([bars[0] - 1, *bars], bars, strict=False):
        said = [at for at in range(before + 1, bar) if lines[at].strip()]
        if said:
            text = " ".join(plain(lines[at]) for at in said)
            rows[-1].append(Entry(text, said[0] + 1, said[-1] + 1))
        elif rows[-1]:
            rows.append([])
    for at, row in enumerate(rows):
        for cell in range(max(1, len(row) - 2)):
            if columns_of(row[cell:]):
                return Grid((tuple(row[cell:]), *(tuple(below) for below in rows[at + 1 :] if below)), False, True)
    return None


def trimmed_cell(text: str) -> str:
    return re.sub(r"\s*<br\s*/?>\s*", "; ", text).strip()


def _flattened(lines: Sequence[Line]) -> Iterator[Grid]:
    """Cells behind a tab: a row ends at an empty line, or, where there is none, where the next number stands."""
    held: list[Line] = []
    for line in lines:
        if line.is_cell and not (held and line.number > held[-1].number + 6):
            held.append(line)
            continue
        if len(held) >= 6:
            yield _grid(held)
        held = [line] if line.is_cell else []
    if len(held) >= 6:
        yield _grid(held)


def _grid(cells: Sequence[Line]) -> Grid:
    rows: list[list[Entry]] = []
    for cell in cells:
        if not rows or cell.blanks:
            rows.append([])
        rows[-1].append(Entry(cell.text, cell.number, cell.number))
    if len(rows) < 3:
        rows = _by_numbers([entry for row in rows for entry in row])
    return Grid(tuple(tuple(row) for row in rows), False)


def _by_numbers(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Rows that no empty line parts: each begins with the number after the last one, or with a Roman one."""
    rows: list[list[Entry]] = [[]]
    expected = 1
    for entry in entries:
        number = _NUMBERED.match(entry.text)
        if _ROMAN.match(entry.text) or (number and number.group(1) == str(expected) and len(rows[-1]) != 1):
            rows.append([])
            expected += bool(number)
        rows[-1].append(entry)
    return rows


def columns_of(row: Sequence[Entry]) -> list[str] | None:
    """What each column holds, if the row is the heading of a table of tasks."""
    if not 3 <= len(row) <= 12:
        return None
    kinds: list[str] = []
    for cell in row:
        words = folded(cell.text).strip(" .:*")
        if len(words) > 90:
            return None
        kinds.append(next((kind for kind, pattern in _COLUMNS if re.search(pattern, words)), ""))
    if "text" not in kinds or not {"lead", "time", "result", "with"} & set(kinds):
        return None
    return kinds


def tasks_of(grid: Grid, prefix: str) -> Iterator[Task | Warning]:
    """The tasks of a table whose heading says that it is one."""
    columns: list[str] | None = None
    group: str | None = None
    held: dict[str, str] = {}
    full: tuple[Entry, ...] = ()
    for row in grid.rows:
        is_whole = grid.is_exact or (columns is not None and len(row) == len(columns))
        cells = list(row) if is_whole else [cell for cell in row if cell.text]
        if found := columns_of(row):
            columns, held = found, {}
            continue
        if columns is None or not any(cell.text for cell in row) or all(_COUNTED.match(c.text) for c in row if c.text):
            continue
        if _is_group(cells, columns):
            group, full = _group_of(cells) or group, ()
            continue
        if grid.lacks_left and len(row) < len(columns) == len(full):
            cells = [*(replace(cell, is_repeated=True) for cell in full[: len(columns) - len(row)]), *row]
        elif len(row) == len(columns):
            full = tuple(row)
        yield from _row(cells, columns, grid, prefix, group, held)


def _is_group(cells: Sequence[Entry], columns: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.text]
    if len(said) == 1:
        return len(columns) > 3 and not _NUMBERED.match(said[0].text)
    return len(said) == 2 and bool(_ROMAN.match(said[0].text))


def _group_of(cells: Sequence[Entry]) -> str | None:
    first = next(cell.text for cell in cells if cell.text)
    found = re.match(rf"^({ROMAN}|[A-H])(?:[.\s]|$)", first)
    return found.group(1) if found and found.group(1) else None


def _row(
    cells: Sequence[Entry], columns: Sequence[str], grid: Grid, prefix: str, group: str | None, held: dict[str, str]
) -> Iterator[Task | Warning]:  # fmt: skip
    named = _by_column(cells, columns, grid.is_exact)
    text = named.get("text")
    if text is None or len(text.text) < 8 or text.is_repeated:
        return
    number = trimmed(named["number"].text) if "number" in named else ""
    charge = Charge()
    if lead := _cell(named, "lead", held):
        charge = replace(charge, lead=listed(lead), role="chu_tri", rule="lead.column")
    if partners := _cell(named, "with", held):
        charge = replace(charge, coordinating=listed(partners))
    if result := _cell(named, "result", held):
        charge = replace(charge, deliverable=result)
    if time := _cell(named, "time", held):
        charge = with_time(charge, time)
    if charge.recurrence is None and (again := recurrence_in(text.text)):
        charge = replace(charge, recurrence=again.kind, recurrence_raw=again.raw)
    if charge.deadline is None and (due := due_in(text.text)):
        charge = replace(charge, deadline=due.on)
    yield Task(
        section=".".join(part for part in (prefix, group, number) if part) or None, text=_joined(text.text),
        lead=charge.lead, coordinating=charge.coordinating, role=charge.role, deliverable=charge.deliverable,
        deadline=charge.deadline, recurrence=charge.recurrence, recurrence_raw=charge.recurrence_raw, lines=text.lines,
        rule="task.table",
    )  # fmt: skip
    missing = len(columns) - len(cells)
    if not grid.is_exact and missing > 1:
        yield Warning("table.cut", "Hàng của bảng thiếu ô: hãy đối chiếu với bản gốc.", text.lines)


def _cell(named: dict[str, Entry], kind: str, held: dict[str, str]) -> str:
    """The cell; of one that is merged over rows, what stands in the first ("như trên" the same)."""
    text = named[kind].text if kind in named else ""
    if folded(text) in ("nt", "nhu tren", "-nt-", '"', "- nt -"):
        return held.get(kind, "")
    if text:
        held[kind] = text
    return text if text not in ("-", "–", "...") else ""


def _by_column(cells: Sequence[Entry], columns: Sequence[str], is_exact: bool) -> dict[str, Entry]:
    """Cells by what their column holds. Flattened rows may lack empty cells: those that are known by their look are
    put where they belong."""
    entries = list(cells)
    kinds = list(columns)
    if not is_exact and len(entries) < len(kinds) and kinds[:1] == ["number"] and not _NUMBERED.match(entries[0].text):
        kinds = kinds[1:]
    named: dict[str, Entry] = {}
    for kind, entry in zip(kinds, entries, strict=False):
        if kind and entry.text and kind not in named:
            named[kind] = entry
    return named


def _joined(text: str) -> str:
    return trimmed(re.sub(r"\s*\n\s*", " ", text)) if "\n" in text else text.strip().rstrip(";").strip()
