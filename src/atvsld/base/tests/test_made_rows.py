"""The rows that tests make are rows of the house: through the services, in the audit, under the scope."""

import pytest

from atvsld.accidents.models import Accident
from atvsld.base.models import AuditEntry
from atvsld.org.establishments.models import Establishment
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_accident, make_establishment, make_headcount, make_scope, make_user, make_victim, place

pytestmark = pytest.mark.django_db


def test_an_accident_with_a_victim():
    factory = make_establishment()
    make_headcount(factory, 2026, 120)
    accident = make_accident(factory)
    make_victim(accident, died_on=accident.occurred_on, reported_condition="fatal")
    assert (accident.severity, accident.death_count) == ("fatal", 1)
    assert AuditEntry.objects.filter(register="accidents", verb="create").count() == 1


def test_people_see_what_their_unit_holds():
    factory = make_establishment()
    make_accident(factory)
    seen = {
        role: Accident.objects.visible_to(scope).count()
        for role, scope in {
            "labour": make_scope("labour", place="Thái Nguyên"),
            "elsewhere": make_scope("labour", place="Cà Mau"),
            "employer": make_scope("employer", establishment=factory),
            "stranger": make_scope(),
        }.items()
    }
    assert seen == {"labour": 1, "elsewhere": 0, "employer": 1, "stranger": 0}
    assert Establishment.objects.visible_to(scope_of(make_user("ministry"))).count() == 1
    assert place("Tân Cương, Thái Nguyên").level == "commune"
