"""Reporting periods of the accident returns: the first or second half of a year, or the year."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from atvsld.statutes.words import noop


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or one half of it (1 = 01/01–30/06, 2 = 01/07–31/12); the counting window of Phụ lục XII NĐ 39/2016.

    ``half`` None is the year. ValueError for anything but None, 1, 2.
    """

    year: int
    half: int | None = None

    def __post_init__(self) -> None:
        if self.half not in (None, 1, 2):
            raise ValueError("Kỳ báo cáo phải là cả năm, 6 tháng đầu năm (1) hoặc 6 tháng cuối năm (2)")
        if not 1900 <= self.year <= 2999:
            raise ValueError("Năm báo cáo không hợp lệ")

    @property
    def start_on(self) -> date:
        """The first day."""
        return date(self.year, 7 if self.half == 2 else 1, 1)

    @property
    def end_on(self) -> date:
        """The last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def days(self) -> int:
        """Number of days: 365 or 366 for a year."""
        if self.half is None:
            return 366 if calendar.isleap(self.year) else 365
        return (self.end_on - self.start_on).days + 1

    @property
    def label_vi(self) -> str:
        """As the forms write it: "6 tháng đầu năm 2025", "Năm 2025"."""
        return self.label_pattern.format(year=self.year)

    @property
    def label_pattern(self) -> str:
        """The same without its year, "6 tháng đầu năm {year}": what is translated."""
        halves = {1: noop("6 tháng đầu năm {year}"), 2: noop("6 tháng cuối năm {year}")}
        return halves.get(self.half or 0, noop("Năm {year}"))

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.start_on <= day <= self.end_on

    def previous(self) -> "Period":
        """The same period of the year before ("cùng kỳ năm trước"), with which TT 13/2020 Đ4.1 compares."""
        return Period(self.year - 1, self.half)

    def preceding(self) -> "Period":
        """The period that ends the day before this one begins, of the same length in months."""
        if self.half is None:
            return Period(self.year - 1)
        return Period.half_of(self.start_on - timedelta(days=1))

    @classmethod
    def half_of(cls, day: date) -> "Period":
        """The half-year in which a day lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)
