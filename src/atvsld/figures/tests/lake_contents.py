"""What the lake tells beside what the database holds."""

from __future__ import annotations

from atvsld.base.lists import facts
from atvsld.figures.lake import snapshot


def contents() -> dict[str, list[tuple]]:
    """All facts as figures see them, in order."""
    with snapshot(*facts()) as taken:
        return {name: sorted(tuple(row.values()) for row in taken.read(taken.current(name))) for name in facts()}


def from_the_database() -> dict[str, list[tuple]]:
    return {name: sorted(fact.rows(None)) for name, fact in facts().items()}


def read_from_files(name: str = "victims") -> int:
    """Rows of the fact that a figure takes from files now."""
    with snapshot(name) as taken:
        return len(taken.readings[name].files)
