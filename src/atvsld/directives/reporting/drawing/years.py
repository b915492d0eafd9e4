"""What a review over several years adds: tasks by the year in which they fell due, and the reports it rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear

from ...tasks.counting import with_past_status, with_status
from ...tasks.past import tangled_then
from ..models import PERIODIC, RECEIVED, SENT, ReportVersion, TaskReport
from .asked import Asked
from .tasks import SHOWN, rows_of


def years(asked: Asked) -> list[dict[str, Any]]:
    """Of each year of the period how the tasks due in it stand; those without a due day stand in none."""
    rows, is_past = rows_of(asked).filter(due_on__range=(asked.first, asked.last)), asked.day < asked.today
    told = with_past_status(rows, asked.day) if is_past else with_status(rows, asked.day)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    cells = told.order_by().annotate(year=ExtractYear("due_on")).values_list("year", "status").annotate(n=Count("*"))
    for year, status, n in cells:
        found[year][status] += n
    for then in tangled_then(rows, asked.day) if is_past else ():
        if then.row.due_on:
            found[then.row.due_on.year][then.status] += 1
    return [
        {"year": year, "total": sum(found[year][s] for s in SHOWN), "counts": {s: found[year][s] for s in SHOWN}}
        for year in range(asked.first.year, asked.day.year + 1)
    ]  # fmt: skip


def sources(asked: Asked) -> list[dict[str, Any]]:
    """The agency's own periodic reports of the same thing within the period, each by the version sent last."""
    report = asked.report
    rows = TaskReport.objects.filter(
        agency=asked.agency, form=PERIODIC, state__in=(SENT, RECEIVED), programme=report.programme,
        document=report.document_id, first_day__gte=asked.first, last_day__lte=asked.last,
    ).order_by("first_day", "pk")  # fmt: skip
    newest = {
        version.report_id: version for version in ReportVersion.objects.filter(report__in=rows).order_by("number")
    }
    return [
        {"report": row.pk, "title": row.title, "first_day": row.first_day, "last_day": row.last_day,
         "version": newest[row.pk].number, "sha256": newest[row.pk].sha256, "sent_on": newest[row.pk].sent_on}
        for row in rows if row.pk in newest
    ]  # fmt: skip
