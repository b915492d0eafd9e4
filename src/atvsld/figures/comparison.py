"""Two years of deaths and workers compared: the change, whether it reaches a target, and how sure it is, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .uncertainty import RateRatio, rate_ratio

BASES = {
    "reporting": _("số lao động của cơ sở tham gia báo cáo"),
    "all_known": _("số lao động của mọi cơ sở đã biết"),
    "counts": _("chưa có số lao động của cả hai năm, nên chỉ so số người chết"),
}
MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"


@dataclass(frozen=True)
class Counted:
    """Deaths of one year, and the workers among whom they were counted (0: not known)."""

    deaths: int
    workers_reporting: int
    workers_all_known: int

    def workers(self, basis: str) -> int | None:
        """Workers on that basis; None when it is no number of workers."""
        return {"reporting": self.workers_reporting, "all_known": self.workers_all_known}.get(basis)

    def exposure(self, basis: str) -> int:
        """What rates are taken on: workers, or 1 where only deaths are compared."""
        return 1 if basis == "counts" else self.workers(basis) or 0


@dataclass(frozen=True)
class Comparison:
    """`value` and `value_before` are rates, None without workers. `change` is the relative change, of the deaths where
    only these can be compared; None when there was nothing before or it is unknown."""

    basis: str
    value: float | None
    value_before: float | None
    change: float | None
    ratio: RateRatio | None
    sentence: str
    is_complete: bool

    def status(self, target: float) -> str:
        """Whether the change reaches the target (-0.04: at least 4 % down): "met", "not_met" or "unknown".

        Of a year that is not over a failure can be known, a success cannot: deaths are only added.
        """
        reached = self._reached(target)
        if reached is None:
            return UNKNOWN
        if not self.is_complete:
            return UNKNOWN if reached else NOT_MET
        return MET if reached else NOT_MET

    def _reached(self, target: float) -> bool | None:
        if self.basis == "counts" or self.value is None or self.value_before is None:
            return None
        if self.change is None:
            return None if self.value == 0 else False
        return self.change <= target + 1e-12

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
            "value": self.value,
            "value_before": self.value_before,
            "change_percent": None if self.change is None else round(100 * self.change, 2),
            "rate_ratio": interval,
            "sentence": self.sentence,
        }


def compare(per: int, before: Counted, this: Counted, year: int, basis: str, is_complete: bool) -> Comparison:
    """The year beside the year before on one basis."""
    exposures = before.exposure(basis), this.exposure(basis)
    ratio = rate_ratio(before.deaths, exposures[0], this.deaths, exposures[1]) if all(exposures) else None
    change = ratio.ratio - 1 if ratio and ratio.ratio is not None else None
    old, new = (
        round(c.deaths * per / c.exposure(basis), 6) if basis != "counts" and c.exposure(basis) else None
        for c in (before, this)
    )
    said = sentence(before, this, year, basis, ratio)
    if not is_complete:
        said = gettext("Năm {year} chưa kết thúc. {sentence}").format(year=year, sentence=said)
    return Comparison(basis, new, old, change, ratio, said, is_complete)


def sentence(before: Counted, this: Counted, year: int, basis: str, ratio: RateRatio | None) -> str:
    """The change in plain words; of numbers as small as a province's it mostly says that nothing can be said."""
    deaths = {"deaths": before.deaths, "before": year - 1, "deaths_now": this.deaths, "year": year}
    if ratio is None:
        missing = [str(y) for y, c in ((year - 1, before), (year, this)) if not c.exposure(basis)]
        return gettext("Chưa có {workers} năm {years}, nên chưa tính được tần suất.").format(
            workers=BASES[basis], years=gettext(" và ").join(missing)
        )
    if before.deaths == this.deaths == 0:
        said = gettext("Không có người chết nào trong cả hai năm {before} và {year}; tần suất giữ ở mức 0.")
        return said.format(**deaths)
    also = f" ({BASES['counts']})" if basis == "counts" else ""
    said = gettext("Với {deaths} người chết năm {before} và {deaths_now} năm {year}, {verdict}{also}.")
    return said.format(**deaths, verdict=_verdict(ratio), also=also)


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
