"""This month beside the same months of five years: the dead by month of the event, as a picture and in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean

from django.utils.translation import gettext, ngettext

from ...base.numbers import vietnamese_number
from ...directives.overview import YEARS_BEFORE, Overview
from ...figures.events import Happened
from ..charts import Band, Chart, Point, Series

NOBODY = Happened()
Url = Callable[[str], str]


def months_picture(seen: Overview, url: Url) -> Chart | None:
    """None where nobody here said anything in the year: silence is not zero. `url` opens a month, «2026-11»."""
    if not has_word(seen):
        return None
    months, before = range(1, 13), seen.years_with_word()
    drawn = [_point(seen, month, url) for month in months]
    series = [Series(gettext("Năm {year}").format(year=seen.year), drawn)]
    bands: tuple[Band, ...] = ()
    if before:
        earlier = [[_deaths(seen, year, month) for year in before] for month in months]
        words = ngettext("Trung bình {n} năm trước", "Trung bình {n} năm trước", len(before)).format(n=len(before))
        series.append(Series(words, [round(mean(of_month), 1) for of_month in earlier], "mean"))
        bands = (
            Band(gettext("Ít nhất và nhiều nhất các năm ấy"), [min(m) for m in earlier], [max(m) for m in earlier]),
        )
    return Chart(
        id="overview-months", title=gettext("Người chết theo tháng, bên cạnh cùng tháng các năm trước"), kind="months",
        categories=[f"{month:02d}" for month in months], series=tuple(series), bands=bands, unit=gettext("người"),
        category_label=gettext("Tháng"), note=_few_years(seen, before),
    )  # fmt: skip


def months_sentence(seen: Overview) -> str:
    """The month that runs up to today beside the same days of the years before; of a year that is over, the year."""
    before = seen.years_with_word()
    if not has_word(seen):
        return gettext(
            "Năm {year} chưa ai trên địa bàn báo cáo; không có số liệu không có nghĩa là không có tai nạn."
        ).format(year=seen.year)
    if not seen.is_running:
        now = [_of_year(seen, seen.year), *(_of_year(seen, year) for year in before)]
        said = gettext("Năm {year}: {deaths} người chết").format(year=seen.year, deaths=vietnamese_number(now[0]))
    else:
        month = seen.today.month
        now = [_to_date(seen, year) for year in (seen.year, *before)]
        said = gettext("Tháng {month} đến ngày {day}: {deaths} người chết").format(
            month=month, day=seen.today.day, deaths=vietnamese_number(now[0])
        )
    if not before:
        return gettext("{said}; chưa có năm trước để so.").format(said=said)
    least, most = min(now[1:]), max(now[1:])
    beside = gettext("{said}; cùng kỳ các năm {years}: {least} đến {most}, trung bình {mean}.")
    if least == most:
        beside = gettext("{said}; cùng kỳ các năm {years}: mỗi năm {least}.")
    return beside.format(
        said=said, years=_years_said(before), least=vietnamese_number(least), most=vietnamese_number(most),
        mean=vietnamese_number(mean(now[1:]), 1),
    )  # fmt: skip


def year_to_date(seen: Overview, year: int) -> int:
    """The dead of the year up to the day of it that today is in the running year; of all of it when that is over."""
    if not seen.is_running:
        return _of_year(seen, year)
    whole = sum(_deaths(seen, year, month) for month in range(1, seen.today.month))
    return whole + _to_date(seen, year)


def has_word(seen: Overview) -> bool:
    """Whether anything was said of the year on this ground: a case, or a confirmation that there was none."""
    return any(year == seen.year for year, _month in seen.events.months) or bool(seen.lines["establishments_reporting"])


def _point(seen: Overview, month: int, url: Url) -> Point | None:
    if seen.is_running and month > seen.today.month:
        return None
    deaths = _deaths(seen, seen.year, month)
    is_running = seen.is_running and month == seen.today.month
    note = gettext("đến ngày {day}").format(day=seen.today.day) if is_running else ""
    return Point(deaths, url(f"{seen.year}-{month:02d}") if deaths else "", note)


def _few_years(seen: Overview, before: list[int]) -> str:
    if len(before) == YEARS_BEFORE:
        return ""
    if not before:
        return gettext("Các năm trước chưa có số liệu.")
    return gettext("Chỉ so với các năm có số liệu: {years}.").format(years=_years_said(before))


def _years_said(years: list[int]) -> str:
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def _deaths(seen: Overview, year: int, month: int) -> int:
    return seen.events.months.get((year, month), NOBODY).deaths


def _to_date(seen: Overview, year: int) -> int:
    return seen.events.months.get((year, seen.today.month), NOBODY).deaths_to_date


def _of_year(seen: Overview, year: int) -> int:
    return sum(_deaths(seen, year, month) for month in range(1, 13))
