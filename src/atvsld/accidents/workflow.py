"""The states of an accident's declaration: the one table of transitions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..base.workflow import Transition, Workflow

# In which somebody still has to do something.
OPEN_STATES = ("notified", "declared")

ACCIDENT_WORKFLOW = Workflow(
    states=(
        ("notified", _("Đã báo ban đầu")),
        ("declared", _("Đã khai đủ")),
        ("accepted", _("Đã tiếp nhận")),
    ),
    transitions=(
        Transition("complete", _("Khai đủ"), ("notified",), "declared", "edit"),
        Transition("accept", _("Tiếp nhận"), ("declared",), "accepted", "accept"),
        Transition("return", _("Trả lại để bổ sung"), ("declared", "accepted"), "notified", "return"),
    ),
)
