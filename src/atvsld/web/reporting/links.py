"""What stands behind a figure of a report, as an address of the house."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ...base.scope import Scope
from ...directives.assessment import may_see
from ...directives.programmes import PROGRAMMES
from ...directives.reporting.models import TaskReport

SEVERITY = {"victims": {}, "deaths": {"severity": "fatal"}, "severe": {"severity": "severe"}}


class Links:
    """The addresses for one person: "" for what they may not open. `version`: that of a report that was sent."""

    def __init__(self, scope: Scope, report: TaskReport, unit: str, version: int | None = None) -> None:
        self.scope, self.report, self.unit = scope, report, unit
        self.more = {"ban": version} if version else {}

    def __call__(self, key: str) -> str:
        kind, _colon, rest = key.partition(":")
        found = getattr(self, f"_{kind}", None)
        return found(rest) if found else ""

    def _of_report(self, route: str, **asked: Any) -> str:
        return f"{reverse(route, args=[self.report.pk])}?{urlencode({**self.more, **asked})}"

    def _tasks(self, status: str) -> str:
        return self._of_report("report-tasks", status=status)

    def _cause(self, pk: str) -> str:
        return self._of_report("report-tasks", cause=pk)

    def _year(self, year: str) -> str:
        return self._of_report("report-tasks", year=year)

    def _task(self, pk: str) -> str:
        return reverse("task", args=[pk])

    def _document(self, pk: str) -> str:
        return reverse("document", args=[pk])

    def _report(self, pk: str) -> str:
        return reverse("report", args=[pk])

    def _children(self, state: str) -> str:
        return self._of_report("report-children", state=state)

    def _target(self, rest: str) -> str:
        programme, _colon, year = rest.rpartition(":")
        if programme in PROGRAMMES and may_see(self.scope, PROGRAMMES[programme]):
            return f"{reverse('programme', args=[programme])}?{urlencode({'year': year})}"
        return self._indicators(year)

    def _silent(self, year: str) -> str:
        return self._indicators(year)

    def _indicators(self, year: str) -> str:
        return f"{reverse('unit-indicators')}?{urlencode({'unit': self.unit, 'year': year})}"

    def _victims(self, year: str) -> str:
        return self._people("victims", year)

    def _deaths(self, year: str) -> str:
        return self._people("deaths", year)

    def _severe(self, year: str) -> str:
        return self._people("severe", year)

    def _people(self, name: str, year: str) -> str:
        """The people of a whole year; "" where the period has another beginning or end within it."""
        report = self.report
        is_whole = report.first_day.strftime("%Y-%m-%d") <= f"{year}-01-01" and f"{report.last_day}" >= f"{year}-12-31"
        if not is_whole or not self.scope.may("victims", "view"):
            return ""
        unit = {} if self.unit == "VN" else {"unit": self.unit}
        return f"{reverse('victims-list')}?{urlencode({**unit, 'year': year, **SEVERITY[name]})}"
