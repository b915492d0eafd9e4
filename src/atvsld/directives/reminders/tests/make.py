"""A nation in small: tasks of communes, of a province's department and of the nation, in every stage."""

from __future__ import annotations

from datetime import date, timedelta

from atvsld.base.scope import Scope
from atvsld.directives.tasks import services
from atvsld.directives.tasks.models import Charge
from atvsld.directives.tasks.tests.make import AWAY, HOME, agency, commune_committee, department, make_charge
from atvsld.org.agencies.models import Agency
from atvsld.testing import make_scope

TODAY = date(2026, 6, 15)
WHY = "lý do của kiểm thử"


def country(spread: tuple[int, ...] = (-40, -31, -30, -12, -10, -4, -3, -1, 0, 1, 6, 7, 13, 14, 15)) -> list[Charge]:
    """A charge for each due day (so many days from TODAY) to a commune here, one there, a department; by two givers;
    some accepted, some sent back, and one without a day."""
    labour, ministry = make_scope("labour", place=HOME), make_scope("ministry")
    home: list[Agency] = [commune_committee(), agency("department_health", HOME)]
    nation = [*home, commune_committee(AWAY), agency("ministry_health")]
    made, actors = [], dict[int, Scope]()
    for at, days in enumerate((*spread, None)):
        due = TODAY + timedelta(days=days) if days is not None else None
        begun = TODAY - timedelta(days=(3, 5, 8, 60)[at % 4])
        made.append(make_charge(labour, home, department(), begun, title=f"Việc {days}", first_due=due))
        giver = agency("ministry_home_affairs")
        made.append(make_charge(ministry, nation, giver, begun, title=f"Việc cả nước {days}", first_due=due))
    for at, charge in enumerate(made):
        for beside, task in enumerate(charge.tasks.select_related("agency", "charge__giver").order_by("pk")):
            actor = actors.setdefault(task.agency_id, actors.get(task.agency_id) or _lead(task.agency))
            if (at + beside) % 3 == 0:
                services.accept(actor, task.pk, via="test", today=charge.handed_on)
            elif (at + beside) % 7 == 0:
                services.send_back(actor, task.pk, WHY, via="test", today=TODAY - timedelta(days=at % 6))
    return made


def _lead(agency: Agency) -> Scope:
    roles = {"peoples_committee_commune": "commune", "department_health": "health"}
    if agency.kind in roles:
        return make_scope(roles[agency.kind], place=agency.place)
    return make_scope("ministry", agency=agency)
