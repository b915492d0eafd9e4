"""What a programme is: a document, whose it is, and the targets that can be measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ...figures.indicators.path import Aim
from ...statutes.words import noop

DIRECTIVE = noop("Chỉ thị số 31-CT/TW ngày 19/3/2024 của Ban Bí thư Trung ương Đảng")


@dataclass(frozen=True)
class Owner:
    """The unit whose programme it is: its level and code on the day of the document ("" and "VN": the nation).

    A unit that has ended since is owned by the communes that stand on its ground (`org.places.areas`).
    """

    level: str
    code: str
    on: date | None = None


@dataclass(frozen=True)
class Target:
    """One measurable target. `indicator_id` names what is watched, `aim` what is wanted of it, `source` where the
    document says so; `note` is what must be known to read it."""

    indicator_id: str
    aim: Aim
    summary: str
    source: str
    period: str = noop("hằng năm")
    note: str = ""


@dataclass(frozen=True)
class StatedResult:
    """What the document says was achieved before: a mean yearly change over some years, of an indicator."""

    indicator_id: str
    first_year: int
    last_year: int
    change: float


@dataclass(frozen=True)
class Programme:
    """A document that carries out Directive 31-CT/TW, in facts; titles are translated where they are shown.

    `number` and `issued_on` are empty where the document that was read leaves them blank; `issued_month` is (year,
    month), the month 0 where it is not known. `named_base_year` is a base year that the document names itself;
    `report_before` is (day, month), None where the document names no day; `report_by` the groups of bodies that report
    (`reporting.duties.obliged`), `report_to` the kind of agency that receives it.
    """

    id: str
    title: str
    number: str
    issued_on: date | None
    issued_month: tuple[int, int]
    issuing_body: str
    owner: Owner
    implements: tuple[str, ...]
    targets: tuple[Target, ...]
    source: str
    named_base_year: int | None = None
    report_before: tuple[int, int] | None = None
    report_by: tuple[str, ...] = ()
    report_to: str = ""
    stated: tuple[StatedResult, ...] = field(default=())

    @property
    def base_year(self) -> int:
        """The year before the document, unless it names one."""
        return self.named_base_year or self.issued_month[0] - 1

    def due_on(self, year: int) -> date | None:
        """The day before which the yearly result is reported; None where the document names none."""
        if self.report_before is None:
            return None
        day, month = self.report_before
        return date(year, month, day)
