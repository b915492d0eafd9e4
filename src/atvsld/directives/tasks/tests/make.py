"""Tasks of a small province, made through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from atvsld.base.scope import Scope
from atvsld.directives.tasks.causes import NamedCause, name_cause
from atvsld.directives.tasks.handing import hand_out
from atvsld.directives.tasks.models import Cause, Charge, Task
from atvsld.directives.tasks.rules import Wanted
from atvsld.org.agencies.find import agency_for
from atvsld.org.agencies.models import Agency
from atvsld.testing import make_scope, place

HOME, COMMUNE, AWAY = "Thái Nguyên", "Xã Tân Cương, Tỉnh Thái Nguyên", "Xã Đất Mũi, Tỉnh Cà Mau"
DAY = date(2026, 3, 2)


def agency(kind: str, where: str | None = None) -> Agency:
    found = agency_for(kind, place(where) if where else None)
    assert found is not None
    return Agency.objects.select_related("place").get(pk=found.pk)


def department() -> Agency:
    return agency("department_home_affairs", HOME)


def commune_committee(where: str = COMMUNE) -> Agency:
    return agency("peoples_committee_commune", where)


def make_cause(scope: Scope, giver: Agency, number: str = "12/KH-UBND") -> Cause:
    named = NamedCause("document", "Kế hoạch thử", "Ủy ban nhân dân tỉnh", number, date(2026, 1, 5))
    return name_cause(scope, giver, named, via="test")


def make_charge(
    scope: Scope, agencies: list[Agency] | None = None, giver: Agency | None = None, today: date = DAY, **wanted: Any
) -> Charge:
    """Given by the department of home affairs to the people's committee of Tân Cương, due on 31/3/2026."""
    giver = giver or department()
    whole = {"title": "Tập huấn an toàn lao động", "first_due": date(2026, 3, 31)} | wanted
    cause = make_cause(scope, giver)
    return hand_out(scope, cause, giver, Wanted(**whole), agencies or [commune_committee()], via="test", today=today)


def make_task(scope: Scope | None = None, **kept: Any) -> Task:
    return make_charge(scope or make_scope("labour", place=HOME), **kept).tasks.get()
