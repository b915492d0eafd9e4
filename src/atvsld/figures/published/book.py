"""All notices that stand, side by side: from the database, or with those of a file laid over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...base.errors import RuleViolation
from ...statutes.period import Period
from .findings import findings
from .record import NOTICE, Figure, Notice


class Book:
    """One notice a period, in the order of time."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self._notices = {n.key: n for n in sorted(notices, key=lambda n: n.key)}

    def with_these(self, notices: Iterable[Notice]) -> Book:
        return Book([*self._notices.values(), *notices])

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._notices.values())

    def of(self, period: Period, kind: str = NOTICE) -> Notice | None:
        return self._notices.get((kind, period.year, period.half or 0))

    def before(self, notice: Notice) -> Notice | None:
        """The notice of the period with which this one compares itself; of no period, none."""
        return self.of(notice.compared_with) if notice.compared_with and notice.kind == NOTICE else None

    def figure_before(self, notice: Notice, figure: Figure) -> Figure | None:
        before = self.before(notice)
        return before.figure(*figure.place) if before else None

    def findings(self, notice: Notice) -> list[RuleViolation]:
        return list(findings(notice, self.before(notice)))
