"""When the returns on accidents and OSH are due (Đ24, Đ25 NĐ 39/2016, Đ4.1 TT 13/2020, Đ10.2 TT 07/2016).

The law says "trước ngày" (before a day): a return filed on that very day is late.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from atvsld.statutes.period import Period
from atvsld.statutes.seedfile import seed_rows
from atvsld.statutes.status import Status, normalise_status
from atvsld.statutes.words import noop

_ND39 = "NĐ 39/2016/NĐ-CP"

_OBLIGATIONS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("Accident report", "NSDLĐ"): (
        "accident_report",
        noop("Báo cáo tổng hợp tai nạn lao động của cơ sở"),
        f"Đ24.1 {_ND39}",
    ),
    ("Accident report workers w/o contract", "UBND cấp xã"): (
        "commune_accident_report",
        noop("Báo cáo tai nạn lao động của người làm việc không theo hợp đồng lao động"),
        f"Đ24.2 {_ND39}; Đ44, Đ47 NĐ 129/2025/NĐ-CP",
    ),
    ("Quick report", "Sở Nội vụ"): ("quick_report", noop("Báo cáo nhanh tai nạn lao động"), f"Đ24.4a {_ND39}"),
    ("Provincial summary", "Sở Nội vụ"): (
        "provincial_summary",
        noop("Báo cáo tổng hợp tình hình tai nạn lao động cấp tỉnh"),
        f"Đ24.4b {_ND39}",
    ),
    ("Treated victims", "Cơ sở KCB"): (
        "treated_victims_facility",
        noop("Báo cáo người bị tai nạn lao động khám, điều trị"),
        f"Đ25 {_ND39}",
    ),
    ("Treated victims", "Sở Y tế"): (
        "treated_victims_province",
        noop("Tổng hợp người bị tai nạn lao động khám, điều trị của tỉnh"),
        f"Đ25 {_ND39}",
    ),
    ("Treated victims", "Bộ Y tế"): (
        "treated_victims_ministry",
        noop("Tổng hợp người bị tai nạn lao động khám, điều trị toàn quốc"),
        f"Đ25 {_ND39}",
    ),
    ("Publish accident data in establishment", "NSDLĐ"): (
        "publish_accidents",
        noop("Công bố tình hình tai nạn lao động tại cơ sở"),
        "Đ4.1 TT 13/2020/TT-BLĐTBXH",
    ),
    ("Annual OSH report", "NSDLĐ"): (
        "annual_osh_report",
        noop("Báo cáo công tác an toàn, vệ sinh lao động"),
        "Đ10.2 TT 07/2016/TT-BLĐTBXH",
    ),
    ("Occupational-health report", "NSDLĐ"): (
        "occupational_health_report",
        noop("Báo cáo y tế lao động của cơ sở"),
        "Phụ lục 8 TT 19/2016/TT-BYT",
    ),
    ("Notify leased-worker accidents", "Bên thuê lại"): (
        "leased_worker_notice",
        noop("Thông báo tai nạn của lao động thuê lại"),
        "Đ65.2c Luật 84/2015/QH13",
    ),
}

_DAY_MONTH = re.compile(r"\b(\d\d)-(\d\d)\b")


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One duty to report and its days: (day, month), of the same year for a half-year, of the next year for a year.

    None where the law names no day ("ngay", not fixed) or the duty does not exist for that kind of period.
    """

    obligation: str
    name_vi: str
    who: str
    to: str
    half_before: tuple[int, int] | None
    year_before: tuple[int, int] | None
    form: str
    article: str
    status: Status
    source: str

    @property
    def code(self) -> str:
        """Unique within the list: a duty may stand on two rows, one a kind of period."""
        kinds = [kind for kind, day in (("half", self.half_before), ("year", self.year_before)) if day]
        return ".".join([self.obligation, *kinds])


@dataclass(frozen=True, slots=True)
class DueDate:
    """A return of one period and the day before which it must have arrived."""

    obligation: str
    period: Period
    before_on: date
    form: str
    article: str
    status: Status


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """All duties, in the order of the seed."""
    return tuple(_rule(dict(row)) for row in seed_rows("codes/deadlines.csv"))


def _rule(row: dict[str, str]) -> DeadlineRule:
    obligation, name_vi, article = _OBLIGATIONS[row["obligation"], row["who"]]
    days = [(int(day), int(month)) for day, month in _DAY_MONTH.findall(row["before_date"])]
    has_half, has_year = "6 tháng" in row["period"], "năm" in row["period"]
    if days and len(days) != has_half + has_year:
        raise ValueError(f"Thời hạn không đọc được: {row['before_date']!r}")
    unsure = row["before_date"] if "memory" in row["before_date"] else row["src"]
    return DeadlineRule(
        obligation=obligation,
        name_vi=name_vi,
        who=row["who"],
        to=row["to"],
        half_before=days[0] if days and has_half else None,
        year_before=days[-1] if days and has_year else None,
        form=row["form"].replace(" (memory, unsure)", ""),
        article=article,
        status=normalise_status(unsure, "provisional"),
        source=row["src"],
    )


def due_dates(year: int, half: int | None, obligation: str | None = None) -> tuple[DueDate, ...]:
    """What is due for a year (``half`` None) or its first half, for one duty or all.

    Nothing is due for a second half alone. LookupError for an unknown duty.
    """
    period = Period(year, half)
    rules = [rule for rule in deadline_rules() if obligation in (None, rule.obligation)]
    if not rules:
        raise LookupError(f"Không có nghĩa vụ báo cáo {obligation!r}")
    found = []
    for rule in rules:
        day = {None: rule.year_before, 1: rule.half_before}.get(half)
        if day:
            before_on = date(year + (half is None), day[1], day[0])
            found.append(DueDate(rule.obligation, period, before_on, rule.form, rule.article, rule.status))
    return tuple(found)


def due_date(period: Period, obligation: str) -> DueDate:
    """The one date of a duty for a period. LookupError when the law fixes none."""
    found = due_dates(period.year, period.half, obligation)
    if not found:
        raise LookupError(f"Pháp luật không ấn định ngày cho {obligation!r}, kỳ {period.label_vi}")
    return found[0]


def is_late(filed_on: date, before_on: date) -> bool:
    """Whether a return came too late: "trước ngày" excludes the day itself."""
    return filed_on >= before_on
