"""The nested heads of a statutory table: "Số vụ - Tổng số" is "Tổng số" under "Số vụ"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...base.language import Words


@dataclass(frozen=True)
class Head:
    """One cell of the head: how many columns and rows it spans."""

    label: str
    columns: int
    rows: int
    unit: Words = ""


def nested_heads(paths: Sequence[tuple[str, ...]], units: Sequence[Words]) -> list[list[Head]]:
    """The rows of the head for columns with these paths and units; the columns of the row names come before."""
    depth = max((len(path) for path in paths), default=1)
    rows: list[list[Head]] = [[] for _ in range(depth)]
    for level in range(depth):
        position = 0
        while position < len(paths):
            path = paths[position]
            if len(path) <= level:
                position += 1
                continue
            end = position + 1
            is_leaf = len(path) == level + 1
            while not is_leaf and end < len(paths) and _same(path, paths[end], level):
                end += 1
            rows[level].append(
                Head(path[level], end - position, depth - level if is_leaf else 1, units[position] if is_leaf else "")
            )
            position = end
    return rows


def _same(path: tuple[str, ...], other: tuple[str, ...], level: int) -> bool:
    return len(other) > level + 1 and other[: level + 1] == path[: level + 1]
