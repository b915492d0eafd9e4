"""One page for a leader, on paper: what a unit's screen says, as a plain value to be printed."""

from .values import Block, Briefing, Item, Shown, TargetLine

__all__ = ["Block", "Briefing", "Item", "Shown", "TargetLine"]
