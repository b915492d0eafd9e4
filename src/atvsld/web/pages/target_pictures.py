"""A target as a picture: the years beside the path that they should keep to, how sure each is, and where it breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...figures.control import ControlChart, control_chart
from ...figures.indicators.comparison import SMALL, share_interval
from ...figures.indicators.declared import RATE, SHARE
from ...figures.indicators.evaluation import Evaluation
from ...figures.indicators.points import CASES
from ...figures.indicators.points import Break as SeriesBreak
from ...figures.indicators.points import Point as YearPoint
from ...figures.uncertainty import poisson_interval
from ..charts import Band, Break, Chart, Point, Series

PLACES = {RATE: 3, SHARE: 1}
# Fewer months before the year that is judged tell no limits.
LEAST_MONTHS = 12
Url = Callable[[YearPoint], str]


def picture(found: Evaluation, title: str, url: Url, said: Callable[[SeriesBreak], str]) -> Chart | None:
    """The picture of an indicator with its target; None where fewer than two years are known."""
    points = _since_anything_is_known(found)
    values = [p.value(found.indicator, found.basis) for p in points]
    if sum(value is not None for value in values) < 2:
        return None
    years = [str(p.year) for p in points]
    drawn = [
        Point(v, url(p), _note(found, p), found.indicator.kind == RATE and (p.count or 0) < SMALL)
        if v is not None
        else None
        for p, v in zip(points, values, strict=True)
    ]
    series = [Series(gettext(found.indicator.label), drawn)]
    if any(found.path.values()):
        series.append(Series(_("Lộ trình chỉ tiêu"), [found.path.get(p.year) for p in points], "target"))
    lower, upper = _interval(found, points)
    known = any(end is not None for end in upper)
    breaks: dict[str, list[str]] = {}
    for at in found.breaks:
        breaks.setdefault(str(at.after), []).append(said(at))
    return Chart(
        id="target-" + found.indicator.id.replace("_", "-"), title=title, kind="yearly", categories=years,
        series=tuple(series), unit=gettext(found.indicator.unit), places=PLACES.get(found.indicator.kind, 0),
        bands=(Band(_("Khoảng tin cậy 95 %"), lower, upper),) if known else (),
        breaks=tuple(Break(year, " ".join(texts)) for year, texts in breaks.items() if year != years[-1]),
    )  # fmt: skip


def _note(found: Evaluation, point: YearPoint) -> str:
    return gettext("năm chưa kết thúc") if point.year == found.year and not found.is_complete else ""


def _since_anything_is_known(found: Evaluation) -> list[YearPoint]:
    """From the base year on, or from the first year that is known before it."""
    first = min((p.year for p in found.series.known()), default=found.base_year)
    return [p for p in found.series.points if p.year >= min(first, found.base_year)]


def _interval(found: Evaluation, points: list[YearPoint]) -> tuple[list[float | None], list[float | None]]:
    """Between which values the true one lies, by year; nothing for counts of people, which come by no chance."""
    pairs = [_of_year(found, point) for point in points]
    return [low for low, _high in pairs], [high for _low, high in pairs]


def _of_year(found: Evaluation, point: YearPoint) -> tuple[float | None, float | None]:
    indicator, below = found.indicator, point.over.get(found.basis)
    if point.count is None or not below:
        return None, None
    if indicator.kind == SHARE:
        return share_interval(point, found.basis) or (None, None)
    if indicator.kind != RATE:
        return None, None
    low, high = poisson_interval(point.count)
    return low * indicator.per / below, high * indicator.per / below


def by_month(found: Evaluation, today: date) -> Chart | None:
    """Deaths by month of the years counted from cases, between the limits of chance; None where a year is not enough.

    The limits come from the months before the year that is judged.
    """
    if found.indicator.counted != "deaths" or not found.cases:
        return None
    years = [p.year for p in found.series.points if p.origin == CASES and p.year in found.cases]
    months = [(year, month) for year in years for month in range(1, 13) if (year, month) < (today.year, today.month)]
    counts = [found.cases[year].deaths_by_month[month - 1] for year, month in months]
    reference = sum(year < found.year for year, _month in months)
    chart = control_chart(counts, reference) if reference >= LEAST_MONTHS else None
    if chart is None:
        return None
    names, many = [f"{month:02d}/{year}" for year, month in months], len(months)
    return Chart(
        id="months-deaths", title=_("Người chết theo tháng và giới hạn của ngẫu nhiên"), kind="control",
        categories=names, unit=_("người"), category_label=_("Tháng"), note=_calm(chart, names),
        series=(
            Series(_("Số người chết"), counts), Series(_("Trung bình"), [round(chart.mean, 2)] * many, "centre"),
            Series(_("Giới hạn trên"), [chart.upper] * many, "upper"),
            Series(_("Giới hạn dưới"), [chart.lower] * many, "lower"),
        ),
    )  # fmt: skip


def _calm(chart: ControlChart, names: list[str]) -> str:
    """What the months say, in one sentence."""
    if chart.is_calm:
        return gettext("Không tháng nào vượt giới hạn: các tháng lên xuống như ngẫu nhiên thường có.")
    said = []
    for months, words in (
        (chart.above, gettext("Cao bất thường: {months}.")), (chart.below, gettext("Thấp bất thường: {months}.")),
        (chart.runs, gettext("Nhiều tháng liền nằm cùng một phía của trung bình, hơn mức ngẫu nhiên, đến {months}.")),
    ):  # fmt: skip
        if months:
            said.append(words.format(months=", ".join(names[i] for i in months)))
    return " ".join(said)
