"""A report as a page tells it: its sections with their figures as links, its state, what is different by now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...directives.reporting.duties.owed import NONE, OVERDUE, UNDATED
from ...directives.reporting.models import DRAFT, RECEIVED, RETURNED, SENT
from ...directives.reporting.parts import PARTS
from ...directives.reporting.written.blocks import Figure, Grid, Line, Section
from ...directives.reporting.written.whole import annexes, numbered

BADGES = {DRAFT: "draft", SENT: "waiting", RETURNED: "overdue", RECEIVED: "done", OVERDUE: "overdue", NONE: "waiting",
          UNDATED: "plain"}  # fmt: skip
HELP = {
    "problems": _("Nhiệm vụ quá hạn, chỉ tiêu chưa đạt và nơi chưa báo cáo ở các mục trên là chỗ bắt đầu."),
    "proposals": _("Ghi điều cần cấp trên quyết định hoặc hỗ trợ."),
    "ahead": _("Nhiệm vụ còn dở và đến hạn trong kỳ sau ở mục nhiệm vụ."),
}
MOST_SHOWN = 60


def shown(found: Iterable[Section], links: Callable[[str], str]) -> list[dict[str, Any]]:
    """Sections with their number, blocks and what was written."""
    return [
        {
            "title": number + section.title, "part": section.part, "label": PARTS.get(section.part, ""),
            "help": HELP.get(section.part, ""), "written": section.written,
            "blocks": [_block(block, links) for block in section.blocks],
        }
        for number, section in numbered(list(found))
    ]  # fmt: skip


def shown_annexes(figures: dict[str, Any], links: Callable[[str], str]) -> list[dict[str, Any]]:
    return [_block(grid, links) for grid in annexes(figures)]


def _block(block: Any, links: Callable[[str], str]) -> dict[str, Any]:
    if not isinstance(block, Grid):
        return {"kind": "item" if block.is_item else "sentence", "pieces": _pieces(block.line, links)}
    rows = block.rows[:MOST_SHOWN]
    return {
        "kind": "table", "title": block.title, "heads": list(zip(block.heads, block.aligns, strict=True)),
        "rows": [
            [(head, align, _pieces(line, links))
             for head, align, line in zip(block.heads, block.aligns, row, strict=True)] for row in rows
        ],
        "note": block.note, "more": len(block.rows) - len(rows),
    }  # fmt: skip


def _pieces(line: Line, links: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(piece.text, links(piece.key)) if isinstance(piece, Figure) else (piece, "") for piece in line]


def due_said(due_on: date | None) -> str:
    return f"{due_on:%d/%m/%Y}" if due_on else ""
