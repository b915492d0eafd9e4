"""What the Ministry published of the nation: series, what in them does not follow, each notice, a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ...base.numbers import vietnamese_number, vietnamese_signed
from ...base.statute_words import period_label
from ...figures.published.book import Book
from ...figures.published.details import tables
from ...figures.published.models import PublishedNotice
from ...figures.published.record import NOTICE, REPORTING, Figure, Notice, decimals, key_of, period_of_key
from ...figures.published.reporting import reporting_rates
from ...figures.published.series import BEFORE, Point, published_series
from ...figures.published.services import may
from ...figures.published.standing import records, standing_book
from ...figures.published.verify import Checked, Verdict, verify
from ...figures.published.words import DEATHS, LINES, SECTORS, TOTAL, UNITS
from ...statutes.period import Period
from ..scope import scope
from .published_parts import picture
from .registers import XLSX

OF_REPORTING = "bao-cao-"
BADGES = {
    Verdict.ROUNDED: "done", Verdict.TRUNCATED: "provisional", Verdict.WRONG: "overdue",
    Verdict.UNVERIFIABLE: "waiting", Verdict.NOT_PRINTED: "",
}  # fmt: skip
# Percentages have their own mark; the rest is said as sentences.
OF_PERCENTAGE = ("published.wrong", "published.truncated", "published.sign")


def address(notice: Notice | PublishedNotice) -> str:
    return (OF_REPORTING if notice.kind == REPORTING else "") + key_of(notice.period)


def notice_url(notice: Notice | PublishedNotice) -> str:
    return reverse("published-notice", args=[address(notice)])


@require_GET
def series_page(request: HttpRequest) -> HttpResponse:
    book = standing_book()
    line, sector = request.GET.get("chi-tieu", ""), request.GET.get("khu-vuc", "")
    line, sector = (line if line in LINES else DEATHS), (sector if sector in SECTORS else TOTAL)
    series = [
        _shown_series(book, line, sector, half)
        for half in (None, 1, 2)
        if half is None or published_series(line, sector, half=half, with_implied=True, book=book)
    ]
    notices = [n for n in book if n.kind == NOTICE]
    notices.sort(key=lambda n: (n.period.year, n.period.half or 3), reverse=True)
    context = {
        "line": line, "sector": sector, "lines": LINES.items(), "sectors": SECTORS.items(), "series": series,
        "line_label": LINES[line], "sector_label": SECTORS[sector], "unit": UNITS[line],
        "doubtful": [row for notice in notices for row in _doubtful(notice)],
        "others": [
            {"notice": period_label(n.period), "url": notice_url(n), "message": v.message}
            for n in notices for v in book.findings(n) if v.code not in OF_PERCENTAGE
        ],
        "notices": [_shown_notice(n, book) for n in notices],
        "rates": [{"rate": r, "url": notice_url(r.notice)} for r in reporting_rates(book)],
        "may_enter": may(scope(request), "enter"),
    }  # fmt: skip
    return render(request, "pages/published.html", context)


def _shown_series(book: Book, line: str, sector: str, half: int | None) -> dict[str, Any]:
    """The newest first in the table, the oldest first in the picture."""
    points = published_series(line, sector, half=half, with_implied=True, book=book)
    urls = [notice_url(p.notice) for p in points]
    drawn = picture(f"series-{half or 0}", LINES[line], UNITS[line], points, urls)
    return {"half": half, "points": [_shown_point(p) for p in reversed(points)], "picture": drawn}


def _shown_point(point: Point) -> dict[str, Any]:
    return _shown_figure(point.figure, point.checked) | {
        "period": period_label(point.period), "year": point.period.year, "url": notice_url(point.notice),
        "notice": point.number, "is_implied": point.is_implied, "implied_by": period_label(point.notice.period),
        "restated_from": "" if point.restated_from is None else vietnamese_number(point.restated_from),
        "computed": _percent(point.computed_pct), "is_from_before": point.computed_from == BEFORE,
    }  # fmt: skip


def _shown_figure(figure: Figure, checked: Checked) -> dict[str, Any]:
    pct = figure.change_pct
    places = decimals(figure.pct_raw)
    return {
        "value": figure.text or vietnamese_number(figure.value), "is_text": bool(figure.text),
        "change": "–" if figure.change_abs is None else vietnamese_signed(figure.change_abs, 0),
        "printed": "–" if pct is None else f"{vietnamese_signed(pct, places)}\N{NO-BREAK SPACE}%",
        "computed": _percent(checked.computed_pct), "verdict": checked.label, "remark": checked.remark,
        "badge": BADGES[checked.verdict],
        "line": LINES[figure.line], "sector": SECTORS[figure.sector],
    }  # fmt: skip


def _percent(number: Any) -> str:
    return "–" if number is None else f"{vietnamese_signed(number, 2)}\N{NO-BREAK SPACE}%"


def _doubtful(notice: Notice) -> Iterator[dict[str, Any]]:
    for figure in notice.figures:
        checked = verify(figure)
        if checked.is_doubtful:
            yield _shown_figure(figure, checked) | {"period": period_label(notice.period), "url": notice_url(notice)}


def _shown_notice(notice: Notice, book: Book) -> dict[str, Any]:
    return {
        "notice": notice, "url": notice_url(notice), "period": period_label(notice.period),
        "compared": period_label(notice.compared_with) if notice.compared_with else "",
        "findings": len(book.findings(notice)),
    }  # fmt: skip


@require_GET
def notice_page(request: HttpRequest, period: str) -> HttpResponse:
    """One notice in its standing version, or the one that `ban` names; the others are listed."""
    versions = versions_at(period)
    shown = _version_asked(request, versions)
    [notice] = records([shown])
    book = standing_book().with_these([notice])
    context = {
        "row": shown, "notice": notice, "period": period_label(notice.period), "address": period,
        "compared": period_label(notice.compared_with) if notice.compared_with else "",
        "figures": [_shown_figure(f, verify(f)) for f in sorted(notice.figures, key=_order)],
        "findings": [v.message for v in book.findings(notice) if v.code not in OF_PERCENTAGE],
        "tables": tables(notice.details), "versions": versions, "standing": _standing(versions),
        "is_intact": shown.fingerprint == notice.fingerprint(), "is_reporting": notice.kind == REPORTING,
        "may_void": may(scope(request), "void") and shown.voided_at is None,
    }  # fmt: skip
    return render(request, "pages/published_notice.html", context)


def versions_at(period: str) -> list[PublishedNotice]:
    """The versions of the notice at this address, newest first. Raises Http404."""
    key = period.removeprefix(OF_REPORTING)
    try:
        asked: Period = period_of_key(key)
    except ValueError:
        raise Http404 from None
    kind = REPORTING if key != period else NOTICE
    rows = PublishedNotice.objects.filter(kind=kind, year=asked.year, half=asked.half or 0).order_by("-version")
    if not rows:
        raise Http404
    return list(rows)


def _standing(versions: list[PublishedNotice]) -> PublishedNotice | None:
    return next((row for row in versions if row.voided_at is None), None)


def _version_asked(request: HttpRequest, versions: list[PublishedNotice]) -> PublishedNotice:
    wanted = request.GET.get("ban", "")
    if not wanted:
        return _standing(versions) or versions[0]
    if re.fullmatch("[0-9]{1,6}", wanted):
        for row in versions:
            if row.version == int(wanted):
                return row
    raise Http404


def _order(figure: Figure) -> tuple[int, int]:
    return list(SECTORS).index(figure.sector), list(LINES).index(figure.line)


@require_GET
def excel_page(request: HttpRequest) -> HttpResponse:
    from ...figures.published.excel import workbook_of

    answer = HttpResponse(workbook_of(standing_book()), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="so-lieu-quoc-gia-da-cong-bo.xlsx"'
    return answer
