"""From the lines of a file to what the document says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from .annex import Grid, grids_of, in_tables, tasks_of
from .cleaning import Line, cleaned
from .closing import recipients_in, signer_in
from .head import Head, head_of
from .outline import Node, outline_of, walk
from .paragraphs import Setting, paragraphs
from .parts import Part, parts_of
from .reporting import reporting_in
from .result import Reading, Reporting, Target, Task, Warning
from .source import Source
from .target_tables import targets_of
from .targets import targets_in
from .tasks import tasks_in

_BLANKS = {
    "number": "Số của văn bản còn để trống.",
    "issued_on": "Ngày ban hành còn để trống.",
}


def read(source: Source) -> Reading:
    """What a document says; None or nothing where it is silent."""
    lines = cleaned(source)
    tables = in_tables(source, lines)
    running = [line for line in lines if line.number not in tables]
    parts, setting = parts_of(running), Setting.of(running)
    bodies = [list(paragraphs(part.body, setting)) for part in parts]
    trees = [outline_of(found, _prefix(part)) for part, found in zip(parts, bodies, strict=True)]
    opening = list(takewhile(lambda p: p.marker is None or p.marker.is_bullet, bodies[0]))
    text = "\n".join(line.text for line in lines)
    head = head_of(parts, opening, text)
    tasks, warnings = _tasks(source, lines, parts, trees)
    targets = [found for tree in trees for found in targets_in(tree)]
    targets += [found for grid in grids_of(source, lines) for found in targets_of(grid)]
    reporting = [found for tree in trees for found in reporting_in(tree)]
    closes = [part.close for part in parts if part.close]
    signer = next((s for close in closes if (s := signer_in(close, head.issuing_body or text))), None)
    recipients = next((r for close in closes if (r := recipients_in(close))), ())
    return Reading(
        doc_type=head.doc_type, number=head.number, issued_on=head.issued_on, issued_month=head.issued_month,
        issuing_body=head.issuing_body, title=head.title, based_on=head.based_on, cited=head.cited,
        targets=tuple(targets), tasks=tuple(tasks), reporting=tuple(reporting), recipients=recipients, signer=signer,
        warnings=(*_warnings(head, targets, tasks, reporting), *warnings), rules=head.rules,
    )  # fmt: skip


def _prefix(part: Part) -> str:
    return "PL" if part.kind == "annex" else ""


def _tasks(
    source: Source, lines: Sequence[Line], parts: Sequence[Part], trees: Sequence[Node]
) -> tuple[list[Task], list[Warning]]:  # fmt: skip
    """In the order of the text: of running text, and of tables where they stand."""
    found: list[Task] = []
    for part, tree in zip(parts, trees, strict=True):
        if part.kind != "annex":
            found += tasks_in(tree)
    warnings: list[Warning] = []
    for grid in grids_of(source, lines):
        for one in tasks_of(grid, _section_at(grid, parts, trees)):
            if isinstance(one, Warning):
                warnings.append(one)
            else:
                found.append(one)
    return sorted(found, key=lambda task: task.lines[0] if task.lines else (0, 0)), warnings


def _section_at(grid: Grid, parts: Sequence[Part], trees: Sequence[Node]) -> str:
    """The section in which a table stands: "PL" in an annex, that of the paragraph before it in running text."""
    for part, tree in zip(reversed(parts), reversed(trees), strict=True):
        first = next((line.number for line in (*part.head, *part.name, *part.body, *part.close)), 0)
        if first > grid.first:
            continue
        before = [node for node in walk(tree) if node.paragraph and node.paragraph.first < grid.first]
        if part.kind == "annex" or not before:
            return "PL"
        return before[-1].section or "PL"
    return "PL"


def _warnings(
    head: Head, targets: Sequence[Target], tasks: Sequence[Task], reporting: Sequence[Reporting]
) -> Iterator[Warning]:  # fmt: skip
    for blank in head.blanks:
        yield Warning(f"head.{blank}", _BLANKS[blank])
    if head.doc_type is None:
        yield Warning("head.doc_type", "Không nhận ra loại văn bản.")
    if head.issuing_body is None:
        yield Warning("head.issuing_body", "Không nhận ra cơ quan ban hành.")
    if not tasks:
        yield Warning("tasks.none", "Không nhận ra nhiệm vụ nào.")
    for target in targets:
        if not target.indicator:
            yield Warning("target.indicator", "Chỉ tiêu không rõ là của cái gì.", target.lines)
