"""Of what a report tells: whose, of which days, of which programme or document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ....base.scope import Scope
from ....org.agencies.models import Agency
from ....org.places.models import Place
from ..models import AGENCY, TaskReport


@dataclass(frozen=True)
class Asked:
    """`scope` is that of who draws it up, `report` what is asked for, `today` the day on which it is looked at."""

    scope: Scope
    report: TaskReport
    today: date

    @property
    def agency(self) -> Agency:
        return self.report.agency

    @property
    def unit(self) -> Place | None:
        """The unit of the agency; None for a body of the nation."""
        return self.report.agency.place

    @property
    def is_own(self) -> bool:
        """Whether it tells of the agency's own tasks alone."""
        return self.report.covers == AGENCY

    @property
    def first(self) -> date:
        return self.report.first_day

    @property
    def last(self) -> date:
        return self.report.last_day

    @property
    def day(self) -> date:
        """At the end of which day things are told: the last of the period, or today while it runs."""
        return min(self.last, self.today)
