"""Which declared indicator a target speaks of, by its words: rules that a person can check at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...base.search import fold


@dataclass(frozen=True)
class Words:
    """All of `needed` stand in the target (in any of the forms of each), none of `barred` does."""

    indicator: str
    needed: tuple[tuple[str, ...], ...]
    barred: tuple[str, ...] = ()

    def fit(self, text: str) -> bool:
        held = f" {text} "

        def stands(words: str) -> bool:
            return f" {words} " in held

        return all(any(map(stands, forms)) for forms in self.needed) and not any(map(stands, self.barred))


_ACCIDENT = ("tai nan lao dong", "tnld")
_TRAINED = ("huan luyen", "tap huan", "boi duong")
# The first that fits counts: the narrower stand first.
RULES = (
    Words("fatal_cases_handled", (_ACCIDENT, ("chet nguoi",), ("dieu tra", "xu ly", "khai bao"))),
    Words("fatal_accident_rate", (("tan suat", "ty le", "ti le"), _ACCIDENT, ("chet nguoi",))),
    Words("accident_rate", (("tan suat", "ty le", "ti le"), _ACCIDENT), ("chet nguoi",)),
    Words("victims_compensated", (_ACCIDENT, ("boi thuong", "tro cap", "huong che do", "che do boi thuong"))),
    Words("exposed_examined", (("benh nghe nghiep", "bnn"), ("kham",))),
    Words("establishments_monitored", (("quan trac",), ("moi truong lao dong",))),
    Words("health_staff_trained", (_TRAINED, ("y te",))),
    Words("strict_workers_trained", (_TRAINED, ("nghiem ngat",))),
    Words("managers_trained", (_TRAINED, ("quan ly nha nuoc", "can bo quan ly"))),
    Words("officers_trained", (_TRAINED, ("lam cong tac an toan", "lam cong tac atvsld", "can bo an toan"))),
    Words("high_risk_reached", (("tiep can", "tuyen truyen", "pho bien"), ("nguy co", "nguy co cao"))),
    Words("reporting_share", (("bao cao",), ("co so", "doanh nghiep"), _ACCIDENT)),
)  # fmt: skip


def indicator_of(target: Mapping[str, Any]) -> str:
    """The id of a declared indicator; "" where none fits: not measurable here.

    The words of what is measured count first; those of the whole target where it says too little.
    """
    for said in (target.get("indicator"), target.get("text")):
        text = fold(str(said or ""))
        for rule in RULES:
            if rule.fit(text):
                return rule.indicator
    return ""


def with_indicators(reading: dict[str, Any]) -> dict[str, Any]:
    """The same with `indicator_id` in each target."""
    return reading | {"targets": [target | {"indicator_id": indicator_of(target)} for target in reading["targets"]]}
