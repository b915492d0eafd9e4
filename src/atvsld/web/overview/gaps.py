"""What presses and what is missing: work beyond its day, work that waits, who is silent, years without figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ...base.numbers import vietnamese_number
from ...base.scope import Scope
from ...directives.overview import YEARS_BEFORE, Overview
from ..worklist import WorkCount, counts
from ..worklist.cases import ACCEPT, COMPLETE, NO_COMMUNE, RETURNED
from ..worklist.counting import query_of
from ..worklist.establishments import UNREPORTED, WITHOUT_HEADCOUNT
from ..worklist.kind import WorkKind
from ..worklist.returns import RESULTS, RETURNS, WITHOUT_DATA
from .asked import Asked
from .lines import Line, Lines
from .units import Units

NAMED = 3
# Counted from the register itself; what else the list of work knows, the figures of the screen have counted already.
PRESSING = (RETURNS, RESULTS, ACCEPT, COMPLETE, RETURNED, UNREPORTED, WITHOUT_DATA)


def overdue_and_missing(seen: Overview, units: Units, asked: Asked, scope: Scope) -> tuple[Lines, Lines]:
    """Of the unit as of today, whatever year is shown: work is counted as the list of work counts it."""
    waiting = counts(scope, asked.place, seen.today, PRESSING)
    late = tuple(_late(work) for work in waiting if work.overdue)
    waits = (_waits(work) for work in waiting if not work.overdue)
    missing = (*_silent(units, asked), *_headcounts(seen), *_unplaced(seen), *waits, *_years(seen))
    return (
        Lines(gettext("Quá hạn"), late, gettext("Không có việc nào quá hạn."), len(late)),
        Lines(gettext("Còn thiếu"), missing, gettext("Không thiếu gì."), len(missing)),
    )


def _late(work: WorkCount) -> Line:
    """How many are beyond their day, out of how many that wait, and by which rule."""
    notes = []
    if work.overdue < work.count:
        notes.append(gettext("trong {n} đang chờ").format(n=vietnamese_number(work.count)))
    if work.overdue_days:
        said = ngettext("quá {n} ngày", "quá {n} ngày", work.overdue_days)
        notes.append(said.format(n=vietnamese_number(work.overdue_days)))
    elif work.oldest_days:
        notes.append(_oldest(work.oldest_days))
    if work.due:
        notes.append(str(work.due.basis))
    return Line(work.label, vietnamese_number(work.overdue), "; ".join(notes), work.url, "overdue")


def _waits(work: WorkCount) -> Line:
    notes = [_due(work.due.on)] if work.due else []
    notes += [_oldest(work.oldest_days)] if work.oldest_days else []
    return Line(work.label, vietnamese_number(work.count), "; ".join(notes), work.url, "waiting")


def _due(day: date) -> str:
    return gettext("hạn {day}").format(day=f"{day:%d/%m/%Y}")


def _oldest(days: int) -> str:
    return ngettext("lâu nhất {n} ngày", "lâu nhất {n} ngày", days).format(n=vietnamese_number(days))


def _silent(units: Units, asked: Asked) -> Iterator[Line]:
    silent = units.silent()
    if not silent:
        return
    said = ngettext("Xã, phường chưa có cơ sở nào báo cáo", "Xã, phường chưa có cơ sở nào báo cáo", len(silent))
    if asked.place is None:
        said = ngettext("Tỉnh chưa có cơ sở nào báo cáo", "Tỉnh chưa có cơ sở nào báo cáo", len(silent))
    names = ", ".join(place.full_name for place in silent[:NAMED])
    more = gettext("{names} và {n} nơi khác").format(names=names, n=len(silent) - NAMED)
    value = f"{vietnamese_number(len(silent))}/{vietnamese_number(len(units.places))}"
    yield Line(said, value, more if len(silent) > NAMED else names, asked.url(measure="reporting"), "waiting")


def _headcounts(seen: Overview) -> Iterator[Line]:
    """Head offices that no head-count up to the year is known of: their workers are in no rate."""
    unknown = seen.counted.cases[seen.year].quality.get("unknown", 0)
    if unknown:
        note = gettext("không có trong mẫu số của tần suất")
        yield Line(WITHOUT_HEADCOUNT.label, vietnamese_number(unknown), note, _work(WITHOUT_HEADCOUNT, seen), "waiting")


def _unplaced(seen: Overview) -> Iterator[Line]:
    happened = seen.events.units.get(None)
    if happened and happened.victims:
        text = gettext("Người bị nạn ở vụ chưa xác định được nơi xảy ra")
        note = gettext("trong năm {year}").format(year=seen.year)
        yield Line(text, vietnamese_number(happened.victims), note, _work(NO_COMMUNE, seen), "waiting")


def _work(kind: WorkKind, seen: Overview) -> str:
    return reverse("work-kind", args=[kind.id]) + query_of(seen.area.unit)


def _years(seen: Overview) -> Iterator[Line]:
    known = seen.years_with_word()
    if len(known) < YEARS_BEFORE:
        missing = [y for y in range(seen.year - YEARS_BEFORE, seen.year) if y not in known]
        text = gettext("Năm trước chưa có số liệu để so theo tháng")
        yield Line(text, vietnamese_number(len(missing)), ", ".join(map(str, missing)), tone="waiting")
