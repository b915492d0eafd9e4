"""What is owed and how far it has come: each time of each duty, of each body, beside the report that answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from ....base.language import Words
from ....base.scope import Scope
from ....org.agencies.models import Agency
from ..models import DRAFT, RECEIVED, RETURNED, SENT, TaskReport
from .days import occasions
from .declared import Duty, Occasion
from .found import duties_on

NONE, OVERDUE, UNDATED = "none", "overdue", "undated"
STATE_LABELS: Mapping[str, Words] = {
    OVERDUE: _("quá hạn"), RETURNED: _("bị trả lại"), NONE: _("chưa lập"), DRAFT: _("đang lập"), SENT: _("đã gửi"),
    RECEIVED: _("đã tiếp nhận"), UNDATED: _("chưa lập, văn bản không nêu ngày"),
}  # fmt: skip
# Those in which the body still has something to do.
OPEN = (OVERDUE, RETURNED, NONE, DRAFT, UNDATED)


@dataclass(frozen=True)
class Owed:
    """A report that a body owes for one time of a duty, `report` once somebody has begun it."""

    duty: Duty
    occasion: Occasion
    agency: Agency
    report: TaskReport | None
    today: date

    @property
    def state(self) -> str:
        """How it stands. Past its day and not sent is overdue, begun or not; sent back keeps its name."""
        held = self.report.state if self.report else NONE
        if held in (SENT, RECEIVED, RETURNED):
            return held
        if self.occasion.is_late(self.today, self.duty.is_before):
            return OVERDUE
        return UNDATED if held == NONE and self.occasion.due_on is None else held

    @property
    def label(self) -> Words:
        return STATE_LABELS[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Not sent, or sent back, and past its day."""
        return self.is_open and self.occasion.is_late(self.today, self.duty.is_before)


def owed_by(scope: Scope, agencies: Collection[Agency], today: date) -> list[Owed]:
    """Of these agencies, what presses first: by due day, those without one last."""
    known = {agency.pk: agency for agency in agencies}
    wanted = [
        (duty, occasion, known[pk])
        for duty in duties_on(scope, agencies, today) for occasion in occasions(duty, today)
        for pk in sorted(duty.bodies & known.keys())
    ]  # fmt: skip
    return sorted(_joined(wanted, today), key=_order)


def owed_for(duty: Duty, occasion: Occasion, today: date) -> list[Owed]:
    """What all bodies of a duty owe for one time of it, in Vietnamese order."""
    bodies = Agency.objects.filter(pk__in=duty.bodies).select_related("place__province").in_vietnamese_order()
    return list(_joined([(duty, occasion, agency) for agency in bodies], today))


def tallied(found: Iterable[Owed]) -> Counter[str]:
    return Counter(one.state for one in found)


def _joined(wanted: Collection[tuple[Duty, Occasion, Agency]], today: date) -> Iterator[Owed]:
    duties, bodies = {duty.key for duty, _occasion, _agency in wanted}, {agency.pk for _d, _o, agency in wanted}
    rows = TaskReport.objects.filter(duty__in=duties)
    if len(bodies) < 200:
        rows = rows.filter(agency__in=bodies)
    made = {(row.duty, row.occasion, row.agency_id): row for row in rows.defer("texts")}
    for duty, occasion, agency in wanted:
        yield Owed(duty, occasion, agency, made.get((duty.key, occasion.key, agency.pk)), today)


def _order(one: Owed) -> tuple[bool, date, str, int]:
    return (not one.is_open, one.occasion.due_on or date.max, one.duty.key, one.agency.pk)
