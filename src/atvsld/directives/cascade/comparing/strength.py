"""Whether one target asks for more than another: the results with which each would be content, as an interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from ...reading.result import Target
from .result import STRONGER, WEAKER

CHANGE, LEVEL = "change", "level"


@dataclass(frozen=True)
class Content:
    """The results that meet a target, between two bounds; `is_open`: the bound itself does not."""

    low: float = -inf
    high: float = inf
    is_open: bool = False

    def holds(self, other: Content) -> bool:
        """Whether every result that meets the other meets this one."""
        if not (self.low <= other.low and other.high <= self.high):
            return False
        touches = (self.low == other.low != -inf) or (self.high == other.high != inf)
        return not (touches and self.is_open and not other.is_open)


def measure_of(target: Target) -> tuple[str, str]:
    """What kind of figure it is, a change or a level, and in which unit: only such can be compared."""
    kind = CHANGE if target.comparator.startswith(("decrease", "increase")) else LEVEL
    unit = (target.unit or "").lower().replace("phần trăm", "%").replace(" ", "")
    return kind, unit


def content_of(target: Target) -> Content:
    """A target to decrease "by 4 %" is met by 5 % too: nobody is asked to hold back."""
    value, comparator = target.value, target.comparator
    if comparator.startswith("decrease"):
        return Content(high=-value)
    if comparator.startswith("increase"):
        return Content(low=value)
    if comparator in (">=", ">"):
        return Content(low=value, is_open=comparator == ">")
    if comparator in ("<=", "<"):
        return Content(high=value, is_open=comparator == "<")
    return Content(value, value)


def tends(parent: Target, child: Target) -> str | None:
    """Weaker when the child is content with results that the parent is not; None when neither holds the other."""
    before, after = content_of(parent), content_of(child)
    if measure_of(parent) != measure_of(child) or before.holds(after) == after.holds(before):
        return None
    return STRONGER if before.holds(after) else WEAKER
