"""Consecutive years that are counted together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Years:
    """From `first` to `last`, both counted. ValueError when the last lies before the first."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("Năm cuối không thể trước năm đầu")

    @property
    def start_on(self) -> date:
        return date(self.first, 1, 1)

    @property
    def end_on(self) -> date:
        return date(self.last, 12, 31)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))
