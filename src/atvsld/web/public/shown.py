"""Published figures as a page shows them: made from the frozen values alone, never from the registers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.numbers import vietnamese_number, vietnamese_signed
from ...directives.assessment import STATUS_LABELS
from ...directives.releases.differences import Difference
from ...figures.indicators.comparison import SMALL
from ...figures.indicators.declared import RATE, SHARE
from ..charts import Chart, Point, Series

PLACES = {RATE: 3, SHARE: 1}
BADGES = {"met": "done", "not_met": "overdue", "unknown": "waiting", "no_data": "draft"}


def shown(figures: Mapping[str, Any], year: int) -> dict[str, Any]:
    """For `public/_figures.html`."""
    return {
        "coverage": _coverage(figures["coverage"]),
        "indicators": [_indicator(one, year) for one in figures["indicators"]],
        "not_yet": figures["not_yet"],
        "months": _months(figures["deaths_by_month"], year),
        "programmes": [_programme(one) for one in figures["programmes"]],
        "year": year,
    }


def _coverage(given: Mapping[str, int]) -> list[str]:
    """In sentences: who reported, and how well the workers are known."""
    total, reporting = given["establishments"], given["reporting"]
    if not total:
        return [gettext("Chưa biết cơ sở nào phải báo cáo.")]
    said = [
        gettext("{reporting} trên {total} cơ sở đã báo cáo ({share} %).").format(
            reporting=vietnamese_number(reporting), total=vietnamese_number(total),
            share=vietnamese_number(100 * reporting / total, 1),
        )
    ]  # fmt: skip
    if given["unknown_headcount"]:
        text = gettext("{n} cơ sở chưa biết số lao động, nên tần suất tính trên ít lao động hơn thực tế.")
        said.append(text.format(n=vietnamese_number(given["unknown_headcount"])))
    if given["older_headcount"]:
        text = gettext("{n} cơ sở lấy số lao động của năm gần nhất đã biết, vì chưa có của năm này.")
        said.append(text.format(n=vietnamese_number(given["older_headcount"])))
    return said


def _indicator(one: Mapping[str, Any], year: int) -> dict[str, Any]:
    said, places = one["indicator"], PLACES.get(one["indicator"]["kind"], 0)
    above, below, ratio = one["numerator"], one["denominator"], one["rate_ratio"]
    return {
        "label": said["label"], "unit": said["unit"], "legal_basis": said["legal_basis"],
        "value": vietnamese_number(one["value"], places), "numerator": above["label"],
        "count": vietnamese_number(above["value"]), "denominator": below["label"],
        "over": vietnamese_number(below["value"]),
        "change": _percent(one["change_percent"]), "sentence": one["sentence"], "interval": _interval(ratio),
        "is_small": one["is_small_count"], "small": SMALL, "picture": _years(one, places),
    }  # fmt: skip


def _years(one: Mapping[str, Any], places: int) -> Chart | None:
    """The years beside each other; None where fewer than two are known."""
    series = one["series"]
    if sum(point["value"] is not None for point in series) < 2:
        return None
    said = one["indicator"]
    points = [
        None if p["value"] is None
        else Point(p["value"], is_small=said["kind"] == RATE and (p["count"] or 0) < SMALL)
        for p in series
    ]  # fmt: skip
    return Chart(
        id="released-" + said["id"].replace("_", "-"), title=gettext(said["label"]), kind="yearly",
        categories=[str(p["year"]) for p in series], series=(Series(gettext(said["label"]), points),),
        unit=gettext(said["unit"]), places=places,
    )  # fmt: skip


def _months(counts: list[int] | None, year: int) -> Chart | None:
    if counts is None:
        return None
    return Chart(
        id="released-months", title=gettext("Người chết vì tai nạn lao động theo tháng, năm {year}").format(year=year),
        kind="months", categories=[f"{month:02d}" for month in range(1, 13)], category_label=_("Tháng"),
        series=(Series(_("Số người chết"), counts),), unit=_("người"), places=0,
    )  # fmt: skip


def _programme(one: Mapping[str, Any]) -> dict[str, Any]:
    year, month = one["issued_month"]
    day = one["issued_on"]
    issued = "/".join(reversed(day.split("-"))) if day else (f"{month:02d}/{year}" if month else str(year))
    return {**one, "issued": issued, "targets": [_target(target) for target in one["targets"]]}


def _target(one: Mapping[str, Any]) -> dict[str, Any]:
    label, badge = str(STATUS_LABELS[one["status"]]), BADGES[one["status"]]
    if not one["is_sure"]:
        label, badge = gettext("đạt theo con số, chưa chắc chắn"), "waiting"
    return {**one, "label": label, "badge": badge, "change": _percent(one["change_percent"])}


def _interval(ratio: Mapping[str, Any] | None) -> str:
    """Between which rate ratios the true one lies; "" of what comes by no chance."""
    if not ratio or ratio["lower"] is None:
        return ""
    upper = "∞" if ratio["upper"] is None else vietnamese_number(ratio["upper"], 2)
    return gettext("{lower} đến {upper}").format(lower=vietnamese_number(ratio["lower"], 2), upper=upper)


def _percent(change: float | None) -> str:
    return "–" if change is None else f"{vietnamese_signed(change)} %"


def told(found: list[Difference]) -> list[dict[str, Any]]:
    """Differences in words; `of` is a label that templates translate."""
    return [
        {
            "of": one.of, "part": one.part_label, "before": _value(one.part, one.before),
            "after": _value(one.part, one.after),
        }
        for one in found
    ]  # fmt: skip


def _value(part: str, value: Any) -> str:
    if value is None:
        return "–"
    return str(STATUS_LABELS[value]) if part == "status" else vietnamese_number(value)
