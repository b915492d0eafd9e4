"""The states of an accident's declaration: the one table of transitions."""

from __future__ import annotations

from ..base.workflow import Transition, Workflow

ACCIDENT_WORKFLOW = Workflow(
    states=(
        ("notified", "Đã báo ban đầu"),
        ("declared", "Đã khai đủ"),
        ("accepted", "Đã tiếp nhận"),
    ),
    transitions=(
        Transition("complete", "Khai đủ", ("notified",), "declared", "edit"),
        Transition("accept", "Tiếp nhận", ("declared",), "accepted", "accept"),
        Transition("return", "Trả lại để bổ sung", ("declared", "accepted"), "notified", "return"),
    ),
)
