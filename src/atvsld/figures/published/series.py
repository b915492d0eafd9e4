"""The series of the nation for other rooms: one line of one sector over the years, each point with its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ...statutes.period import Period
from .book import Book
from .record import NOTICE, Figure, Notice
from .standing import standing_book
from .verify import SHOWN_PLACES, Checked, Verdict, rounded, verify

OWN, BEFORE = "own", "before"


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. `value` is None where the notice has words (`text`).

    `computed_pct` follows from the figure's own change (`computed_from` "own"), or, where none was printed, from the
    notice of the period before ("before"); 4 decimals. An implied point has no notice of its own: its value is what
    the notice of the next period says of it, and `notice` is that notice. `restated_from` is what the notice of the
    period before itself said, where the change printed here starts from another number.
    """

    period: Period
    value: int | None
    change_pct: Decimal | None
    computed_pct: Decimal | None
    verdict: Verdict
    notice: Notice
    figure: Figure
    checked: Checked
    computed_from: str = ""
    is_implied: bool = False
    restated_from: int | None = None

    @property
    def number(self) -> str:
        return self.notice.number

    @property
    def issued_on(self) -> date | None:
        return self.notice.issued_on


def published_series(
    line: str, sector: str, *, half: int | None = None, with_implied: bool = False, book: Book | None = None
) -> tuple[Point, ...]:
    """Whole years, or with `half` 1 or 2 that half of each year, oldest first; no notice, no point."""
    known = standing_book() if book is None else book
    points = {p.period: p for p in _points(known, line, sector, half)}
    if with_implied:
        points = {p.period: p for p in _implied(points)} | points
    return tuple(points[period] for period in sorted(points, key=lambda p: p.year))


def _points(book: Book, line: str, sector: str, half: int | None) -> Iterator[Point]:
    for notice in book:
        figure = notice.figure(sector, line)
        if notice.kind != NOTICE or notice.period.half != half or figure is None:
            continue
        checked, before = verify(figure), book.figure_before(notice, figure)
        computed, source = checked.computed_pct, OWN
        if computed is None:
            computed, source = _against_before(figure, before), BEFORE
        yield Point(
            notice.period, figure.value, figure.change_pct, computed, checked.verdict, notice, figure, checked,
            source if computed is not None else "", restated_from=_restated(checked, before),
        )  # fmt: skip


def _restated(checked: Checked, before: Figure | None) -> int | None:
    own = before.value if before else None
    return own if checked.base is not None and checked.base != own else None


def _against_before(figure: Figure, before: Figure | None) -> Decimal | None:
    """Only where the notice printed no change of its own."""
    if figure.change_abs is not None or figure.value is None or before is None or not before.value:
        return None
    return rounded(Fraction(100 * (figure.value - before.value), before.value), SHOWN_PLACES)


def _implied(points: dict[Period, Point]) -> Iterator[Point]:
    for point in points.values():
        compared, base = point.notice.compared_with, point.checked.base
        if compared is not None and base is not None and base >= 0 and compared.half == point.period.half:
            figure = Figure(point.figure.sector, point.figure.line, base)
            yield Point(
                compared, base, None, None, Verdict.NOT_PRINTED, point.notice, figure, verify(figure), is_implied=True
            )
