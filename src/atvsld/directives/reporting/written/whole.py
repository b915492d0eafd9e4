"""The sections of a report in their order, and the report as an official document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ....base.demonstration import MARK, is_demonstration
from ....base.documents.official import (
    Annex,
    Block,
    Heading,
    Listing,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
)
from ....base.language import in_vietnamese
from . import measures, others, tasks
from .blocks import Grid, Section, Sentence, plain_text

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# No text that was seen prescribes a form for such reports.
PROVISIONAL = "MẪU TẠM: CHƯA CÓ VĂN BẢN QUY ĐỊNH MẪU BÁO CÁO NÀY"
# Who signs, and on whose behalf, by the kind of agency; of the others the head of the agency signs.
SIGNS = {
    "peoples_committee_commune": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "peoples_committee_province": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "ministry": ("", "BỘ TRƯỞNG"), "department": ("", "GIÁM ĐỐC"),
}  # fmt: skip


def for_writing(figures: dict[str, Any], texts: dict[str, str]) -> list[Section]:
    """All sections, also those in which nobody wrote anything yet."""
    found = [
        tasks.direction(figures, texts), others.years(figures), tasks.tasks(figures, texts),
        measures.targets(figures, texts), measures.accidents(figures, texts), others.gathered(figures),
        *others.written(texts),
    ]  # fmt: skip
    return [section for section in found if section is not None]


def sections(figures: dict[str, Any], texts: dict[str, str]) -> list[Section]:
    """Those in which anything stands."""
    return [section for section in for_writing(figures, texts) if not section.is_empty]


def numbered(found: list[Section]) -> Iterator[tuple[str, Section]]:
    return zip((f"{number}. " for number in ROMAN), found, strict=False)


def annexes(figures: dict[str, Any]) -> list[Grid]:
    return [grid for grid in (tasks.annex(figures), others.bodies(figures)) if grid is not None]


def official(figures: dict[str, Any], texts: dict[str, str], day: date | None = None) -> OfficialDocument:
    """The report on paper; number and signer are left for the pen, the day where it is not sent yet."""
    about, grids = figures["about"], annexes(figures)
    blocks: list[Block] = []
    for number, section in numbered(sections(figures, texts)):
        blocks += [Heading(number + section.title), *_blocks(section)]
    if grids:
        blocks.append(Paragraph(f"(Kèm theo {len(grids)} phụ lục.)", italic=True))
    marks = [in_vietnamese(MARK).upper()] if is_demonstration() else []
    agency = about["agency"]
    return OfficialDocument(
        parent=agency["parent"], body=agency["name"], sign=f"BC-{_short(agency['name'])}", place=about["unit"]["place"],
        day=day, type_name="Báo cáo", summary=about["title"], addressees=[about["to"]] if about["to"] else [],
        blocks=blocks, recipients=["Như trên", "Lưu: VT"] if about["to"] else ["Lưu: VT"],
        signature=_signature(agency["kind"]), marks=[*marks, PROVISIONAL],
        annexes=[Annex(f"Phụ lục {ROMAN[at]}", grid.title, [_table(grid, "")]) for at, grid in enumerate(grids)],
    )  # fmt: skip


def _blocks(section: Section) -> Iterator[Block]:
    for block in section.blocks:
        if isinstance(block, Grid):
            yield _table(block, block.title)
        elif isinstance(block, Sentence) and block.is_item:
            yield Listing([plain_text(block.line)])
        else:
            yield Paragraph(plain_text(block.line))
    if section.written:
        yield Paragraph(section.written)


def _table(grid: Grid, title: str) -> Table:
    rows = [[plain_text(line) for line in row] for row in grid.rows]
    return Table(grid.heads, rows, grid.shares, grid.aligns, title, grid.note)


def _signature(kind: str) -> Signature:
    authority, title = SIGNS.get(kind) or SIGNS.get(kind.split("_")[0]) or ("", "THỦ TRƯỞNG CƠ QUAN")
    return Signature([authority] if authority else [], title)


def _short(name: str) -> str:
    """The letters by which a body signs: «SNV» of Sở Nội vụ tỉnh …, «UBND» of a people's committee."""
    if name.startswith("Ủy ban nhân dân"):
        return "UBND"
    words = name.split(" tỉnh ")[0].split(" thành phố ")[0].replace(",", " ").split()
    return "".join(word[0] for word in words if word.lower() not in ("và", "của")).upper()
