"""One indicator of one unit, year by year: what was counted on what, where from, and where the line breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .declared import ALONE, COUNT, Indicator

CASES, AGGREGATES = "cases", "aggregates"
ORIGIN, COVERAGE, GAP, GROUND = "origin", "coverage", "gap", "ground"

# The share of establishments that report may change by so much before two years are no longer like with like.
COVERAGE_STEP = 0.10


@dataclass(frozen=True)
class Point:
    """An indicator in one year. `count` is above the stroke, `over` below it by basis; None or 0: not known.

    `origin` says whether cases of the system were counted or a figure of a document was entered (`sources`); "" when
    nothing is known. `reporting` and `owed` are the establishments that reported and those that had to.
    """

    year: int
    count: int | None = None
    over: Mapping[str, int] = field(default_factory=dict)
    origin: str = ""
    reporting: int | None = None
    owed: int | None = None
    sources: tuple[str, ...] = ()
    ground: str = ""

    @property
    def is_known(self) -> bool:
        return self.count is not None

    @property
    def coverage(self) -> float | None:
        """Which share of the establishments reported; None where that is not known."""
        return self.reporting / self.owed if self.owed and self.reporting is not None else None

    def exposure(self, basis: str) -> int:
        """What rates are taken on: 1 where only the counts can be compared, 0 where it is not known."""
        return 1 if basis == ALONE else self.over.get(basis) or 0

    def value(self, indicator: Indicator, basis: str) -> float | None:
        """The indicator in its unit; None where it is not known."""
        if self.count is None:
            return None
        if indicator.kind == COUNT:
            return float(self.count)
        below = self.over.get(basis) or 0
        return self.count * indicator.per / below if below else None


@dataclass(frozen=True)
class Break:
    """Between two years of a line: what makes the later not simply comparable with the earlier."""

    after: int
    before: int
    kind: str


@dataclass(frozen=True)
class Series:
    """The points of consecutive years, on one basis for all of them."""

    indicator: Indicator
    points: tuple[Point, ...]

    def __getitem__(self, year: int) -> Point:
        return next((point for point in self.points if point.year == year), Point(year))

    def known(self) -> list[Point]:
        return [point for point in self.points if point.is_known]

    def basis(self, *years: int) -> str:
        """The preferred denominator that is known in each of these years; the counts alone where none is."""
        points = [self[year] for year in years]
        for basis in self.indicator.over:
            if all(point.exposure(basis) for point in points):
                return basis
        return ALONE

    def value(self, year: int, basis: str) -> float | None:
        return self[year].value(self.indicator, basis)

    def breaks(self) -> tuple[Break, ...]:
        """Between which known years the line must not be read as one."""
        return tuple(_breaks(self.known()))


def _breaks(points: Sequence[Point]) -> Iterator[Break]:
    for earlier, later in pairwise(points):
        between = earlier.year, later.year
        if later.year - earlier.year > 1:
            yield Break(*between, GAP)
        if earlier.origin != later.origin:
            yield Break(*between, ORIGIN)
        if earlier.ground != later.ground:
            yield Break(*between, GROUND)
        shares = earlier.coverage, later.coverage
        if None not in shares and abs(shares[1] - shares[0]) >= COVERAGE_STEP - 1e-12:  # type: ignore[operator]
            yield Break(*between, COVERAGE)
