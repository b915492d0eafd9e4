"""Two years of an indicator compared: the change, how sure it is, and both in one sentence that a leader can quote."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.numbers import vietnamese_number, vietnamese_signed
from ..uncertainty import RateRatio, binomial_interval, rate_ratio
from .declared import ALL_KNOWN, ALONE, RATE, REPORTING, SHARE, Indicator
from .points import Point

# So few cases that one more or less decides: said beside every change.
SMALL = 20


def basis_label(indicator: Indicator, basis: str) -> Words:
    """What rates of the indicator are taken on, in words."""
    if basis == ALONE:
        return (
            format_lazy(_("chưa có số lao động của cả hai năm, nên chỉ so {what}"), what=_counts_of(indicator))
            if indicator.kind == RATE
            else _("chỉ so số đếm")
        )
    if indicator.kind == SHARE:
        return _("tổng số phải có")
    return {
        REPORTING: _("số lao động của cơ sở tham gia báo cáo"),
        ALL_KNOWN: _("số lao động của mọi cơ sở đã biết"),
    }[basis]


@dataclass(frozen=True)
class Comparison:
    """`value` and `value_before` are in the unit of the indicator, None where they are not known. `change` is the
    relative change, of the counts where only these can be compared; None when there was nothing before."""

    basis: str
    value: float | None
    value_before: float | None
    change: float | None
    ratio: RateRatio | None
    sentence: str
    is_small: bool = False

    def as_json(self) -> dict[str, Any]:
        interval = None
        if self.ratio is not None:
            upper = None if math.isinf(self.ratio.upper) else round(self.ratio.upper, 6)
            interval = {
                "ratio": None if self.ratio.ratio is None else round(self.ratio.ratio, 6),
                "lower": round(self.ratio.lower, 6),
                "upper": upper,
                "level": self.ratio.level,
            }
        return {
            "value": _rounded(self.value),
            "value_before": _rounded(self.value_before),
            "change_percent": None if self.change is None else round(100 * self.change, 2),
            "rate_ratio": interval,
            "sentence": self.sentence,
            "is_small_count": self.is_small,
        }


def compare(indicator: Indicator, before: Point, this: Point, basis: str, *, is_complete: bool) -> Comparison:
    """The year beside another on one basis. Of a year that is not over the sentence says so."""
    ratio = _ratio(indicator, before, this, basis)
    values = [point.value(indicator, basis) for point in (before, this)]
    change = ratio.ratio - 1 if ratio and ratio.ratio is not None else _change(indicator, *values)
    is_known = before.count is not None and this.count is not None
    is_small = indicator.kind == RATE and is_known and (before.count or 0) + (this.count or 0) < 2 * SMALL
    said = _sentence(indicator, before, this, basis, ratio, values)
    if this.is_known and not is_complete:
        said = gettext("Năm {year} chưa kết thúc. {sentence}").format(year=this.year, sentence=said)
    return Comparison(basis, values[1], values[0], change, ratio, said, is_small)


def _ratio(indicator: Indicator, before: Point, this: Point, basis: str) -> RateRatio | None:
    """Only events that come by chance have an interval: deaths and injuries, not people examined."""
    if indicator.kind != RATE or before.count is None or this.count is None:
        return None
    exposures = before.exposure(basis), this.exposure(basis)
    return rate_ratio(before.count, exposures[0], this.count, exposures[1]) if all(exposures) else None


def _change(indicator: Indicator, before: float | None, this: float | None) -> float | None:
    if indicator.kind == RATE or not before or this is None:
        return None
    return this / before - 1


def _sentence(
    indicator: Indicator, before: Point, this: Point, basis: str, ratio: RateRatio | None, values: list[float | None]
) -> str:
    missing = [point for point in (before, this) if not point.is_known]
    if missing:
        said = gettext("Chưa có số liệu năm {years}, nên chưa so sánh được.")
        return said.format(years=gettext(" và ").join(str(point.year) for point in missing))
    if indicator.kind == RATE:
        return _of_rates(indicator, before, this, basis, ratio)
    return _of_shares(before, this, values) if indicator.kind == SHARE else _of_counts(before, this, values)


def _of_rates(indicator: Indicator, before: Point, this: Point, basis: str, ratio: RateRatio | None) -> str:
    """The change in plain words; of numbers as small as a province's it mostly says that nothing can be said."""
    if ratio is None:
        missing = [str(point.year) for point in (before, this) if not point.exposure(basis)]
        return gettext("Chưa có {workers} năm {years}, nên chưa tính được tần suất.").format(
            workers=basis_label(indicator, basis), years=gettext(" và ").join(missing)
        )
    what = str(_events_of(indicator))
    if before.count == this.count == 0:
        said = gettext("Không có {what} nào trong cả hai năm {before} và {year}; tần suất giữ ở mức 0.")
        return said.format(what=what, before=before.year, year=this.year)
    also = f" ({basis_label(indicator, basis)})" if basis == ALONE else ""
    said = gettext("Với {count} {what} năm {before} và {count_now} năm {year}, {verdict}{also}.")
    return said.format(
        count=vietnamese_number(before.count), count_now=vietnamese_number(this.count), what=what,
        before=before.year, year=this.year, verdict=_verdict(ratio), also=also,
    )  # fmt: skip


def _of_counts(before: Point, this: Point, values: list[float | None]) -> str:
    change = _change_said(values)
    said = gettext("Năm {year}: {value}, năm {before}: {value_before}{change}.")
    return said.format(
        year=this.year, before=before.year, value=vietnamese_number(this.count),
        value_before=vietnamese_number(before.count), change=f" ({change})" if change else "",
    )  # fmt: skip


def _of_shares(before: Point, this: Point, values: list[float | None]) -> str:
    below = this.exposure(REPORTING)
    if values[1] is None or not below or this.count is None:
        return gettext("Chưa có tổng số năm {year}, nên chưa tính được tỷ lệ.").format(year=this.year)
    said = gettext("Năm {year}: {share} % ({count} trên {total}){earlier}.")
    earlier = ""
    if values[0] is not None:
        earlier = gettext("; năm {before}: {share} %").format(before=before.year, share=vietnamese_number(values[0], 1))
    return said.format(
        year=this.year, share=vietnamese_number(values[1], 1), count=vietnamese_number(this.count),
        total=vietnamese_number(below), earlier=earlier,
    )  # fmt: skip


def share_interval(point: Point, basis: str = REPORTING) -> tuple[float, float] | None:
    """The exact 95 % interval of a share, in percent: how far so few people can tell. None where it is not known."""
    below = point.exposure(basis)
    if point.count is None or not below or point.count > below:
        return None
    lower, upper = binomial_interval(point.count, below)
    return 100 * lower, 100 * upper


def _change_said(values: list[float | None]) -> str:
    before, this = values
    if not before or this is None:
        return ""
    return f"{vietnamese_signed(100 * (this / before - 1), 1)} %"


def _events_of(indicator: Indicator) -> Words:
    return _("người chết") if indicator.counted == "deaths" else _("người bị nạn")


def _counts_of(indicator: Indicator) -> Words:
    return _("số người chết") if indicator.counted == "deaths" else _("số người bị nạn")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _verdict(ratio: RateRatio) -> str:
    if ratio.is_surely_lower:
        return gettext("có thể nói chắc là đã giảm (độ tin cậy 95 %)")
    if ratio.is_surely_higher:
        return gettext("có thể nói chắc là đã tăng (độ tin cậy 95 %)")
    if ratio.ratio is not None and ratio.ratio < 1:
        return gettext("chưa thể nói là đã giảm")
    if ratio.ratio == 1:
        return gettext("chưa thể nói là đã giảm hay tăng")
    return gettext("chưa thể nói là đã tăng")
