"""One target as a page tells it: the verdict, the years beside their path, what breaks the line, how sure it is."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.numbers import vietnamese_number, vietnamese_signed
from ...directives.assessment import STATUS_LABELS, Assessed
from ...figures.forms.coverage import older_headcounts, unknown_headcounts
from ...figures.indicators.by_group import why_not
from ...figures.indicators.comparison import SMALL, Comparison, basis_label, share_interval
from ...figures.indicators.declared import COUNT, RATE, SHARE
from ...figures.indicators.evaluation import Evaluation
from ...figures.indicators.path import AVERAGE, LEVEL, YEARLY
from ...figures.indicators.points import AGGREGATES, CASES, COVERAGE, GAP, GROUND, ORIGIN, Break, Point
from ...org.places.anytime import label_of_unit
from ...org.places.models import NATION
from .target_pictures import by_month, picture

BADGES = {"met": "done", "not_met": "overdue", "unknown": "waiting", "no_data": "draft"}
ORIGINS = {CASES: _("vụ trong hệ thống"), AGGREGATES: _("số theo văn bản"), "": _("chưa có số liệu")}
# Column of table I, Phụ lục XIV, that counts the line.
COLUMNS = {"deaths": "9", "victims": "8"}
KINDS = {YEARLY: _("mỗi năm"), AVERAGE: _("trung bình mỗi năm"), LEVEL: ""}


def told(assessed: Assessed, form: str) -> dict[str, Any]:
    """`form` is the address of the cells of the statutory table, but for year and column; "" where there is none."""
    found, status = assessed.evaluation, assessed.status
    ratio = found.chosen.ratio
    is_sure = not (status == "met" and ratio and not ratio.is_surely_lower)
    return {
        "target": assessed.target,
        "evaluation": found,
        "indicator": found.indicator,
        "status": STATUS_LABELS[status] if is_sure else gettext("đạt theo con số, chưa chắc chắn"),
        "badge": BADGES[status] if is_sure else "waiting",
        "waits_for": assessed.waits_for,
        "wanted": _wanted(assessed),
        "sentence": found.chosen.sentence,
        "small": _small(found),
        "value": _shown(found, found.value),
        "change": _percent(found.chosen.change),
        "mean": _percent(found.since_base) if found.is_complete and found.year - found.base_year > 1 else "",
        "interval": _interval(found.chosen) if found.indicator.kind == RATE else _share(found),
        "months": by_month(found, timezone.localdate()),
        "years": [_year(found, point, form) for point in found.series.points],
        "breaks": [break_said(found, b) for b in found.breaks],
        "picture": picture(
            found,
            str(_(assessed.target.summary)),
            lambda point: _url(found, point, form),
            lambda b: break_said(found, b),
        ),
        "lines": [_line(found, basis) for basis in found.indicator.over] if found.indicator.kind == RATE else [],
        "coverage": _coverage(found),
        "is_count": found.indicator.kind == COUNT,
        "by_group": _by_group(found),
    }


def _by_group(found: Evaluation) -> str:
    """The page of the indicator by groups of workers; "" where it counts no people."""
    if why_not(found.indicator):
        return ""
    unit = label_of_unit(found.area.unit) if found.area.unit else NATION
    query = urlencode({"unit": unit, "year": found.year, "basis": found.boundaries})
    return f"{reverse('indicator-groups', args=[found.indicator.id])}?{query}"


def _wanted(assessed: Assessed) -> str:
    aim = assessed.target.aim
    if aim.kind == LEVEL:
        return f"{'>' if aim.is_strict else '≥'} {vietnamese_number(aim.level)} %"
    percent = 100 * aim.change
    return f"{vietnamese_signed(percent, 0 if percent == int(percent) else 1)} % {KINDS[aim.kind]}"


def _small(found: Evaluation) -> str:
    if not found.chosen.is_small:
        return ""
    return gettext(
        "Số ít: thêm hay bớt một người đã làm tỷ lệ đổi nhiều. Dưới {least} người mỗi năm nên xem nhiều năm cùng lúc."
    ).format(least=SMALL)


def _shown(found: Evaluation, value: float | None) -> str:
    if not value:
        return "–" if value is None else "0"
    return vietnamese_number(value, {RATE: 3, SHARE: 1}.get(found.indicator.kind, 0))


def _percent(change: float | None) -> str:
    return "–" if change is None else f"{vietnamese_signed(100 * change)} %"


def _interval(compared: Comparison) -> str:
    ratio = compared.ratio
    if ratio is None:
        return "–"
    upper = "∞" if math.isinf(ratio.upper) else vietnamese_number(ratio.upper, 2)
    return gettext("{lower} đến {upper}").format(lower=vietnamese_number(ratio.lower, 2), upper=upper)


def _share(found: Evaluation) -> str:
    limits = share_interval(found.this) if found.indicator.kind == SHARE else None
    if limits is None:
        return "–"
    lower, upper = (vietnamese_number(limit, 1) for limit in limits)
    return gettext("{lower} % đến {upper} %").format(lower=lower, upper=upper)


def _year(found: Evaluation, point: Point, form: str) -> dict[str, Any]:
    value, wanted = point.value(found.indicator, found.basis), found.path.get(point.year)
    return {
        "year": point.year,
        "count": vietnamese_number(point.count),
        "url": _url(found, point, form),
        "over": vietnamese_number(point.over.get(found.basis)),
        "value": _shown(found, value),
        "path": _shown(found, wanted),
        "origin": ORIGINS[point.origin],
        "sources": point.sources,
        "is_base": point.year == found.base_year,
        "is_judged": point.year == found.year,
        "reporting": _reporting(point),
    }


def _url(found: Evaluation, point: Point, form: str) -> str:
    """The cases that the year counts; "" where a document was entered, or nothing is counted."""
    column = COLUMNS.get(found.indicator.counted)
    opens = form and column and point.origin == CASES and point.count
    return f"{form}&year={point.year}&column={column}" if opens else ""


def _reporting(point: Point) -> str:
    if point.coverage is None:
        return "–"
    said = gettext("{reporting} trên {owed} ({share} %)")
    return said.format(
        reporting=vietnamese_number(point.reporting), owed=vietnamese_number(point.owed),
        share=vietnamese_number(100 * point.coverage, 1),
    )  # fmt: skip


def break_said(found: Evaluation, at: Break) -> str:
    earlier, later = found.series[at.after], found.series[at.before]
    said = {
        GAP: gettext("Giữa {earlier} và {later} có năm chưa có số liệu."),
        ORIGIN: gettext(
            "Từ {earlier} sang {later} nguồn số liệu đổi: {origin_before}, rồi {origin}. Không nối liền được."
        ),
        GROUND: gettext("Từ {earlier} sang {later} địa giới đổi, nên hai năm không cùng một địa bàn."),
        COVERAGE: gettext("Từ {earlier} sang {later} tỷ lệ cơ sở báo cáo đổi từ {share_before} % thành {share} %."),
    }[at.kind]
    return said.format(
        earlier=at.after, later=at.before, origin_before=ORIGINS[earlier.origin], origin=ORIGINS[later.origin],
        share_before=vietnamese_number(100 * (earlier.coverage or 0), 1),
        share=vietnamese_number(100 * (later.coverage or 0), 1),
    )  # fmt: skip


def _line(found: Evaluation, basis: str) -> dict[str, Any]:
    compared, before, this = found.comparisons[basis], found.before, found.this
    ratio = compared.ratio
    return {
        "basis": basis_label(found.indicator, basis),
        "is_chosen": basis == found.basis,
        "over_before": vietnamese_number(before.over.get(basis)),
        "over": vietnamese_number(this.over.get(basis)),
        "before": _shown(found, compared.value_before),
        "value": _shown(found, compared.value),
        "change": _percent(compared.change),
        "ratio": vietnamese_number(ratio.ratio, 2) if ratio and ratio.ratio is not None else "–",
        "interval": _interval(compared),
    }


def _coverage(found: Evaluation) -> list[str]:
    """How well the workers of the two years are known."""
    said = []
    for year in (found.year - 1, found.year):
        cases = (found.cases or {}).get(year)
        if cases is None or found.series[year].origin != CASES:
            continue
        older, unknown = cases.quality.get("last_known", 0), cases.quality.get("unknown", 0)
        parts = [older_headcounts(older) if older else "", unknown_headcounts(unknown) if unknown else ""]
        if any(parts):
            said.append(gettext("Năm {year}: {said}.").format(year=year, said="; ".join(p for p in parts if p)))
    return said
