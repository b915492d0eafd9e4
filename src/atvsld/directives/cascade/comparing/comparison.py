"""A child document held against one that it carries out."""

from __future__ import annotations

from ...reading.result import Reading
from .duties import compared_duties
from .result import Comparison
from .targets import compared_targets
from .tasks import compared_tasks

__all__ = ["Comparison", "compared"]


def compared(parent: Reading, child: Reading) -> Comparison:
    """What the child carries on of the parent, what it changed, dropped and added. The order of items is no matter."""
    return Comparison(
        compared_targets(parent.targets, child.targets),
        compared_tasks(parent.tasks, child.tasks),
        compared_duties(parent.reporting, child.reporting),
    )
