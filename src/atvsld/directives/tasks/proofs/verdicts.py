"""What the house says of a task being done."""

from __future__ import annotations

from dataclasses import dataclass

MET, MISSED, UNKNOWN = "met", "missed", "unknown"


@dataclass(frozen=True)
class Known:
    """Whether the registers show the task as done ("met"), as not done ("missed") or say nothing; in words."""

    verdict: str
    said: str
